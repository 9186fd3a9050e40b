// The frame around all four web apps: links back to our pages, Chinese names in the app switch, our own sign-in page.

import { translate } from './translate.js';

/** What the apps carry in their code instead of their language file. */
const TEXTS = [
  ['Tasklist', '任务列表'],
  ['Cockpit', '运行监控'],
  ['Admin', '系统管理'],
  ['Welcome', '首页'],
  ['Actions', '操作'],
  ['Upload', '上传'],
  ['Download', '下载'],
  ['Select all', '全选'],
  ['Unselect all', '取消全选'],
  ['Loading diagram', '正在加载流程图'],
  ['Message is null.', '没有消息。'],
  ['Toggle this section', '展开或收起'],
  ['zoom in', '放大'],
  ['zoom out', '缩小'],
  ['reset zoom', '原始大小'],
  ['varName', '变量名'],
  ['Jonny', '名'],
  ['Prosciutto', '姓'],
  ['j.prosciutto@acme.org', '电子邮箱'],
  [/^(?:Error: )?The user with id '(.*)' does not have .*$/s, '用户“$1”没有进行此项操作的权限。'],
];

function linkBack(menu) {
  if (menu.querySelector('.safecity-pages')) {
    return;
  }
  for (const [address, name] of [['/items', '问题清单'], ['/my', '我的任务']]) {
    const item = document.createElement('li');
    item.className = 'safecity-pages';
    item.innerHTML = `<a href="${address}" target="_self">${name}</a>`;
    menu.prepend(item);
  }
}

function signInOnOurPage() {
  if (/^#\/login/.test(location.hash)) {
    location.replace('/login');
  }
}

document.documentElement.lang = 'zh-CN';
addEventListener('hashchange', signInOnOurPage);
signInOnOurPage();
translate('body', TEXTS);
new MutationObserver(() => document.querySelectorAll('.app-menu > ul').forEach(linkBack))
  .observe(document.body, { childList: true, subtree: true });
document.querySelectorAll('.app-menu > ul').forEach(linkBack);

export default [];
