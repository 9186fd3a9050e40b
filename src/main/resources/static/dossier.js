// 问题档案 in Tasklist: gives a task that was claimed by mistake back to the unit.

/** Makes the fragment of /tasks/{id}/dossier work. */
export function attach(section) {
  const button = section.querySelector('[data-put-back-url]');
  button?.addEventListener('click', async () => {
    button.disabled = true;
    const answer = await fetch(button.dataset.putBackUrl, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { [section.dataset.csrfHeader]: section.dataset.csrfToken },
    }).catch(() => null);
    if (answer?.ok) {
      location.reload();
      return;
    }
    const told = await answer?.json().catch(() => null);
    button.replaceWith(told?.message ?? '暂时不能放回，请刷新页面后重试');
  });
}
