/** Keys that stand twice in one object of a JSON text: `JSON.parse` takes the last and says nothing. */

import { CLOSING, endOfString, isJsonObject, OPENING, QUOTE } from './parse-json.ts';

const KEY_END = /"\s*:/g;
const SPACE = 32;
const COLON = 58;

/** Of the objects within it, too. `text` is what `value` was parsed from. */
export function repeatedKeys(text: string, value: unknown): string[] {
  // as many key ends as keys: nothing stands twice and nothing is nested, as in nearly every line
  const ends = text.match(KEY_END)?.length ?? 0;
  const keys = isJsonObject(value) ? Object.keys(value).length : 0;
  return ends === keys ? [] : twiceIn(text);
}

export const WRITTEN_TWICE = '写了两次，无法判断以哪个为准';

export function writtenTwice(key: string): string {
  return `${key} ${WRITTEN_TWICE}`;
}

function twiceIn(text: string): string[] {
  const twice: string[] = [];
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (OPENING.includes(code)) open.push(new Set());
    else if (CLOSING.includes(code)) open.pop();
    const end = code === QUOTE ? endOfString(text, at) + 1 : at + 1;
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
