/**
 * Any text as one part of an address. API Gateway hands a path on decoded, so that a stroke, a question mark or a number
 * sign written as %2F, %3F, %23 ends the part: these are written otherwise, in characters that everybody leaves alone.
 */
const SPECIAL = /[/?#%\\]|~(?=(?:2F|3F|23|25|5C|7E))/g;
const WRITTEN = /~(2F|3F|23|25|5C|7E)/g;

export function pathPart(text: string): string {
  const written = text.replace(SPECIAL, (sign) => `~${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return encodeURIComponent(written);
}

/** `part` is decoded already, as routers do. */
export function textOfPart(part: string | undefined): string {
  return (part ?? '').replace(WRITTEN, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A path as it was sent, of one that was decoded on its way: no address of ours has these signs in a path. */
export function pathAsSent(decoded: string): string {
  return decoded.replaceAll(/[?#]|%(?![0-9A-Fa-f]{2})/g, encodeURIComponent);
}

const MOST_PARTS = 12;

/**
 * Where a path of too many parts may be meant: two or more of them that stand side by side as one, written as it is
 * now. Addresses of before had such numbers in them.
 */
export function* joinedPaths(path: string): Generator<string, void> {
  const parts = path.split('/').slice(1);
  if (parts.length > MOST_PARTS) return;
  for (let size = 2; size < parts.length; size += 1)
    for (let at = 1; at + size <= parts.length; at += 1) {
      const joined = parts.slice(at, at + size).join('~2F');
      yield `/${[...parts.slice(0, at), joined, ...parts.slice(at + size)].join('/')}`;
    }
}
