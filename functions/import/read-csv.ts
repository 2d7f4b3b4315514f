/** Records of a CSV file under the headings of its first line. */
import { type CsvRecord, CsvSplitter } from './read-csv-records.ts';
import { cellFault, cellsUnder, isBlank, type RawRecord, type ReadFault, type ReaderNews } from './read-raw-record.ts';
import { bytesOf, decoded, detectEncoding } from './read-text.ts';
import { UnreadableFile } from './unreadable-file.ts';

const SPOILT = {
  field: '',
  code: 'encoding',
  message: '引号没有成对，这一行分不出栏目；其后的行照常读取',
} as const;
/** Excel writes as many rows at a time, and leaves out the commas of columns that none of them has filled. */
const EXCEL_BLOCK = 16;

export async function* readCsv(file: string, news: ReaderNews = {}): AsyncGenerator<RawRecord[]> {
  const { encoding, damaged } = await detectEncoding(file);
  const splitter = new CsvSplitter();
  const table = new CsvTable(news, damaged);
  for await (const text of decoded(bytesOf(file), encoding)) yield table.take(splitter.push(text));
  yield table.take(splitter.end());
  yield table.end();
}

class CsvTable {
  readonly #news: ReaderNews;
  readonly #damaged: boolean;
  #headings: readonly string[] | undefined;
  #width = 0;
  #block: CsvRecord[] = [];

  constructor(news: ReaderNews, damaged: boolean) {
    this.#news = news;
    this.#damaged = damaged;
  }

  take(records: readonly CsvRecord[]): RawRecord[] {
    const taken: RawRecord[] = [];
    for (const record of records) {
      if (this.#headings === undefined && (isBlank([], record.fields) || isSeparatorLine(record))) continue;
      if (this.#headings === undefined) this.#begin(record);
      this.#block.push(record);
      if (this.#block.length === EXCEL_BLOCK) taken.push(...this.end());
    }
    return taken;
  }

  /** The records of a block that is whole, or the last. */
  end(): RawRecord[] {
    const [block, headings] = [this.#block, this.#headings ?? []];
    this.#block = [];
    const shortest = cutByExcel(block) ? (block[0]?.fields.length ?? 0) : this.#width;
    return block
      .filter(({ fields }) => fields !== headings && !isBlank(headings, fields))
      .map((record) => this.#recordOf(record, shortest));
  }

  #begin({ fields, spoilt }: CsvRecord): void {
    if (spoilt) throw new UnreadableFile('第一行的引号没有成对，分不出列名', { code: 'noHeadings' });
    this.#headings = fields;
    this.#width = fields.findLastIndex((heading) => heading.trim() !== '') + 1;
    this.#news.headings?.(fields);
  }

  #recordOf({ line, fields, spoilt }: CsvRecord, shortest: number): RawRecord {
    const cells = cellsUnder(this.#headings ?? [], fields);
    const fault = spoilt
      ? SPOILT
      : (this.#miscounted(fields, shortest) ?? cellFault(cells, this.#damaged));
    return fault === undefined ? { line, cells } : { line, cells, fault };
  }

  /** A comma that was not quoted shifts what follows it; a line that broke in two lacks its end. */
  #miscounted(fields: readonly string[], shortest: number): ReadFault | undefined {
    const filled = fields.findLastIndex((field) => field.trim() !== '') + 1;
    if (filled > this.#width) return miscount(`有 ${filled} 栏，列名只有 ${this.#width} 栏：内容里的逗号可能没有加引号`);
    if (fields.length < shortest)
      return miscount(`只有 ${fields.length} 栏，列名有 ${this.#width} 栏：可能断成了几行，或者少了逗号`);
    return undefined;
  }
}

function miscount(message: string): ReadFault {
  return { field: '', code: 'columns', message: `这一行${message}` };
}

/** All of a block end at the same column, and one of them has filled it: that is where Excel stopped. */
function cutByExcel(block: readonly CsvRecord[]): boolean {
  const [first] = block;
  return (
    block.every(({ fields }) => fields.length === first?.fields.length) &&
    block.some(({ fields }) => (fields.at(-1) ?? '').trim() !== '')
  );
}

/** `sep=,` tells Excel what separates the fields; it is no row. */
function isSeparatorLine({ fields }: CsvRecord): boolean {
  return fields.join(',').trim().toLowerCase() === 'sep=,';
}
