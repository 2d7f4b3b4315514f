/** Records of a CSV file under the headings of its first line. */
import { type CsvRecord, CsvSplitter } from './read-csv-records.ts';
import {
  cellFault,
  cellsUnder,
  isBlank,
  type RawRecord,
  type ReaderNews,
  type ReadFault,
} from './read-raw-record.ts';
import { bytesOf, decoded, detectEncoding } from './read-text.ts';
import { hasSurplus, hasSwallowed, isCutByExcel, isShort, lastFilled } from './shifted-rows.ts';
import { UnnamedColumns } from './unnamed-columns.ts';
import { UnreadableFile } from './unreadable-file.ts';

const UNPAIRED: ReadFault = { field: '', code: 'encoding', message: '引号不配对，这一行无法分列' };
/** What Excel writes above the headings to name the separator. */
const SEPARATOR = /^sep=$/i;
/** Excel writes as many rows at a time. */
const BLOCK_RECORDS = 16;

export async function* readCsv(file: string, news: ReaderNews = {}): AsyncGenerator<RawRecord[]> {
  const { encoding, damaged } = await detectEncoding(file);
  const splitter = new CsvSplitter();
  const table = new CsvTable(damaged, (headings) => {
    splitter.fits = (fields) => !hasSurplus(headings, fields) && !hasSwallowed(headings, fields);
    news.headings?.(headings);
  });
  for await (const text of decoded(bytesOf(file), encoding)) {
    let rest = text;
    // line by line until the headings are known: by them the splitter judges the rows
    while (!table.hasBegun && rest !== '') {
      const end = rest.indexOf('\n') + 1 || rest.length;
      yield table.take(splitter.push(rest.slice(0, end)));
      rest = rest.slice(end);
    }
    yield table.take(splitter.push(rest));
  }
  yield table.take(splitter.end());
  yield table.endBlock();
  news.looked?.({ unnamed: table.unnamed });
}

class CsvTable {
  readonly #damaged: boolean;
  readonly #begin: (headings: readonly string[]) => void;
  #headings: readonly string[] | undefined;
  #columns = new UnnamedColumns([]);
  #block: CsvRecord[] = [];

  constructor(damaged: boolean, begin: (headings: readonly string[]) => void) {
    this.#damaged = damaged;
    this.#begin = begin;
  }

  get hasBegun(): boolean {
    return this.#headings !== undefined;
  }

  get unnamed(): readonly string[] {
    return this.#columns.filled;
  }

  take(records: readonly CsvRecord[]): RawRecord[] {
    const taken: RawRecord[] = [];
    for (const record of records) {
      const isAbove = isBlank([], record.fields) || isSeparator(record);
      if (this.#headings === undefined && isAbove) continue;
      if (this.#headings === undefined) {
        this.#headings = headingsOf(record);
        this.#columns = new UnnamedColumns(this.#headings);
        this.#begin(this.#headings);
      }
      this.#block.push(record);
      if (this.#block.length === BLOCK_RECORDS) taken.push(...this.endBlock());
    }
    return taken;
  }

  /** The records of a block that is whole, or of the last. */
  endBlock(): RawRecord[] {
    const [block, headings] = [this.#block, this.#headings ?? []];
    this.#block = [];
    const isCut = isCutByExcel(block);
    return block
      .filter(({ fields }) => fields !== headings && !isBlank(headings, fields))
      .map((record) => this.#recordOf(record, isCut));
  }

  #recordOf({ line, fields, unpaired }: CsvRecord, isCut: boolean): RawRecord {
    const headings = this.#headings ?? [];
    const cells = cellsUnder(headings, fields);
    const isShifted = hasSurplus(headings, fields) || (!isCut && isShort(headings, fields));
    const fault = unpaired
      ? UNPAIRED
      : isShifted
        ? columnFault(headings, fields)
        : cellFault(cells, this.#damaged);
    if (fault !== undefined) return { line, cells, fault };
    this.#columns.note(fields);
    return { line, cells };
  }
}

function isSeparator({ line, fields: [first = '', second] }: CsvRecord): boolean {
  return line === 1 && SEPARATOR.test(first.trim()) && second === '';
}

function headingsOf({ fields, unpaired }: CsvRecord): readonly string[] {
  if (unpaired) throw new UnreadableFile('第一行的引号不配对，列名无法认读');
  return fields;
}

function columnFault(headings: readonly string[], fields: readonly string[]): ReadFault {
  const found = hasSurplus(headings, fields) ? lastFilled(fields) : fields.length;
  const message = `这一行有 ${found} 个单元格，列名有 ${lastFilled(headings)} 个，对不上：可能内容里的逗号没有加引号，或者断成了几行`;
  return { field: '', code: 'columns', message };
}
