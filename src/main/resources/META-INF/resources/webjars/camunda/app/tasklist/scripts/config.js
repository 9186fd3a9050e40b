// Settings of 任务列表. See lib/safecity/settings.js for what all four web apps share.

import { settings } from '../../../lib/safecity/settings.js';

const shared = await settings('tasklist', '任务列表');

export default {
  ...shared,
  customScripts: [...shared.customScripts, 'scripts/safecity/plugin'],
  // Starting a process is no user's business here, so its shortcut is left out.
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: '认领当前任务' },
    focusFilter: { key: 'ctrl+shift+f', description: '跳到第一个筛选' },
    focusList: { key: 'ctrl+alt+l', description: '跳到第一个任务' },
    focusForm: { key: 'ctrl+alt+f', description: '跳到表单的第一个输入框' },
  },
};
