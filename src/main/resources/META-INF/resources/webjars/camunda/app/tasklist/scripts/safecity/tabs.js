// A tab beside the task's form whose content is a fragment of our own pages.

import { ask, Message } from './ask.js';

function requireStyle(href) {
  if (!document.head.querySelector(`link[href="${href}"]`)) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    document.head.append(link);
  }
}

function showMessage(node, text, retry) {
  const message = document.createElement('p');
  message.className = 'safecity-message';
  message.setAttribute('role', 'alert');
  message.textContent = `${text} `;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-default btn-sm';
  button.textContent = '重试';
  button.addEventListener('click', retry);
  message.append(button);
  node.replaceChildren(message);
}

async function show(node, taskId, { path, style, script }) {
  node.className = 'safecity-tab';
  node.innerHTML = '<p class="safecity-message" role="status">正在读取…</p>';
  try {
    const answer = await ask(`/tasks/${encodeURIComponent(taskId)}/${path}`);
    requireStyle(style);
    node.innerHTML = await answer.text();
    if (script) {
      const { attach } = await import(script);
      node.querySelectorAll('section').forEach((section) => attach(section));
    }
  } catch (problem) {
    console.warn(path, problem);
    const text = problem instanceof Message ? problem.message : '暂时无法显示，请刷新页面后重试';
    showMessage(node, text, () => show(node, taskId, { path, style, script }));
  }
}

/**
 * Returns a plugin that shows GET /tasks/{id}/{path} in a tab.
 *
 * @param style  stylesheet that the fragment needs
 * @param script module whose attach(section) makes the fragment work; none if it is only read
 */
export function tab({ id, label, priority, ...content }) {
  return {
    id,
    pluginPoint: 'tasklist.task.detail',
    priority,
    properties: { label },
    render: (node, { taskId }) => show(node, taskId, content),
    unmount() {},
  };
}
