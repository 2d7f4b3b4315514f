/** What every reader of an import yields: cells under the headings of the file, not yet judged. */

export type ReadFault = {
  readonly field: string;
  readonly code: 'encoding' | 'tooLong' | 'columns';
  readonly message: string;
};

/**
 * `error`: an error value; `noResult`: a formula whose result nobody stored; `acrossColumns`: merged with a column beside
 * it; `day`, `minute`: a date cell that shows no time, or shows one; `notText`: a truth value, a list or an object;
 * `number`: a number that its format shows as `shown`.
 */
export type CellNote = {
  readonly is: 'error' | 'noResult' | 'acrossColumns' | 'day' | 'minute' | 'notText' | 'number';
  readonly shown?: string;
};
type Notes = Readonly<Record<string, CellNote>>;

/** `line` is the physical line on which the record starts; a sheet's row number; the line of NDJSON. */
export type RawRecord = {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly fault?: ReadFault;
  /** By heading, what a reader knows of a cell beside its text. */
  readonly notes?: Notes;
  /** The cells in the order of the columns, where that was asked for. */
  readonly fields?: readonly string[];
  /** Keys of an NDJSON object that stand in it twice. */
  readonly repeated?: readonly string[];
};

const CHUNK_RECORDS = 2000;
/** A batch ends here, too: 2,000 cells of the longest kind would be two gigabytes. */
const CHUNK_CHARACTERS = 1 << 23;
/** The longest cell that is taken, in characters. */
export const CELL_LIMIT = 1_000_000;
/** Stands where bytes could not be decoded. */
export const UNDECODABLE = '\uFFFD';

const UNDECODABLE_MESSAGE = '含有无法识别的字节';
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

/** The cells of a row under their headings: missing ones are blank, those beyond the headings have no meaning. */
export function cellsUnder(headings: readonly string[], fields: readonly string[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (let at = 0; at < headings.length; at += 1) {
    const heading = headings[at] ?? '';
    if ((cells[heading] ?? '') === '') cells[heading] = fields[at] ?? '';
  }
  return cells;
}

const SERIAL = /^\s*(?:序号|行号|No\.?|№)\s*$/i;

/** Whether nothing was filled in; rows that were only numbered beforehand are none. */
export function isBlank(headings: readonly string[], fields: readonly string[]): boolean {
  return fields.every((field, at) => field.trim() === '' || SERIAL.test(headings[at] ?? ''));
}

type Looked = {
  /** Columns that were filled and have no heading, by their letters. */
  readonly unnamed: readonly string[];
  /** Of a workbook: rows that were hidden or filtered out, and rows into which a merged cell was filled. */
  readonly hidden?: number;
  readonly merged?: number;
};

/** What a reader has to say beside the records. */
export type ReaderNews = {
  /** The headings in the order of their columns, before any record; it may throw. */
  headings?(headings: readonly string[]): void;
  /** How much of the file was read, from 0 to 1. */
  share?(share: number): void;
  /** Of a workbook: the sheet that is read, and others that are filled and are not. */
  leftOut?(sheet: string, others: readonly string[]): void;
  /** When a table was read. */
  looked?(at: Looked): void;
};

/** Batches of at most `CHUNK_RECORDS`, as the source delivers them. */
export async function* inChunks(source: AsyncIterable<Iterable<RawRecord>>): AsyncGenerator<RawRecord[]> {
  let chunk: RawRecord[] = [];
  let characters = 0;
  for await (const records of source)
    for (const record of records) {
      chunk.push(record);
      characters += charactersOf(record);
      if (chunk.length < CHUNK_RECORDS && characters < CHUNK_CHARACTERS) continue;
      yield chunk;
      chunk = [];
      characters = 0;
    }
  if (chunk.length > 0) yield chunk;
}

function charactersOf({ cells }: RawRecord): number {
  let characters = 0;
  for (const field in cells) characters += cells[field]?.length ?? 0;
  return characters;
}
