// Settings of 首页. See lib/safecity/settings.js for what all four web apps share.

import { settings } from '../../../lib/safecity/settings.js';

export default await settings('welcome', '首页');
