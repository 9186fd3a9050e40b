// Opens the summary of an item beside the list. Without it every row is a link to the item's page.
'use strict';

const drawer = document.getElementById('drawer');
let opener = null;
let wanted = '';

const open = async (link) => {
  const url = link.closest('tr').dataset.summary;
  wanted = url;
  let text = '';
  try {
    const answer = await fetch(url, { headers: { 'HX-Request': 'true' } });
    if (answer.ok && !answer.redirected) text = await answer.text();
  } catch {
    // The page of the item says what is wrong.
  }
  if (wanted !== url) return;
  if (!text) {
    location.assign(link.href);
    return;
  }
  opener = link.href;
  drawer.innerHTML = text;
  if (!drawer.open) drawer.showModal();
};

document.addEventListener('click', (event) => {
  if (event.target === drawer) drawer.close();
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest('a[data-drawer]');
  if (!link || !drawer?.showModal) return;
  event.preventDefault();
  open(link);
});

// The list may have been drawn anew meanwhile, so the row is looked for again.
drawer?.addEventListener('close', () => {
  wanted = '';
  [...document.querySelectorAll('a[data-drawer]')].find((link) => link.href === opener)?.focus();
});

// One box at a time, closed by Escape and by a click beside it.
const boxes = () => document.querySelectorAll('.sc-pop[open]');
document.addEventListener('click', (event) => {
  for (const box of boxes()) if (!box.contains(event.target)) box.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const box of boxes()) {
    box.open = false;
    box.querySelector('summary').focus();
  }
});
