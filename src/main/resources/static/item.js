// Brings the files of evidence.js to life where they are drawn in the page of an item.
import { attach } from '/evidence.js';

const wake = () => attach(document.querySelector('#evidence section.sc-evidence'));

document.addEventListener('htmx:afterSettle', wake);
wake();
