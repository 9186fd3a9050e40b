// 督办文书: prints, asks before what cannot be undone, ticks all drafts of a page.

document.querySelector('[data-print]')?.addEventListener('click', () => window.print());

for (const form of document.querySelectorAll('form[data-confirm]')) {
  form.addEventListener('submit', (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

const decisions = document.querySelector('form[data-decisions]');
const boxes = () => [...(decisions?.querySelectorAll('input[name="id"]') ?? [])];
decisions?.querySelector('[data-all]')?.addEventListener('change', (event) => {
  for (const box of boxes()) box.checked = event.target.checked;
});
decisions?.addEventListener('submit', (event) => {
  const count = boxes().filter((box) => box.checked).length;
  if (count === 0) return;
  const question = event.submitter?.value === 'refuse'
    ? `确定对所选 ${count} 份文书不予签发吗？`
    : `确定签发所选 ${count} 份文书吗？签发后立即编号、发出。`;
  if (!window.confirm(question)) event.preventDefault();
});
