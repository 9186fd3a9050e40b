// The board keeps itself fresh while it is looked at, fills the screen and prints.
'use strict';

const EVERY = 60_000;
let fetched = Date.now();

const refresh = () => {
  const board = document.getElementById('board');
  fetched = Date.now();
  htmx.ajax('GET', board.dataset.url, { target: '#board', swap: 'outerHTML', headers: { 'X-Own-Accord': 'true' } });
};
const idle = () => !document.querySelector('#board details[open], #board select:focus');

setInterval(() => { if (!document.hidden && idle() && Date.now() - fetched >= EVERY) refresh(); }, 5_000);
document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - fetched >= EVERY) refresh(); });

document.addEventListener('click', (event) => {
  const act = event.target.closest('[data-act]')?.dataset.act;
  if (act === 'print') print();
  if (act === 'fullscreen') (document.fullscreenElement ? document.exitFullscreen() : document.querySelector('.sc-cockpit').requestFullscreen());
});
