/** Texts in encodings that Node reads and does not write. */

const tables = new Map<string, ReadonlyMap<string, Buffer>>();

/** Throws for a character that the encoding does not have. */
export function encoded(text: string, encoding: 'gb18030' | 'big5'): Buffer {
  const table = tables.get(encoding) ?? pairsOf(encoding);
  tables.set(encoding, table);
  const bytes = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    const found = code < 0x80 ? Buffer.from([code]) : table.get(character);
    if (found === undefined) throw new RangeError(`${character} is not in ${encoding}`);
    return found;
  });
  return Buffer.concat(bytes);
}

function pairsOf(encoding: string): ReadonlyMap<string, Buffer> {
  const pairs = new Map<string, Buffer>();
  const decoder = new TextDecoder(encoding);
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) {
      const bytes = Buffer.from([first, second]);
      const [character = '', ...more] = decoder.decode(bytes);
      if (more.length === 0 && character !== '\uFFFD' && !pairs.has(character)) pairs.set(character, bytes);
    }
  return pairs;
}
