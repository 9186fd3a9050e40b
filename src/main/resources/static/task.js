// A task on one page: its dossier, its evidence and its own form, drawn by the form-js that Tasklist brings and sent to where Tasklist sends it.

import { tab } from '/camunda/app/tasklist/scripts/safecity/tabs.js';
import { formsInChinese } from '/camunda/app/tasklist/scripts/safecity/form-texts.js';

const FORM_JS = 57661; // the module of lib/deps.js that Tasklist 7.24.0 draws its forms with
const { taskId, login } = document.body.dataset;
const ENGINE = `/camunda/api/engine/engine/default/task/${encodeURIComponent(taskId)}`;
const DRAFT = `camunda-form:${taskId}`; // the same as in Tasklist: what was begun there goes on here

const panel = document.getElementById('task-form');
const problem = document.getElementById('task-problem');

function complain(text) {
  problem.textContent = text;
  problem.hidden = !text;
  if (text) problem.scrollIntoView({ block: 'center' });
}

/** What the engine wants to see with a change; it is there once the session has asked for something, as drawing the form does. */
let drawn;
async function token() {
  await drawn;
  return (await (await fetch('/tasks/token', { credentials: 'same-origin' })).json()).token;
}

/** Asks the engine; throws an Error with a message for the user if it refuses. */
async function engine(path, body) {
  const answer = await fetch(`${ENGINE}/${path}`, {
    method: body ? 'POST' : 'GET',
    credentials: 'same-origin',
    headers: body ? { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': await token() } : {},
    body: body && JSON.stringify(body),
  }).catch(() => { throw new Error('网络中断，填写的内容保存在本机，请检查网络后再提交'); });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  if (answer.status === 401) throw new Error('登录已过期，填写的内容保存在本机，请重新登录后再提交');
  const told = await answer.json().catch(() => null);
  throw new Error(/[\u4e00-\u9fff]/.test(told?.message ?? '') ? told.message : '没有提交成功：任务可能已经办结或由别人认领，请刷新页面查看');
}

const isJson = (variable) => variable.type === 'Json' || variable.valueInfo?.serializationDataFormat === 'application/json';

function asData(variables) {
  return Object.fromEntries(Object.entries(variables).map(([name, variable]) =>
    [name, isJson(variable) && typeof variable.value === 'string' ? JSON.parse(variable.value) : variable.value]));
}

/** The variables that a submitted form makes, as Tasklist makes them. */
function asVariables(data, known, schema) {
  const listed = Object.fromEntries(schema.components.filter((each) => each.valuesKey).map((each) => [each.key, each.valuesKey]));
  return Object.fromEntries(Object.entries(data).map(([name, value]) => {
    if (value === null || typeof value !== 'object') return [name, { value }];
    const like = known[name] ?? known[listed[name]];
    return [name, { type: like?.type ?? 'Json', valueInfo: like?.valueInfo, value: JSON.stringify(value) }];
  }));
}

function formJs() {
  let found;
  self.webpackChunkcamunda_bpm_webapp.push([['safecity'], {}, (require) => { found = require(FORM_JS).Form; }]);
  return found;
}

async function draw() {
  const [schema, known] = await Promise.all([engine('deployed-form'), engine('form-variables?deserializeValues=false')]);
  const Form = formJs();
  panel.replaceChildren();
  const held = panel.dataset.held === 'true';
  const form = new Form({ container: panel });
  const begun = held ? JSON.parse(localStorage.getItem(DRAFT) ?? '{}') : {};
  await form.importSchema(schema, { ...asData(known), ...begun });
  if (!held) {
    form.setProperty('readOnly', true);
    return;
  }
  form.on('changed', ({ data }) => localStorage.setItem(DRAFT, JSON.stringify(data)));
  form.on('submit', ({ data, errors }) => send(data, errors, known, schema));
  document.querySelector('[data-act=submit]').addEventListener('click', () => form.submit());
}

async function send(data, errors, known, schema) {
  if (Object.keys(errors).length > 0) {
    complain('有的内容没有填好，请看标红的地方');
    return;
  }
  const button = document.querySelector('[data-act=submit]');
  if (button.disabled) return;
  button.disabled = true;
  complain('');
  try {
    await engine('submit-form', { variables: asVariables(data, known, schema) });
    localStorage.removeItem(DRAFT);
    location.assign('/my?done=true');
  } catch (refused) {
    complain(refused.message);
    button.disabled = false;
  }
}

document.querySelector('[data-act=claim]')?.addEventListener('click', async ({ currentTarget }) => {
  const button = currentTarget;
  button.disabled = true;
  try {
    await engine('claim', { userId: login });
    location.reload();
  } catch (refused) {
    complain(refused.message);
    button.disabled = false;
  }
});

const show = (id, content) => {
  const node = document.getElementById(id);
  if (node) tab({ id, ...content }).render(node, { taskId });
};
formsInChinese();
show('task-evidence', { path: 'evidence', style: '/evidence.css', script: '/evidence.js' });
document.querySelector('details').addEventListener('toggle', () =>
  show('task-dossier', { path: 'dossier', style: '/dossier.css', script: '/dossier.js' }), { once: true });
drawn = draw().catch((failure) => {
  console.warn(failure);
  panel.replaceChildren();
  complain(failure.message ?? '表单暂时无法显示，请刷新页面后重试');
});
