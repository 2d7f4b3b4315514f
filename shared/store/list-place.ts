/** The place in a list as a text that an address can carry: the parts by which the list is ordered. */

export function placeOf(parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Null, and so the beginning, for a text that is no place of a list ordered by so many parts: an address may be typed. */
export function placeIn(after: string | null | undefined, parts: 2): [string, string] | null;
export function placeIn(after: string | null | undefined, parts: 3): [string, string, string] | null;
export function placeIn(after: string | null | undefined, parts: number): string[] | null {
  const read = readJson(after ?? '');
  return Array.isArray(read) && read.length === parts && read.every((part) => typeof part === 'string')
    ? read
    : null;
}

/** As the engines order texts: by the bytes of UTF-8. */
export function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The order of two entries of a list by their parts, the first that differs deciding. */
export function byParts(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : bytewise(a[at] ?? '', b[at] ?? '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
