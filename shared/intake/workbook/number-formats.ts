/** What the number format of a cell (18.8.30) says of its number: that it is a date, or which signs stand around its digits. */
import type { CellNote } from '../read-raw-record.ts';

/** Sections: a format of digits and signs alone, as numbers of papers have: 0000000, 00-000, "SQ2026-"0000000. */
export type CellFormat = 'plain' | 'day' | 'minute' | readonly Section[];
type Token = { readonly sign: string } | { readonly digit: string };
type Section = readonly Token[];

/** Formats that are dates wherever they are used, and those that are in Chinese, Japanese and Korean. */
const DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
/** Those of them that show hours. */
const TIMES: readonly (readonly [number, number])[] = [
  [18, 22],
  [32, 35],
  [45, 47],
  [55, 56],
];

export function formatOfId(id: number): CellFormat {
  const isAmong = (ranges: typeof DATES): boolean => ranges.some(([from, to]) => id >= from && id <= to);
  if (isAmong(TIMES)) return 'minute';
  return isAmong(DATES) ? 'day' : 'plain';
}

/** A format written out. */
export function formatOfCode(code: string): CellFormat {
  if (isDateFormat(code)) return /h/i.test(bare(code)) ? 'minute' : 'day';
  const sections = (code.match(SECTION) ?? []).map(sectionOf);
  const whole = sections.filter((one) => one !== null);
  const isOfDigits = whole.length === sections.length && whole[0]?.some((token) => 'digit' in token);
  return isOfDigits === true ? whole : 'plain';
}

/** Whether it shows years, months, days, hours, minutes or seconds, and no letter or digit that means something else. */
function isDateFormat(code: string): boolean {
  const letters = bare(code)
    .replaceAll(/(?<=s)\.0+/gi, '')
    .replaceAll(/am\/pm|a\/p/gi, 'h');
  return /[ymdhsb]|a{3}|e/i.test(letters) && !/[0#?]|[a-z]/i.test(letters.replaceAll(/[ymdhsbeag]/gi, ''));
}

/** Without quoted text, colours, conditions and places. */
function bare(code: string): string {
  return code
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^[\]]*\]/gi, '')
    .replaceAll(/general|g\/通用格式/gi, '');
}

/** What stands between semicolons that are not quoted: for numbers above zero, below it, and for zero. */
const SECTION = /(?:"[^"]*"|\\.|\[[^[\]]*\]|[^;"\\[])+|(?<=;)(?=;|$)/gs;
const TOKEN = /"([^"]*)"|\\(.)|_.|\*.|\[\$([^[\]-]*)(?:-[^[\]]*)?\]|\[(\w+)\]|(\[)|([0#?])|(.)/gs;
/** Of these a number is rounded, grouped, scaled or written in another way: then it is an amount, and its value counts. */
const AMOUNT = /[.,%@/]/;

function sectionOf(code: string): Section | null {
  if (/general|g\/通用格式|dbnum|e[+-]/i.test(code)) return null;
  const tokens: Token[] = [];
  for (const [, quoted, escaped, place, , condition, digit, sign] of code.matchAll(TOKEN)) {
    if (condition !== undefined || (sign !== undefined && AMOUNT.test(sign))) return null;
    if (digit !== undefined) tokens.push({ digit });
    else tokens.push({ sign: quoted ?? escaped ?? place ?? sign ?? '' });
  }
  return tokens;
}

/** What a person sees where it is not the number alone; undefined also where the format rounds. */
export function shownBy(format: CellFormat, text: string): CellNote | undefined {
  if (typeof format === 'string' || !/^-?\d{1,15}$/.test(text)) return undefined;
  const [positive, negative, zero] = format;
  const isBelow = text.startsWith('-');
  const section = isBelow ? (negative ?? positive) : Number(text) === 0 ? (zero ?? positive) : positive;
  if (section === undefined) return undefined;
  const shown = `${isBelow && negative === undefined ? '-' : ''}${filled(section, text.replace('-', ''))}`;
  return shown === text ? undefined : { is: 'number', shown };
}

/** Digits fill their places from the right; those that have none stand before the first. */
function filled(section: Section, digits: string): string {
  const places = section.filter((token) => 'digit' in token).length;
  let left = digits;
  let before = places;
  return section.reduceRight((shown, token) => {
    if ('sign' in token) return token.sign + shown;
    before -= 1;
    const own = before === 0 ? left : left.slice(-1);
    left = left.slice(0, -1);
    const none = token.digit === '0' ? '0' : token.digit === '?' ? ' ' : '';
    return (own === '' ? none : own) + shown;
  }, '');
}
