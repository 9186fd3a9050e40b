// The texts that form-js 1.8 brings in English, all of them, as its code inside lib/deps.js has them.

import { translate } from '../../../../lib/safecity/translate.js';

const WEEKDAYS = '日一二三四五六';
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const VALIDATION = [
  ['Field is required.', '此项必填。'],
  ['Date and time must both be entered.', '日期和时间都要填写。'],
  ['Field must be a valid email.', '请填写正确的电子邮箱。'],
  [/^Field must be a valid\s+international phone number\..*$/, '请填写正确的国际电话号码（如 +8610…）。'],
  [/^Field must match pattern (.*)\.$/s, '格式不符合要求（$1）。'],
  [/^Field must have minimum value of (.*)\.$/, '不能小于 $1。'],
  [/^Field must have maximum value of (.*)\.$/, '不能大于 $1。'],
  [/^Field must have minimum length of (.*)\.$/, '不能少于 $1 个字。'],
  [/^Field must have maximum length of (.*)\.$/, '不能超过 $1 个字。'],
  ['Value is not a number.', '请填写数字。'],
  ['Value is expected to be an integer.', '请填写整数。'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '小数不能超过 $1 位。'],
  [/^Please select a valid value, the two nearest valid values are (.*) and (.*)\.$/, '请填写有效的数值，最接近的是 $1 和 $2。'],
];

const FIELDS = [
  ['Select', '请选择'],
  ['Search', '搜索'],
  ['Skip to search', '跳到搜索'],
  ['No results', '没有匹配项'],
  ['All values selected', '已全部选择'],
  [/^Remove tag$/, '移除'],
  ['Increment', '增加'],
  ['Decrement', '减少'],
  ['hh:mm ?m', '时:分'],
  ['hh:mm', '时:分'],
  [/^(yyyy|mm|dd)([-/.])(yyyy|mm|dd)\2(yyyy|mm|dd)$/, '年-月-日'],
  ['Add new', '添加'],
  [/^Expand all \((\d+)\)$/, '全部展开（$1）'],
  ['Collapse', '收起'],
  [/^Remove list item (\d+)$/, '删除第 $1 项'],
  ['No options source defined in the form definition', '表单没有定义选项来源'],
  ['Nothing to show.', '没有内容。'],
  ['No content to show.', '没有内容。'],
  ["External content couldn't be loaded.", '外部内容无法显示。'],
  ['This is an image placeholder', '图片占位'],
  ['Previous page', '上一页'],
  ['Next page', '下一页'],
  [/^(\d+) of (\d+)$/, '$1 / $2'],
  ['of', '/'],
  [/^Click to sort by (.*) descending$/, '点击按“$1”降序排列'],
  [/^Click to sort by (.*) ascending$/, '点击按“$1”升序排列'],
  ['Click to remove sorting', '点击取消排序'],
  ['Powered by bpmn.io', '表单组件 bpmn.io'],
];

const CALENDAR = [
  ['Year', '年'],
  ['Month', '月'],
  ['Week', '周'],
  ['Scroll to increment', '滚动以增加'],
  ['Click to toggle', '点击切换'],
  ['Hour', '时'],
  ['Minute', '分'],
  ...['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].map((day, at) => [day, WEEKDAYS[at]]),
  ...MONTHS.map((month, at) => [month, `${at + 1}月`]),
  ...MONTHS.map((month, at) => [new RegExp(`^${month} (\\d+), (\\d+)$`), `$2年${at + 1}月$1日`]),
];

/** form-js asks the browser for the date format of the locale "default"; here it is yyyy-MM-dd in every browser. */
function datesAsHere() {
  const Original = Intl.DateTimeFormat;
  Intl.DateTimeFormat = new Proxy(Original, {
    construct: (target, [locale, ...options]) => new target(locale === 'default' ? 'sv-SE' : locale, ...options),
  });
}

/** Keeps every form of Tasklist Chinese. */
export function formsInChinese() {
  datesAsHere();
  translate('.fjs-container', [...VALIDATION, ...FIELDS, ...CALENDAR]);
}
