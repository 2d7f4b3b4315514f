/** An import's records, whatever the format of the file, in bounded memory. */
import { extname } from 'node:path';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import { inChunks, type RawRecord, type ReaderNews } from './read-raw-record.ts';
import type { Layout } from './table-layout.ts';

export const IMPORT_FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

type ReadOptions = {
  /** When the name does not tell, as with an upload. */
  readonly format?: ImportFormat;
  /** What `-` reads; standard input when absent. */
  readonly input?: AsyncIterable<Uint8Array>;
  readonly news?: ReaderNews;
  readonly layout?: Layout | undefined;
};

/** The format the name of the file tells; `-` is NDJSON. */
export function formatOf(file: string): ImportFormat | undefined {
  if (file === '-') return 'ndjson';
  const extension = extname(file).slice(1).toLowerCase();
  return IMPORT_FORMATS.find((format) => format === extension);
}

/** Batches of up to `CHUNK_RECORDS`. Throws RangeError for a name of no known format, and what the file system throws. */
export function readRecords(file: string, options: ReadOptions = {}): AsyncIterable<RawRecord[]> {
  if (file === '-') return inChunks(readNdjson(options.input ?? process.stdin));
  switch (options.format ?? formatOf(file)) {
    case 'csv':
      return inChunks(readCsv(file, options.news, options.layout));
    case 'xlsx':
      return inChunks(workbookRows(file, options));
    case 'ndjson':
      return inChunks(readNdjson(file));
    default:
      throw new RangeError(`unknown format: ${extname(file)}`);
  }
}

/** What a workbook needs is loaded where there is one. */
async function* workbookRows(
  file: string,
  { news, layout }: ReadOptions,
): AsyncGenerator<Iterable<RawRecord>> {
  const { readXlsx } = await import('./read-xlsx.ts');
  yield* readXlsx(file, news, layout);
}
