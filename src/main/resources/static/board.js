// The board keeps itself fresh while it is looked at, fills the screen and prints.
'use strict';

const EVERY = 60_000;
const LOOK = 5_000;
let fetched = Date.now();

const board = () => document.getElementById('board');
const choosing = () => document.querySelector('#board select:focus') !== null;

// What a person has made of the board and what is drawn anew: where it is scrolled to, what is open, and where the keyboard is.
const same = (element) => element.id ? `#${element.id}` : element.hasAttribute('href') ? `a[href="${CSS.escape(element.getAttribute('href'))}"]` : element.tagName;
const remember = () => {
  const focused = board().contains(document.activeElement) ? document.activeElement : null;
  return {
    scrolled: [...board().querySelectorAll('.sc-scroll')].map((part) => [part.scrollLeft, part.scrollTop]),
    open: [...board().querySelectorAll('details[id][open]')].map((part) => part.id),
    focused: focused && [same(focused), [...board().querySelectorAll(same(focused))].indexOf(focused)],
  };
};
const restore = ({ scrolled, open, focused }) => {
  board().querySelectorAll('.sc-scroll').forEach((part, at) => part.scrollTo(...(scrolled[at] ?? [0, 0])));
  for (const id of open) if (document.getElementById(id)) document.getElementById(id).open = true;
  if (focused) board().querySelectorAll(focused[0])[focused[1]]?.focus({ preventScroll: true });
};

const refresh = async () => {
  fetched = Date.now();
  const before = remember();
  await htmx.ajax('GET', board().dataset.url, { target: '#board', swap: 'outerHTML settle:0ms', headers: { 'X-Own-Accord': 'true' } });
  restore(before);
  document.getElementById('board-said').textContent = `已刷新，截至 ${document.getElementById('board-as-of').textContent}`;
};

const look = () => {
  const due = !document.hidden && Date.now() - fetched >= EVERY;
  document.getElementById('board-paused').hidden = !(due && choosing());
  if (due && !choosing()) refresh();
};
setInterval(look, LOOK);
document.addEventListener('visibilitychange', look);

document.addEventListener('click', (event) => {
  const act = event.target.closest('[data-act]')?.dataset.act;
  if (act === 'print') print();
  if (act === 'fullscreen') (document.fullscreenElement ? document.exitFullscreen() : document.querySelector('.sc-cockpit').requestFullscreen());
});
