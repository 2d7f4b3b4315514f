/** Keys that stand twice in one object of a JSON text: `JSON.parse` takes the last and says nothing. */

const KEY_END = /"\s*:/g;
const SPACE = 32;
const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;
const OPENING = [123, 91];
const CLOSING = [125, 93];

/** Of the objects within it, too. `text` is what `value` was parsed from. */
export function repeatedKeys(text: string, value: unknown): string[] {
  // as many key ends as keys: nothing stands twice and nothing is nested, as in nearly every line
  const ends = text.match(KEY_END)?.length ?? 0;
  return ends === keysOf(value) ? [] : twiceIn(text);
}

export function writtenTwice(key: string): string {
  return `${key} 写了两次，无法判断以哪个为准`;
}

function keysOf(value: unknown): number {
  return typeof value !== 'object' || value === null || Array.isArray(value) ? 0 : Object.keys(value).length;
}

function twiceIn(text: string): string[] {
  const twice: string[] = [];
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (OPENING.includes(code)) open.push(new Set());
    else if (CLOSING.includes(code)) open.pop();
    const end = code === QUOTE ? endOfString(text, at) : at + 1;
    if (code === QUOTE && isKeyEnd(text, end)) {
      const key = String(JSON.parse(text.slice(at, end)));
      if (open.at(-1)?.has(key)) twice.push(key);
      open.at(-1)?.add(key);
    }
    at = end;
  }
  return twice;
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
