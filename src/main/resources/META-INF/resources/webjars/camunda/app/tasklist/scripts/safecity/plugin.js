// What we add to Tasklist: the case's facts on every card, two tabs beside the form, Chinese texts in forms.

import { drawCard } from './cards.js';
import { keepDrafts } from './drafts.js';
import { tab } from './tabs.js';
import { formsInChinese } from './form-texts.js';

formsInChinese();
keepDrafts();

// A tab with a higher priority stands further left; Tasklist's 表单 has 1000 and stays the first, 历史 has 800.
export default [
  tab({ id: 'safecity-dossier', label: '问题档案', priority: 950, path: 'dossier', style: '/dossier.css', script: '/dossier.js' }),
  tab({ id: 'safecity-evidence', label: '佐证材料', priority: 900, path: 'evidence', style: '/evidence.css', script: '/evidence.js' }),
  {
    id: 'safecity-card',
    pluginPoint: 'tasklist.card',
    priority: 1,
    render: (node, { taskId }) => drawCard(node, taskId),
    unmount() {},
  },
];
