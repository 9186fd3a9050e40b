// 字号: what a person chose on this machine, before anything is drawn.
'use strict';

(() => {
  const KEY = 'safecity-type-size';
  const LARGEST = 3;
  const SMALLEST = -1;
  const root = document.documentElement;
  const clamp = (size) => Math.min(LARGEST, Math.max(SMALLEST, Number(size) || 0));
  const read = () => { try { return clamp(localStorage.getItem(KEY)); } catch { return 0; } };
  const show = (size) => {
    for (let each = SMALLEST; each <= LARGEST; each++) root.classList.toggle(`sc-type-${each}`, each === size && each !== 0);
  };
  show(read());
  document.addEventListener('click', (event) => {
    const step = event.target.closest('[data-type]')?.dataset.type;
    if (!step) return;
    const size = clamp(read() + Number(step));
    try { localStorage.setItem(KEY, String(size)); } catch { /* for this page only */ }
    show(size);
  });
})();
