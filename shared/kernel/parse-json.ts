/** JSON from outside. */

/** A report has some thousand, ten thousand numbers may be confirmed at once; each costs more than its characters. */
const MOST_VALUES = 200_000;
const COMMA = 44;
/** Far deeper than anything that is sent, and far from where a walk through it runs out of stack. */
const DEEPEST = 64;
export const QUOTE = 34;
const BACKSLASH = 92;
export const OPENING = [123, 91];
export const CLOSING = [125, 93];

/** More digits than a number of the program holds: two numbers that differ in the last would be one. */
const LONG = /\d[\d.]{15}/;
const MOST_DIGITS = 15;
/** Behind the point, as in 2026.10: as numbers, that and 2026.1 are one. */
const ENDS_WITH_ZERO = /\d\.\d*0(?!\d)/;

/**
 * Undefined for a text that is no JSON, or that is nested deeper, or holds more values, than anybody means. A number of more than fifteen digits
 * comes as the text it was written as: as a number of a case it is read exactly, as a count it is none. `asWritten`, for
 * cells: so does one with zeros behind its point.
 */
export function parseJson(text: string, numbers: 'asNumbers' | 'asWritten' = 'asNumbers'): unknown {
  if (isTooMuch(text)) return undefined;
  const isCell = numbers === 'asWritten';
  const isAtRisk = LONG.test(text) || (isCell && ENDS_WITH_ZERO.test(text));
  try {
    return isAtRisk ? JSON.parse(text, isCell ? written : exact) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a text holds; null for any other text. */
export function jsonObject(text: string): JsonObject | null {
  const value = parseJson(text);
  return isJsonObject(value) ? value : null;
}

/** The same text for equal content, whatever the order of the keys. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    isJsonObject(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

type Source = readonly { readonly source?: string }[];

function written(key: string, value: unknown, ...context: Source): unknown {
  const source = context[0]?.source ?? '';
  return typeof value === 'number' && /^[^e.]*\.[^e]*0$/i.test(source)
    ? source
    : exact(key, value, ...context);
}

function exact(_key: string, value: unknown, ...[context]: Source): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  const digits = source
    .replace(/[eE].*/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length > MOST_DIGITS ? source : value;
}

/** Nested deeper, or with more in it, than anybody means. */
function isTooMuch(text: string): boolean {
  let [depth, values] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (OPENING.includes(code)) depth += 1;
    else if (CLOSING.includes(code)) depth -= 1;
    else if (code === COMMA) values += 1;
    if (depth > DEEPEST || values > MOST_VALUES) return true;
  }
  return false;
}

/** Where the quote stands that ends the string begun at `from`. */
export function endOfString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at > 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
