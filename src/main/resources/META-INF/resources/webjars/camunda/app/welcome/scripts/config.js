// Settings of 首页. See lib/safecity/settings.js for what all four web apps share.

import { settings } from '../../../lib/safecity/settings.js';

export default {
  ...await settings('welcome', '首页'),
  links: [{ label: '问题清单', href: '/items', description: '全部问题、时限和办理情况' }],
};
