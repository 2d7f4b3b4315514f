/** The place in a list as a text that an address can carry: the parts by which the list is ordered. */

export function placeOf(parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** A text that is no place of the list it was given to: an address may be typed. It is never the beginning. */
export class UnknownPlace extends Error {}

/** Null, and so the beginning, without a place; throws UnknownPlace for one of no list ordered by so many parts. */
export function placeIn(after: string | null | undefined, parts: 2): [string, string] | null;
export function placeIn(after: string | null | undefined, parts: 3): [string, string, string] | null;
export function placeIn(after: string | null | undefined, parts: number): string[] | null {
  if (after === null || after === undefined || after === '') return null;
  const read = readJson(after);
  if (Array.isArray(read) && read.length === parts && read.every((part) => typeof part === 'string'))
    return read;
  throw new UnknownPlace(after);
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
