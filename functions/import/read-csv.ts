/** Records of a CSV file under the headings of its first line. */
import { type CsvRecord, CsvSplitter } from './read-csv-records.ts';
import { cellFault, cellsUnder, type RawRecord, type ReaderNews, type ReadFault } from './read-raw-record.ts';
import { bytesOf, decoded, detectEncoding } from './read-text.ts';
import { UnreadableFile } from './unreadable-file.ts';

const UNPAIRED: ReadFault = { field: '', code: 'encoding', message: '引号不配对，这一行无法分列' };
/** What Excel writes above the headings to name the separator. */
const SEPARATOR = /^sep=$/i;

export async function* readCsv(file: string, news: ReaderNews = {}): AsyncGenerator<RawRecord[]> {
  const { encoding, damaged } = await detectEncoding(file);
  const splitter = new CsvSplitter();
  let headings: string[] | undefined;
  const take = (records: CsvRecord[]): RawRecord[] => {
    const filled = records.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
    if (headings === undefined && isSeparator(filled[0])) filled.shift();
    const body = headings === undefined ? filled.slice(1) : filled;
    if (headings === undefined && filled[0] !== undefined) {
      const found = headingsOf(filled[0]);
      headings = found;
      splitter.fits = (fields) => columnFault(found, fields) === undefined;
      news.headings?.(found);
    }
    return body.map((record) => recordOf(record, headings ?? [], damaged));
  };
  for await (const text of decoded(bytesOf(file), encoding)) yield take(splitter.push(text));
  yield take(splitter.end());
}

function isSeparator(record: CsvRecord | undefined): boolean {
  const [first = '', second] = record?.fields ?? [];
  return record?.line === 1 && SEPARATOR.test(first.trim()) && second === '';
}

function headingsOf({ fields, unpaired }: CsvRecord): string[] {
  if (unpaired) throw new UnreadableFile('第一行的引号不配对，列名无法认读');
  return fields;
}

function recordOf({ line, fields, unpaired }: CsvRecord, headings: string[], damaged: boolean): RawRecord {
  const cells = cellsUnder(headings, fields);
  const fault =
    unpaired || hasSwallowed(headings, fields)
      ? UNPAIRED
      : (columnFault(headings, fields) ?? cellFault(cells, damaged));
  return fault === undefined ? { line, cells } : { line, cells, fault };
}

/** A cell of several lines of which one alone would be a row of the table: more likely a quote that was closed too late. */
function hasSwallowed(headings: readonly string[], fields: readonly string[]): boolean {
  if (headings.length < 3) return false;
  const lines = fields.filter((field) => field.includes('\n')).flatMap((field) => field.split('\n').slice(1));
  return lines.some((line) => line.split(',').length === headings.length);
}

/**
 * A comma within a cell that nobody quoted shifts all that follows, a line break within one cuts the row in two: what
 * then stands under a heading need not belong there. Empty cells past the last heading say nothing.
 */
function columnFault(headings: readonly string[], fields: readonly string[]): ReadFault | undefined {
  const surplus = fields.slice(headings.length).some((field) => field.trim() !== '');
  const missing = headings.slice(fields.length).some((heading) => heading.trim() !== '');
  if (!surplus && !missing) return undefined;
  const message = `这一行有 ${fields.length} 个单元格，列名有 ${headings.length} 个，对不上`;
  return { field: '', code: 'columns', message };
}
