/** A text that somebody wrote with the editor they have: UTF-8 with or without its mark, UTF-16 with one, or GB18030. */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Without the mark at its beginning; null for bytes that are a text in none of them. */
export function textOfBytes(bytes: Uint8Array): string | null {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1];
  const tried = marked === undefined ? ['utf-8', 'gb18030'] : [marked];
  for (const encoding of tried) {
    const text = decoded(bytes, encoding);
    // a zero byte is no character of any text: it is how another encoding looks
    if (text !== null && !text.includes('\0')) return text;
  }
  return null;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
