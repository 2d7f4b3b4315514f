/**
 * The writing of a text as it is searched: each Chinese character is a unit, and so is each run of digits (without
 * zeros before it) or of letters. Punctuation and blanks are nothing, so 〔2026〕3号 and 2026 3 号 are the same.
 */
import { phonesIn } from '#shared/kernel/known.ts';
import { foldWidth } from '#shared/kernel/written.ts';

/** A run as long as a number of identity is one unit, whatever it mixes: part of it finds nobody. */
const UNIT = /\p{Script=Han}|(?<![\da-z])[\da-z]{15,}(?![\da-z])|\d+|(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu;

export function unitsOf(text: string): readonly string[] {
  const plain = foldWidth(text).toLowerCase();
  return (plain.match(UNIT) ?? []).map((unit) => (/^\d+$/.test(unit) ? unit.replace(/^0+(?=\d)/, '') : unit));
}

/** A number in groups, 138-1234 5678, stands by itself between blanks: it is one, as a case is known by it. */
const GROUPED = /(?<!\S)[+(]?\d(?:[^\p{L}\d]{0,2}\d){6,19}(?:转\d{1,6})?(?!\S)/gu;
/** Parts of a number of a case and of a day are joined by nothing but these. */
const PLAIN = /^\+?[\d -]+$/;
const COUNTRY = /^(?:\+|00)?86(?=1\d{10}$)/;
/** So many words are looked for, so long each; what goes on behind them narrows nothing. */
const MOST_WORDS = 8;
const MOST_UNITS = 40;

/** What was typed, as words of units that must all occur; none where nothing searchable was typed. */
export function wordsOf(query: string): readonly (readonly string[])[] {
  const joined = foldWidth(query).replace(GROUPED, joinedNumber);
  return joined
    .split(/\s+/)
    .map((word) => unitsOf(word).slice(0, MOST_UNITS))
    .filter((units) => units.length > 0)
    .slice(0, MOST_WORDS);
}

function joinedNumber(written: string): string {
  const [phone = '', ...more] = phonesIn(written);
  const isAbroad = /^(?:\+|00)86/.test(written);
  if (more.length === 0 && (isAbroad || (/^[01]/.test(phone) && phone.length > 9))) return phone;
  return PLAIN.test(written) ? written.replace(/[ -]/g, '').replace(COUNTRY, '') : written;
}

/** Whether the units of a word stand in a text one after another. */
export function occursIn(word: readonly string[], text: readonly string[]): boolean {
  return text.some((_, from) => word.every((unit, at) => text[from + at] === unit));
}
