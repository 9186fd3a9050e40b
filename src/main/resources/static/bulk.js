// Keeps the rows that are ticked in a list over paging and filtering, until they are dealt with or taken back; counts them, and ticks all at once.
'use strict';

const viewer = document.querySelector('#bulk, #bulk-done')?.dataset.viewer ?? '';
const KEY = `safecity-chosen-${viewer}`;

const read = () => new Set(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));
const write = (chosen) => sessionStorage.setItem(KEY, JSON.stringify([...chosen]));
const boxes = () => [...document.querySelectorAll('input[name="item"][form="bulk"][type="checkbox"]')];

const show = () => {
  const form = document.getElementById('bulk');
  if (!form) return;
  const chosen = read();
  const all = boxes();
  for (const box of all) box.checked = chosen.has(box.value);
  const here = all.filter((box) => box.checked).length;
  const elsewhere = chosen.size - here;
  const words = form.querySelector('[data-chosen]');
  words.textContent = !chosen.size ? words.dataset.chosen
    : `已选 ${chosen.size} 条${elsewhere ? `，其中 ${elsewhere} 条不在本页` : ''}`;
  form.querySelector('[data-choose-none]').hidden = !chosen.size;
  form.classList.toggle('sc-bulk-chosen', chosen.size > 0);
  form.querySelectorAll('input[name="item"]').forEach((hidden) => hidden.remove());
  const shown = new Set(all.map((box) => box.value));
  for (const number of chosen) {
    if (shown.has(number)) continue;
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'item', value: number }));
  }
  const head = document.querySelector('[data-choose-all]');
  if (head) {
    head.checked = here > 0 && here === all.length;
    head.indeterminate = here > 0 && here < all.length;
  }
};

document.addEventListener('change', (event) => {
  if (!event.target.matches('[data-choose-all], input[name="item"][form="bulk"]')) return;
  if (event.target.matches('[data-choose-all]')) for (const box of boxes()) box.checked = event.target.checked;
  const chosen = read();
  for (const box of boxes()) box.checked ? chosen.add(box.value) : chosen.delete(box.value);
  write(chosen);
  show();
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-choose-none]')) return;
  write([]);
  show();
});
document.addEventListener('htmx:afterSettle', show);
window.addEventListener('pageshow', show);
const dealtWith = document.getElementById('bulk-done')?.dataset.items.split(' ') ?? [];
if (dealtWith.length) write([...read()].filter((number) => !dealtWith.includes(number)));
show();
