/** JSON from outside. */

/** Far deeper than anything that is sent, and far from where a walk through it runs out of stack. */
const DEEPEST = 64;
const [QUOTE, BACKSLASH] = [34, 92];
const OPENING = [123, 91];
const CLOSING = [125, 93];

/** More digits than a number of the program holds: two numbers that differ in the last would be one. */
const LONG = /\d[\d.]{15}/;
const MOST_DIGITS = 15;

/**
 * Undefined for a text that is no JSON, or that is nested deeper than anybody means. A number of more than fifteen digits
 * comes as the text it was written as: as a number of a case it is read exactly, as a count it is none.
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > DEEPEST) return undefined;
  try {
    return LONG.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function exactly(
  _key: string,
  value: unknown,
  ...[context]: readonly { readonly source?: string }[]
): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  const digits = source
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length > MOST_DIGITS ? source : value;
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (OPENING.includes(code)) depth += 1;
    else if (CLOSING.includes(code)) depth -= 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** Where the quote stands that ends it. */
function endOfString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at > 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
