// Brings the files of evidence.js to life where they are drawn in the page of an item, prints it, and shows one kind of the timeline alone.
import { attach } from '/evidence.js';

const wake = () => attach(document.querySelector('#evidence section.sc-evidence'));

document.addEventListener('htmx:afterSettle', wake);
wake();

document.querySelector('[data-act=print]')?.addEventListener('click', () => print());

document.querySelector('.sc-kinds')?.addEventListener('change', (event) => {
  for (const line of document.querySelectorAll('.sc-timeline [data-kind]')) {
    line.hidden = event.target.value !== '' && line.dataset.kind !== event.target.value;
  }
});
