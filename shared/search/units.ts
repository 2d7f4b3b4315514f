/**
 * The writing of a text as it is searched: each Chinese character is a unit, and so is each run of digits (without
 * zeros before it) or of letters. Punctuation and blanks are nothing, so 〔2026〕3号 and 2026 3 号 are the same.
 */
import { foldWidth } from '#shared/kernel/written.ts';

/** A run as long as a number of identity is one unit, whatever it mixes: part of it finds nobody. */
const UNIT = /\p{Script=Han}|(?<![\da-z])[\da-z]{15,}(?![\da-z])|\d+|(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu;

export function unitsOf(text: string): readonly string[] {
  const plain = foldWidth(text).toLowerCase();
  return (plain.match(UNIT) ?? []).map((unit) => (/^\d+$/.test(unit) ? unit.replace(/^0+(?=\d)/, '') : unit));
}

/** A number in groups, 138-1234 5678, stands by itself between blanks: it is one. */
const GROUPED = /(?<!\S)\+?\d(?:[ -]?\d){6,19}(?!\S)/g;
const COUNTRY = /^\+?86(?=1\d{10}$)/;
/** So many words are looked for, so long each; what goes on behind them narrows nothing. */
const MOST_WORDS = 8;
const MOST_UNITS = 40;

/** What was typed, as words of units that must all occur; none where nothing searchable was typed. */
export function wordsOf(query: string): readonly (readonly string[])[] {
  const joined = foldWidth(query).replace(GROUPED, (number) =>
    number.replace(/[ -]/g, '').replace(COUNTRY, ''),
  );
  return joined
    .split(/\s+/)
    .map((word) => unitsOf(word).slice(0, MOST_UNITS))
    .filter((units) => units.length > 0)
    .slice(0, MOST_WORDS);
}

/** Whether the units of a word stand in a text one after another. */
export function occursIn(word: readonly string[], text: readonly string[]): boolean {
  return text.some((_, from) => word.every((unit, at) => text[from + at] === unit));
}
