/** The lines of an archive, which may be larger than what fits into one text. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK_BYTES = 1 << 20;

/** Without the newlines, and without empty lines. Not readline: it also ends lines at U+2028, which may stand in a label. */
export function* archiveLinesOf(file: string): Generator<string> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const decoder = new StringDecoder('utf8');
  const from = openSync(file, 'r');
  let rest = '';
  try {
    for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk)) {
      const lines = `${rest}${decoder.write(chunk.subarray(0, read))}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
  } finally {
    closeSync(from);
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
