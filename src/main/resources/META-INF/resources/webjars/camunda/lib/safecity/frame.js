// The frame around all four web apps: a link back to our pages, Chinese names in the app switch, our own sign-in page.

import { translate } from './translate.js';

/** Names that the apps carry in their code instead of their language file. */
const TEXTS = [
  ['Tasklist', '任务列表'],
  ['Cockpit', '运行监控'],
  ['Admin', '系统管理'],
  ['Welcome', '首页'],
];

function linkBack(menu) {
  if (menu.querySelector('.safecity-pages')) {
    return;
  }
  const item = document.createElement('li');
  item.className = 'safecity-pages';
  item.innerHTML = '<a href="/items" target="_self">问题清单</a>';
  menu.prepend(item);
}

function signInOnOurPage() {
  if (/^#\/login/.test(location.hash)) {
    location.replace('/login');
  }
}

document.documentElement.lang = 'zh-CN';
addEventListener('hashchange', signInOnOurPage);
signInOnOurPage();
translate('.app-switch', TEXTS);
new MutationObserver(() => document.querySelectorAll('.app-menu > ul').forEach(linkBack))
  .observe(document.body, { childList: true, subtree: true });
document.querySelectorAll('.app-menu > ul').forEach(linkBack);

export default [];
