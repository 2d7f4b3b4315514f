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
import { HeadingRows, type Layout, SEPARATORS, type Separator } from './table-layout.ts';
import { UnnamedColumns } from './unnamed-columns.ts';
import { UnreadableFile } from './unreadable-file.ts';

const UNPAIRED: ReadFault = { field: '', code: 'encoding', message: '引号不配对，这一行无法分列' };
/** What Excel writes above the headings to name the separator. */
const SEPARATOR = /^sep=(.)\r?\n?$/i;
const MOST_BLANKS = 200_000;
/** Excel writes as many rows at a time. */
const BLOCK_RECORDS = 16;

export async function* readCsv(
  file: string,
  news: ReaderNews = {},
  layout: Layout = {},
): AsyncGenerator<RawRecord[]> {
  const { encoding, damaged } = await detectEncoding(file, layout.encoding);
  const splitter = new CsvSplitter();
  splitter.separator = layout.separator ?? ',';
  const table = new CsvTable(damaged, layout, (headings) => {
    if (headings.length > 0)
      splitter.fits = (fields) =>
        !hasSurplus(headings, fields) && !hasSwallowed(headings, fields, splitter.separator);
    news.headings?.(headings);
  });
  let isFirst = true;
  for await (const text of decoded(bytesOf(file), encoding)) {
    let rest = text;
    // line by line until the headings are known: by them the splitter judges the rows
    while (!table.hasBegun && rest !== '') {
      const end = rest.indexOf('\n') + 1 || rest.length;
      const line = rest.slice(0, end);
      const named = isFirst ? separatorIn(line) : undefined;
      if (named !== undefined) splitter.separator = layout.separator ?? named;
      yield table.take(splitter.push(named === undefined ? line : '\n'));
      isFirst = false;
      rest = rest.slice(end);
    }
    yield table.take(splitter.push(rest));
  }
  yield table.take(splitter.end());
  yield table.endBlock();
  news.looked?.({ unnamed: table.unnamed });
}

/** What the line above the headings names, if it is one. */
function separatorIn(line: string): Separator | undefined {
  const [, named] = SEPARATOR.exec(line.replace(/^"|"(?=\r?\n?$)/g, '')) ?? [];
  return SEPARATORS.find((one) => one === named);
}

class CsvTable {
  readonly #damaged: boolean;
  readonly #layout: Layout;
  readonly #begin: (headings: readonly string[]) => void;
  readonly #rows: HeadingRows;
  readonly #above = new Set<CsvRecord>();
  #headings: readonly string[] | undefined;
  #columns = new UnnamedColumns([]);
  #block: CsvRecord[] = [];
  #blanks = 0;

  constructor(damaged: boolean, layout: Layout, begin: (headings: readonly string[]) => void) {
    this.#damaged = damaged;
    this.#layout = layout;
    this.#begin = begin;
    this.#rows = new HeadingRows(layout);
    this.#started();
  }

  #started(): void {
    this.#headings = this.#rows.headings;
    if (this.#headings === undefined) return;
    this.#columns = new UnnamedColumns(this.#headings);
    this.#begin(this.#headings);
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
      if (this.#headings === undefined) {
        if (this.#isBlank([], record)) continue;
        this.#above.add(record);
        this.#rows.take(record.line, fieldsOfHeadings(record));
        this.#started();
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
      .filter((record) => !this.#above.has(record) && !this.#isBlank(headings, record))
      .map((record) => this.#recordOf(record, isCut));
  }

  /** Blank lines cost as much as others, and no table has so many. */
  #isBlank(headings: readonly string[], { fields }: CsvRecord): boolean {
    if (!isBlank(headings, fields)) return false;
    this.#blanks += 1;
    if (this.#blanks > MOST_BLANKS)
      throw new UnreadableFile(`空行超过 ${MOST_BLANKS} 行，不像记录的表格，没有读取`, {
        code: 'oversizedFile',
      });
    return true;
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
    const own = this.#layout.fields ? { fields } : {};
    if (fault !== undefined) return { line, cells, fault, ...own };
    this.#columns.note(fields);
    return { line, cells, ...own };
  }
}

function fieldsOfHeadings({ fields, unpaired }: CsvRecord): readonly string[] {
  if (unpaired) throw new UnreadableFile('第一行的引号不配对，列名无法认读');
  return fields;
}

function columnFault(headings: readonly string[], fields: readonly string[]): ReadFault {
  const found = hasSurplus(headings, fields) ? lastFilled(fields) : fields.length;
  const message = `这一行有 ${found} 个单元格，列名有 ${lastFilled(headings)} 个，对不上：可能内容里的逗号没有加引号，或者断成了几行`;
  return { field: '', code: 'columns', message };
}
