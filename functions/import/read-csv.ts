/** Records of a CSV file under the headings of its first line. */
import { type CsvRecord, CsvSplitter } from './read-csv-records.ts';
import { cellFault, cellsUnder, type RawRecord, type ReaderNews } from './read-raw-record.ts';
import { bytesOf, decoded, detectEncoding } from './read-text.ts';

const UNCLOSED = { field: '', code: 'encoding', message: '引号没有闭合，其后的内容无法分行' } as const;

export async function* readCsv(file: string, news: ReaderNews = {}): AsyncGenerator<RawRecord[]> {
  const { encoding, damaged } = await detectEncoding(file);
  const splitter = new CsvSplitter();
  let headings: string[] | undefined;
  const take = (records: CsvRecord[]): RawRecord[] => {
    const filled = records.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
    const body = headings === undefined ? filled.slice(1) : filled;
    if (headings === undefined && filled[0] !== undefined) {
      headings = filled[0].fields;
      news.headings?.(headings);
    }
    return body.map((record) => recordOf(record, headings ?? [], damaged));
  };
  for await (const text of decoded(bytesOf(file), encoding)) yield take(splitter.push(text));
  yield take(splitter.end());
}

function recordOf({ line, fields, unclosed }: CsvRecord, headings: string[], damaged: boolean): RawRecord {
  const cells = cellsUnder(headings, fields);
  const fault = unclosed ? UNCLOSED : cellFault(cells, damaged);
  return fault === undefined ? { line, cells } : { line, cells, fault };
}
