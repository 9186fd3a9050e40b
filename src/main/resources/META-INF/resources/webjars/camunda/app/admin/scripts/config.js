// Settings of 系统管理. See lib/safecity/settings.js for what all four web apps share.

import { settings } from '../../../lib/safecity/settings.js';

export default await settings('admin', '系统管理');
