/** What every reader of an import yields: cells under the headings of the file, not yet judged. */

export type ReadFault = {
  readonly field: string;
  readonly code: 'encoding' | 'tooLong';
  readonly message: string;
};

/** `line` is the physical line on which the record starts; a sheet's row number; the line of NDJSON. */
export type RawRecord = {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly fault?: ReadFault;
};

export const CHUNK_RECORDS = 1000;
/** The longest cell that is taken, in characters. */
export const CELL_LIMIT = 1_000_000;
/** Stands where bytes could not be decoded. */
export const UNDECODABLE = '\uFFFD';

export const UNDECODABLE_MESSAGE = '含有无法识别的字节';
export const TOO_LONG_MESSAGE = '内容超过 1000000 个字符';

/** The fault of the first cell that cannot be taken; `strict`: the mark of undecodable bytes was made by the reader. */
export function cellFault(cells: Readonly<Record<string, string>>, strict: boolean): ReadFault | undefined {
  for (const field of Object.keys(cells)) {
    const text = cells[field] ?? '';
    if (text.length > CELL_LIMIT) return { field, code: 'tooLong', message: TOO_LONG_MESSAGE };
    if (strict && text.includes(UNDECODABLE))
      return { field, code: 'encoding', message: UNDECODABLE_MESSAGE };
  }
  return undefined;
}

/** Batches of at most `CHUNK_RECORDS`, as the source delivers them. */
export async function* inChunks(source: AsyncIterable<RawRecord[]>): AsyncGenerator<RawRecord[]> {
  let waiting: RawRecord[] = [];
  for await (const records of source) {
    waiting = waiting.length === 0 ? records : waiting.concat(records);
    for (; waiting.length >= CHUNK_RECORDS; waiting = waiting.slice(CHUNK_RECORDS)) {
      yield waiting.slice(0, CHUNK_RECORDS);
    }
  }
  if (waiting.length > 0) yield waiting;
}
