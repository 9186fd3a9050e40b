// 看大图: the photos of a section.sc-evidence large, before beside after; previous and next by button and arrow key, Escape closes.

/** Opens the viewer at a photo of the section. */
export function view(section, photo) {
  const slides = slidesOf(section);
  const dialog = frame(section.ownerDocument);
  let at = Math.max(0, slides.findIndex((slide) => slide.includes(photo)));
  const show = (next) => {
    at = Math.min(Math.max(next, 0), slides.length - 1);
    dialog.querySelector('.sc-photo-slide').replaceChildren(...slides[at].map((each) => figure(each, section.dataset.place)));
    dialog.querySelector('.sc-photo-count').textContent = `第 ${at + 1} 组，共 ${slides.length} 组`;
    dialog.querySelector('[data-step="-1"]').disabled = at === 0;
    dialog.querySelector('[data-step="1"]').disabled = at === slides.length - 1;
  };
  dialog.addEventListener('click', (event) => {
    const step = event.target.closest('[data-step]')?.dataset.step;
    if (step) show(at + Number(step));
    if (event.target === dialog || event.target.closest('.sc-photo-close')) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') show(at - 1);
    if (event.key === 'ArrowRight') show(at + 1);
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (photo.isConnected) photo.focus();
  });
  section.ownerDocument.body.append(dialog);
  show(at);
  dialog.showModal();
}

/** Pairs stay together; every other photo is a slide of its own. */
function slidesOf(section) {
  const slides = [];
  section.querySelectorAll('.sc-evidence-pair, .sc-evidence-files > li').forEach((place) => {
    const photos = Array.from(place.querySelectorAll('[data-photo]'));
    if (photos.length) slides.push(photos);
  });
  return slides;
}

function figure(link, place) {
  const document = link.ownerDocument;
  const drawn = document.createElement('figure');
  const image = document.createElement('img');
  image.src = link.href;
  image.alt = `${link.dataset.photo}：${link.dataset.name}`;
  const caption = document.createElement('figcaption');
  const phase = document.createElement('b');
  phase.textContent = link.dataset.photo;
  const original = document.createElement('a');
  original.href = link.href;
  original.target = '_blank';
  original.rel = 'noopener';
  original.textContent = '原图';
  caption.append(phase, ` ${[place, link.dataset.when, link.dataset.who, link.dataset.name].filter(Boolean).join(' · ')} `, original);
  drawn.append(image, caption);
  return drawn;
}

function frame(document) {
  const dialog = document.createElement('dialog');
  dialog.className = 'sc-photo-viewer';
  dialog.setAttribute('aria-label', '照片');
  dialog.append(
    element(document, 'header', 'sc-photo-head',
      element(document, 'span', 'sc-photo-count'),
      button(document, '关闭', 'sc-photo-close')),
    element(document, 'div', 'sc-photo-slide'),
    element(document, 'footer', 'sc-photo-foot',
      button(document, '上一组', '', '-1'),
      button(document, '下一组', '', '1')));
  dialog.querySelector('.sc-photo-count').setAttribute('aria-live', 'polite');
  return dialog;
}

function element(document, name, style, ...children) {
  const made = document.createElement(name);
  made.className = style;
  made.append(...children);
  return made;
}

function button(document, text, style, step) {
  const made = element(document, 'button', style);
  made.type = 'button';
  made.textContent = text;
  if (step) made.dataset.step = step;
  return made;
}
