/** JSON from outside. */

/** Far deeper than anything that is sent, and far from where a walk through it runs out of stack. */
const DEEPEST = 64;
const [QUOTE, BACKSLASH] = [34, 92];
const OPENING = [123, 91];
const CLOSING = [125, 93];

/** Undefined for a text that is no JSON, or that is nested deeper than anybody means. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isTooDeep(text: string): boolean {
  return depthOf(text) > DEEPEST;
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
