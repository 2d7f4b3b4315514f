/** Keys that stand twice in one JSON object: `JSON.parse` takes the last and says nothing. */

const KEY_END = /"\s*:/g;
const SPACE = 32;
const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;
const OPENING = [123, 91];
const CLOSING = [125, 93];

/** Of the object itself, not of those within it. `text` is what `value` was parsed from. */
export function repeatedKeys(text: string, value: object): string[] {
  // as many key ends as keys: nothing stands twice and nothing is nested, as in nearly every line
  const ends = text.match(KEY_END)?.length ?? 0;
  return ends === Object.keys(value).length ? [] : twiceAmong(keysIn(text));
}

function twiceAmong(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

function keysIn(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (OPENING.includes(code)) depth += 1;
    else if (CLOSING.includes(code)) depth -= 1;
    const end = code === QUOTE ? endOfString(text, at) : at + 1;
    if (code === QUOTE && depth === 1 && isKeyEnd(text, end))
      keys.push(String(JSON.parse(text.slice(at, end))));
    at = end;
  }
  return keys;
}

/** Whether a colon comes next, with or without blanks before it. */
function isKeyEnd(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}
