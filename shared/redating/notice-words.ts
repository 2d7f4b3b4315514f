/** The words of a notice's sentences, unchanged for twenty years. */

export type Kind = 'daysOff' | 'makeUp';
type Name = Kind | 'day' | 'to' | 'weekday' | 'moved' | 'comma' | 'count' | 'weekendRun' | 'said';
/** `year`, `month` and `day` of a day; nothing else has them. */
export type Word = {
  readonly name: Name;
  readonly text: string;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number;
};

const NUMERALS = '一二三四五六七八九十';
export const WEEKDAY = '(?:周|星期|礼拜)[一二三四五六日天]';
const OFF = '(?:放假|调休|补休|公休|休假|休息|连休|daysOff)';
const WORK = '(?:(?:调休|照常|正常|补){0,4}(?:上班|补班)|makeUp)';
/** Says what is done on a day. */
export const KIND = new RegExp(`${OFF}|${WORK}|法定节?假日`);
export const DASHES = '-~—–―─−';

/** The first that fits counts. A day has the groups year, month, day. */
const WORDS: readonly (readonly [Name, RegExp])[] = [
  ['weekendRun', /与(?:前后)?(?:周末|双休日)(?:公休日?)?(?:连休|相连)/y],
  ['said', /不(?:再)?调休/y],
  ['moved', /(?:两个)?公休日(?:分别)?调整?[至到]/y],
  ['day', /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})(?!\d)[日号]?/y],
  ['day', /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)[日号]?/y],
  ['day', /()()(\d{1,2})[日号]/y],
  ['count', new RegExp(`(?:共计?|合计)?(?:\\d{1,2}|[${NUMERALS}]{1,6})天`, 'y')],
  ['to', new RegExp(`[至到]|[${DASHES}]+`, 'y')],
  ['weekday', new RegExp(`${WEEKDAY}(?:[、至到~-]?${WEEKDAY})?`, 'y')],
  ['makeUp', new RegExp(WORK, 'y')],
  ['daysOff', new RegExp(`法定节?假日|公休日|${OFF}+`, 'y')],
  ['comma', /,/y],
  ['said', /[、\s:和及与"“”·]/y],
  ['said', new RegExp(`其中|以及|也|将|为|两个|分别|照常|均|[${NUMERALS}]{1,6}、`, 'y')],
  ['said', /元旦|新年|春节|除夕|清明节?|(?:国际)?劳动节|五一|端午节?|中秋节?|国庆节?|十一|节?假期/y],
];

/** Null where nothing fits. */
export function wordAt(text: string, at: number): Word | null {
  for (const [name, pattern] of WORDS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const [written, year = '', month = '', day = ''] = match;
    const number = (digits: string): number | null => (digits === '' ? null : Number(digits));
    return { name, text: written, year: number(year), month: number(month), day: Number(day) };
  }
  return null;
}

export function startsWithDay(text: string): boolean {
  return wordAt(text.replace(/^[\s:]+/, ''), 0)?.name === 'day';
}

/** Of 共9天 and 放假三天. */
export function countIn(text: string): number {
  const written = new RegExp(`\\d{1,2}|[${NUMERALS}]+`).exec(text)?.[0] ?? '';
  if (/\d/.test(written)) return Number(written);
  const [tens = '', ones = ''] = written.includes('十') ? written.split('十') : ['', written];
  const digit = (one: string): number => NUMERALS.indexOf(one) + 1;
  return (
    (written.includes('十') ? (tens === '' ? 10 : digit(tens) * 10) : 0) + (ones === '' ? 0 : digit(ones))
  );
}

export type Heading = {
  readonly lead: Kind | null;
  readonly counts: readonly number[];
  readonly text: string;
};

/** 二、春节放假8天： tells what the days behind it are, unless they are told of themselves. */
export function headingOf(sentence: string): Heading {
  const numbered = new RegExp(`^\\s*(?:\\(\\d{1,2}\\)|(?:第?[${NUMERALS}]+|\\d{1,2})[、.])\\s*`);
  const text = withoutBrackets(sentence).replace(numbered, '');
  const heading = /^[^:]*:/.exec(text)?.[0] ?? '';
  if (heading === '' || DAY_LIKE.test(heading)) return { lead: null, counts: [], text };
  const rest = text.slice(heading.length);
  const kinds = [/放假|补休|休息|假期|daysOff/, /上班|补班|makeUp/].map((kind) => kind.test(heading));
  const lead = kinds[0] === kinds[1] ? null : kinds[0] ? 'daysOff' : 'makeUp';
  const counts = heading.match(new RegExp(`(?:\\d{1,2}|[${NUMERALS}]{1,6})天`, 'g')) ?? [];
  return { lead: KIND.test(rest) ? null : lead, counts: counts.map(countIn), text: rest };
}

export const DAY_LIKE = new RegExp(
  `\\d{1,2}月\\d{1,2}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|(?<!\\d)\\d{1,2}日|[${NUMERALS}]{1,6}月[${NUMERALS}]+`,
);

/** A weekday stands behind its day; words that say what is done are read; other remarks (农历正月初七) say nothing. */
function withoutBrackets(sentence: string): string {
  return sentence.replace(/\(([^()]*)\)/g, (written, remark: string) => {
    if (KIND.test(remark) || /天$/.test(remark)) return remark;
    const weekdays = remark.match(new RegExp(WEEKDAY, 'g'));
    if (weekdays !== null) return weekdays.join('');
    return /\d/.test(remark) ? written : '';
  });
}
