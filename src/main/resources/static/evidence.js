// 佐证材料: drives the fragment evidence/files wherever it is inserted, on our pages and in a Tasklist tab.

import { view } from './viewer.js';

const SIGNED_OUT = '登录可能已过期，请刷新页面后重新登录';
const OFFLINE = '网络中断，请检查网络后重试';

/** Makes a section.sc-evidence work: look, choose, photograph, drop, pair, delete. Safe to call twice. Emits "sc-evidence-changed" after a change. */
export function attach(section) {
  if (!section || section.dataset.attached) {
    return;
  }
  section.dataset.attached = 'yes';
  requireStyle(section.ownerDocument);
  section.addEventListener('click', (event) => {
    const button = event.target.closest('[data-delete-url]');
    if (button) {
      remove(section, button);
    }
    const photo = event.target.closest('[data-photo]');
    if (photo && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      view(section, photo);
    }
  });
  section.addEventListener('change', (event) => {
    if (event.target.matches('[data-pair-url]')) {
      pair(section, event.target);
    }
  });
  section.querySelector('.sc-evidence-refresh')?.addEventListener('click', () => refresh(section));
  section.querySelectorAll('input[type=file]').forEach((input) => input.addEventListener('change', () => {
    const files = Array.from(input.files);
    input.value = '';
    upload(section, files);
  }));
  const form = section.querySelector('.sc-evidence-upload');
  if (form) {
    form.addEventListener('submit', (event) => event.preventDefault());
    acceptDrops(section, form.querySelector('.sc-evidence-drop'));
  }
}

function acceptDrops(section, zone) {
  ['dragenter', 'dragover'].forEach((type) => zone.addEventListener(type, (event) => {
    event.preventDefault();
    zone.classList.add('sc-evidence-over');
  }));
  zone.addEventListener('dragleave', () => zone.classList.remove('sc-evidence-over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('sc-evidence-over');
    upload(section, Array.from(event.dataTransfer.files));
  });
}

async function upload(section, files) {
  const phase = section.querySelector('.sc-evidence-phases input:checked');
  if (!phase) {
    tell(section, '', '请先选择这些材料是整改前还是整改后的情况，再选择文件').classList.add('sc-evidence-failed');
    return;
  }
  if (section.dataset.busy || files.length === 0) {
    return;
  }
  section.dataset.busy = 'yes';
  section.querySelector('.sc-evidence-progress').replaceChildren();
  const lines = files.map((file) => ({file, line: tell(section, file.name, '等待上传')}));
  for (const {file, line} of lines) {
    const refusal = file.size > Number(section.dataset.maxBytes)
      ? '文件超过 20 MB，请压缩或拆分后再上传'
      : await send(section, file, phase.value, (percent) => say(line, percent < 100 ? `上传中 ${percent}%` : '正在检查文件…'));
    say(line, refusal || '已上传');
    line.classList.add(refusal ? 'sc-evidence-failed' : 'sc-evidence-done');
  }
  delete section.dataset.busy;
  await refresh(section);
}

/** Posts one file; resolves to why it was refused, or to an empty text. */
function send(section, file, phase, progress) {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append('phase', phase);
    body.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', section.dataset.uploadUrl);
    request.setRequestHeader(section.dataset.csrfHeader, section.dataset.csrfToken);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) {
        progress(Math.round(100 * event.loaded / event.total));
      }
    });
    request.addEventListener('load', () => resolve(request.status === 201 ? '' : messageOf(request.responseText)));
    request.addEventListener('error', () => resolve(OFFLINE));
    request.addEventListener('abort', () => resolve(OFFLINE));
    request.send(body);
  });
}

async function remove(section, button) {
  if (!window.confirm(`确定删除“${button.dataset.name}”吗？`)) {
    return;
  }
  button.disabled = true;
  let refusal = '';
  try {
    const response = await fetch(button.dataset.deleteUrl, {
      method: 'DELETE',
      credentials: 'same-origin',
      headers: {[section.dataset.csrfHeader]: section.dataset.csrfToken, Accept: 'application/json'},
    });
    refusal = response.status === 204 ? '' : messageOf(await response.text());
  } catch (failure) {
    refusal = OFFLINE;
  }
  section.querySelector('.sc-evidence-progress').replaceChildren();
  if (refusal) {
    tell(section, button.dataset.name, refusal).classList.add('sc-evidence-failed');
    button.disabled = false;
  }
  await refresh(section);
}

/** Says which photo from before a photo from after belongs to. */
async function pair(section, choice) {
  let refusal = '';
  try {
    const response = await fetch(choice.dataset.pairUrl, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {[section.dataset.csrfHeader]: section.dataset.csrfToken, Accept: 'application/json'},
      body: new URLSearchParams(choice.value ? {before: choice.value} : {}),
    });
    refusal = response.status === 204 ? '' : messageOf(await response.text());
  } catch (failure) {
    refusal = OFFLINE;
  }
  section.querySelector('.sc-evidence-progress').replaceChildren();
  if (refusal) {
    tell(section, choice.dataset.name, refusal).classList.add('sc-evidence-failed');
  }
  await refresh(section);
}

/** Draws the section anew; what was said about each file, and the chosen phase, stay. */
async function refresh(section) {
  const phase = section.querySelector('.sc-evidence-phases input:checked')?.value;
  const progress = section.querySelector('.sc-evidence-progress');
  try {
    const response = await fetch(section.dataset.filesUrl, {credentials: 'same-origin', headers: {Accept: 'text/html'}});
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector('section.sc-evidence');
    if (!fresh) {
      tell(section, '', SIGNED_OUT).classList.add('sc-evidence-failed');
      return;
    }
    const drawn = section.ownerDocument.importNode(fresh, true);
    drawn.querySelector('.sc-evidence-progress').replaceWith(progress);
    const chosen = drawn.querySelector(`.sc-evidence-phases input[value="${phase}"]`);
    if (chosen) {
      chosen.checked = true;
    }
    section.replaceWith(drawn);
    attach(drawn);
    drawn.dispatchEvent(new CustomEvent('sc-evidence-changed', {bubbles: true}));
  } catch (failure) {
    tell(section, '', OFFLINE).classList.add('sc-evidence-failed');
  }
}

function tell(section, name, text) {
  const line = section.ownerDocument.createElement('li');
  const label = section.ownerDocument.createElement('strong');
  label.textContent = name;
  line.append(label, ' ', section.ownerDocument.createElement('span'));
  say(line, text);
  section.querySelector('.sc-evidence-progress').append(line);
  return line;
}

function say(line, text) {
  line.lastElementChild.textContent = text;
}

function messageOf(body) {
  try {
    return JSON.parse(body).message || SIGNED_OUT;
  } catch (noJson) {
    return SIGNED_OUT;
  }
}

/** The style comes along, so that whoever inserts the fragment has one thing to load. */
function requireStyle(document) {
  const address = new URL('./evidence.css', import.meta.url).href;
  if (!Array.from(document.querySelectorAll('link[rel=stylesheet]')).some((link) => link.href === address)) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    document.head.append(link);
  }
}
