// Settings of 运行监控. See lib/safecity/settings.js for what all four web apps share.

import { settings } from '../../../lib/safecity/settings.js';

export default await settings('cockpit', '运行监控');
