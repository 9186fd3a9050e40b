// What the four web apps of the engine have in common: language, dates, names. Each app's scripts/config.js adds its own.

const root = document.querySelector('base').getAttribute('app-root');

/**
 * Puts the Chinese texts where the app looks first. It would load them later than it draws its first labels, and those would stay raw keys; this
 * is awaited before AngularJS starts. It also makes a changed zh.json effective at once.
 */
async function placeTexts(app) {
  try {
    const answer = await fetch(`${root}/app/${app}/locales/zh.json`, { cache: 'no-cache', credentials: 'same-origin' });
    if (!answer.ok) {
      return;
    }
    const texts = await answer.json();
    const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
    kept[`${root}/app/${app}/locales/_locales_data_zh_${window.bust || '7.24.0'}`] = JSON.stringify(texts);
    localStorage.setItem('camunda-web', JSON.stringify(kept));
  } catch (problem) {
    console.warn('zh.json', problem);
  }
}

/** The settings of an app; title is its Chinese name. The app shows vendor and name, in this order, as the page's title. */
export async function settings(app, title) {
  await placeTexts(app);
  return {
    app: { vendor: `${title} ·`, name: '创安督办' },
    locales: { availableLocales: ['zh'], fallbackLocale: 'zh' },
    dateFormat: {
      monthName: 'MMMM',
      day: 'DD',
      abbr: 'MM-DD HH:mm',
      normal: 'YYYY-MM-DD HH:mm',
      long: 'YYYY-MM-DD HH:mm:ss',
      short: 'YYYY-MM-DD',
    },
    disableWelcomeMessage: true,
    customScripts: ['../../lib/safecity/frame'],
  };
}
