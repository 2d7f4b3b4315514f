/** Rows of the first sheet of a workbook under the headings of its first filled row. */
import type ExcelJS from 'exceljs';
import { CHUNK_RECORDS, cellFault, type RawRecord } from './read-raw-record.ts';
import { UnreadableFile } from './unreadable-file.ts';

const PRECISION = 15;

/** Throws UnreadableFile where it is no workbook, or a damaged one. */
export async function* readXlsx(file: string): AsyncGenerator<RawRecord[]> {
  const sheets = recordsOf(file);
  for (let next = await read(sheets); !next.done; next = await read(sheets)) yield next.value;
}

/** Only what the reader itself throws; what is done with the records is no fault of the file. */
function read(records: AsyncGenerator<RawRecord[]>): Promise<IteratorResult<RawRecord[]>> {
  return records.next().catch((error: unknown) => {
    throw new UnreadableFile('no workbook, or a damaged one', { cause: error });
  });
}

async function* recordsOf(file: string): AsyncGenerator<RawRecord[]> {
  // half a second of a start that a text file need not wait for
  const { default: exceljs } = await import('exceljs');
  const reader = new exceljs.stream.xlsx.WorkbookReader(file, {
    entries: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
  });
  for await (const sheet of reader) {
    yield* rowsOf(sheet);
    return;
  }
}

async function* rowsOf(sheet: AsyncIterable<ExcelJS.Row>): AsyncGenerator<RawRecord[]> {
  let headings: string[] | undefined;
  let waiting: RawRecord[] = [];
  for await (const row of sheet) {
    const fields = fieldsOf(row);
    if (!fields.some((field) => field.trim() !== '')) continue;
    if (headings === undefined) headings = fields;
    else waiting.push(recordOf(row.number, headings, fields));
    if (waiting.length < CHUNK_RECORDS) continue;
    yield waiting;
    waiting = [];
  }
  yield waiting;
}

function fieldsOf(row: ExcelJS.Row): string[] {
  const fields: string[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    fields[column - 1] = textOf(cell.value);
  });
  return Array.from(fields, (field) => field ?? '');
}

function recordOf(line: number, headings: string[], fields: string[]): RawRecord {
  const cells: Record<string, string> = {};
  for (let at = 0; at < headings.length; at += 1) {
    const heading = headings[at] ?? '';
    if ((cells[heading] ?? '') === '') cells[heading] = fields[at] ?? '';
  }
  const fault = cellFault(cells, false);
  return fault === undefined ? { line, cells } : { line, cells, fault };
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(PRECISION)));
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return textOf(value.text);
  return 'result' in value ? textOf(value.result) : '';
}

/** A date cell holds wall time without a zone, which exceljs hands over as UTC; here it is Asia/Shanghai. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '#VALUE!';
  const rounded = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  const time = rounded.slice(11, 19);
  return time === '00:00:00' ? rounded.slice(0, 10) : `${rounded.slice(0, 10)}T${time}+08:00`;
}
