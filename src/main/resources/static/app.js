// Sends the CSRF token with every request that htmx makes, and tells the user when one fails.
'use strict';

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

document.addEventListener('htmx:configRequest', (event) => {
  const header = meta('csrf-header');
  if (header && event.detail.verb !== 'get') event.detail.headers[header] = meta('csrf-token');
});

const complain = (text) => {
  let box = document.getElementById('sc-complaint');
  if (!box) {
    box = document.createElement('p');
    box.id = 'sc-complaint';
    box.setAttribute('role', 'alert');
    document.body.append(box);
  }
  box.textContent = text;
};
document.addEventListener('htmx:responseError', (event) => {
  if (event.detail.xhr.status === 401) location.assign('/login');
  else complain('没有取到最新内容，请刷新页面后重试。');
});
document.addEventListener('htmx:sendError', () => complain('网络不通，请检查连接后重试。'));
document.addEventListener('htmx:afterOnLoad', () => document.getElementById('sc-complaint')?.remove());

// An empty field of a filter says nothing, so it stays out of the URL.
document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.verb !== 'get') return;
  for (const [name, value] of [...event.detail.formData.entries()]) if (value === '') event.detail.formData.delete(name);
});

// On a phone the groups of the menu lie over the page, so they are closed, and one is open at a time.
const groups = () => [...document.querySelectorAll('.sc-menu-group')];
const narrow = matchMedia('(max-width: 767.98px)');
const foldMenu = () => { for (const group of groups()) group.open = !narrow.matches; };
narrow.addEventListener('change', foldMenu);
foldMenu();
document.addEventListener('click', (event) => {
  if (narrow.matches) for (const group of groups()) if (!group.contains(event.target)) group.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && narrow.matches) for (const group of groups()) group.open = false;
});
