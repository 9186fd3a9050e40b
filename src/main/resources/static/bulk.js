// Counts the rows that are ticked in a list, and ticks all of them at once.
'use strict';

const boxes = () => [...document.querySelectorAll('input[name="item"][form="bulk"]')];

const count = () => {
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  const words = document.querySelector('#bulk [data-chosen]');
  if (words) words.textContent = chosen ? `已选 ${chosen} 件` : words.dataset.chosen;
  const head = document.querySelector('[data-choose-all]');
  if (head) {
    head.checked = chosen > 0 && chosen === all.length;
    head.indeterminate = chosen > 0 && chosen < all.length;
  }
};

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-choose-all]')) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches('[data-choose-all], input[name="item"]')) count();
});
document.addEventListener('htmx:afterSettle', count);
count();
