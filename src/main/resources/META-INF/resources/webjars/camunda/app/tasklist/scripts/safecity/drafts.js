// Tasklist draws the form anew whenever its tab is chosen, with what 保存 stored of it in this browser.

const SAVE = '.form-actions button[ng-click^="save("]:not([disabled])';

/** Presses 保存, if there is anything to save, before another tab takes the form's place: what was typed is there on return. */
export function keepDrafts() {
  document.addEventListener('click', (event) => {
    if (event.target.closest('.tabbed-content .nav-tabs a')) {
      document.querySelector(SAVE)?.click();
    }
  }, true);
}
