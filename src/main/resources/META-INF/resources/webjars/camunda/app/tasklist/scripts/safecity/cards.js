// Number, level, unit and deadline on every card of the list: one request for all cards that are drawn together.

import { ask } from './ask.js';

const MOST = 100; // ids in one request; the endpoint refuses more
const known = new Map(); // what was last told of a task, drawn until the new answer is there
let waiting = [];

/** Draws what is known of a task and asks for the news. */
export function drawCard(node, taskId) {
  node.className = 'safecity-card';
  draw(node, known.get(taskId));
  if (waiting.length === 0) {
    setTimeout(askForAll, 20);
  }
  waiting.push({ node, taskId });
}

async function askForAll() {
  const drawn = waiting;
  waiting = [];
  try {
    for (let from = 0; from < drawn.length; from += MOST) {
      await askFor(drawn.slice(from, from + MOST));
    }
  } catch (problem) {
    console.warn('cards', problem); // the list works without them
  }
}

async function askFor(drawn) {
  const ids = [...new Set(drawn.map(({ taskId }) => taskId))];
  const answer = await ask(`/tasks/cards?ids=${ids.map(encodeURIComponent).join(',')}`);
  const cards = new Map((await answer.json()).map((card) => [card.taskId, card]));
  drawn.forEach(({ node, taskId }) => {
    known.set(taskId, cards.get(taskId));
    draw(node, cards.get(taskId));
  });
}

function draw(node, card) {
  if (!card) {
    node.replaceChildren();
    return;
  }
  const lamp = part(`safecity-lamp ${card.lampStyle}`, card.lampShape && `${card.lampShape} ${card.lamp}`);
  node.replaceChildren(...[
    lamp,
    part('safecity-number', card.number),
    part('safecity-title', card.title),
    part('safecity-grade', card.grade, '级别'),
    part('safecity-round', card.round > 1 && `第 ${card.round} 轮`, '被退回后重新整改'),
    part('safecity-unit', card.unit, '责任单位'),
    part('safecity-deadline', card.deadline && `时限 ${card.deadline}`, card.remaining),
    part('safecity-original', card.original && `原定 ${card.original}`),
    part('safecity-remaining', card.remaining),
  ].filter(Boolean));
}

function part(style, text, title) {
  if (!text) {
    return null;
  }
  const element = document.createElement('span');
  element.className = style;
  element.textContent = text;
  if (title) {
    element.title = title;
  }
  return element;
}
