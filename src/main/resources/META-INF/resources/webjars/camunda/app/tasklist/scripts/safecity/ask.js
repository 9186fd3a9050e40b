// Asks our own pages from within Tasklist.

// Without these the answer to someone signed out would be the sign-in page, and our request the page to return to.
const HEADERS = { 'HX-Request': 'true', 'X-Requested-With': 'XMLHttpRequest' };

/** A message for the user. */
export class Message extends Error {}

/** Returns the answer to a GET; throws a Message if there is none. */
export async function ask(path) {
  let answer;
  try {
    answer = await fetch(path, { credentials: 'same-origin', headers: HEADERS });
  } catch {
    throw new Message('网络中断，请检查网络后重试');
  }
  if (answer.status === 401 || answer.redirected) {
    throw new Message('登录已过期，请刷新页面后重新登录');
  }
  if (answer.status === 403 || answer.status === 404) {
    throw new Message('没有可显示的内容：该任务已办结，或您没有查看权限');
  }
  if (!answer.ok) {
    throw new Message('暂时无法读取，请稍后重试；仍不行请联系系统管理员');
  }
  return answer;
}
