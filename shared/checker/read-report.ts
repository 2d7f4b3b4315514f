/** A published report from whatever it came as, told by its contents and not by its file's name. */
import { CsvError } from 'csv-parse/sync';
import { filesIn } from '#shared/documents/pdf-files.ts';
import { ZipFault } from '#shared/documents/zip.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { PRINTED_REPORT, PublishedReport } from '#shared/reporting/published-report.ts';
import { docxSource } from './docx-source.ts';
import { rowsFound, type SourceRow } from './found-rows.ts';
import { htmlSource } from './html-source.ts';
import type { Source } from './markup.ts';
import { type ReadTables, readTables } from './read-tables.ts';
import { sheetSource } from './sheet-source.ts';
import { textSource } from './text-source.ts';

export type UnreadableReport =
  | 'noTables'
  /** Rows of the form are there; none of their figures was understood. */
  | 'noFigures'
  | 'noReportJson'
  | 'damagedDocument'
  | 'pdfDocument'
  | 'unknownFormat';
export type Readable = ReadTables & {
  readonly ok: true;
  /** The paragraphs beside the tables; of JSON they are in the report. */
  readonly prose?: readonly string[];
};
type ReadReport = Readable | { readonly ok: false; readonly fault: UnreadableReport };

const failed = (fault: UnreadableReport): ReadReport => ({ ok: false, fault });

/** `.docx`, `.xlsx`, or text of any of the kinds below in UTF-8, UTF-16 or GB18030. */
export function reportInFile(bytes: Buffer): ReadReport {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return reportInArchive(bytes);
  if (bytes.subarray(0, 1024).toString('latin1').includes('%PDF-')) return reportInPdf(bytes);
  const text = textOfBytes(bytes);
  // the .doc of old, pictures
  return text.includes('\0') ? failed('unknownFormat') : reportInText(text);
}

/** Ours hold what they print as data; of others only the text can be copied out by hand. */
function reportInPdf(bytes: Buffer): ReadReport {
  const held = filesIn(bytes).find(({ name }) => name === PRINTED_REPORT);
  if (held === undefined) return failed('pdfDocument');
  const read = reportInJson(Buffer.from(held.bytes).toString('utf8'));
  return read.ok ? { ...read, remarks: [HELD_INSIDE] } : read;
}

const HELD_INSIDE = '这是本系统生成的 PDF：核对的是其中内附的数据（report.json），没有与印出的文字逐字比对';

/** JSON of the contract, a page's source, or the cells of tables as copied. */
export function reportInText(text: string): ReadReport {
  const typed = text.replace(/^\ufeff/, '');
  const start = typed.trimStart();
  if (start.startsWith('{')) return reportInJson(start);
  if (/<t[dh][\s>]/i.test(typed)) return ofSource(htmlSource(typed));
  try {
    return ofSource(withoutParagraphs(textSource(typed)));
  } catch (fault) {
    if (fault instanceof CsvError) return failed('noTables');
    throw fault;
  }
}

function ofSource({ rows, prose, remarks }: Source): ReadReport {
  const read = ofRows(rows);
  if (!read.ok) return read;
  const all = [...remarks, ...(read.remarks ?? [])];
  return { ...read, ...(all.length > 0 && { remarks: all }), ...(prose.length > 0 && { prose }) };
}

/** Sheets and .csv keep their prose in cells. */
function withoutParagraphs(rows: readonly SourceRow[]): Source {
  const cells = rows.flatMap((row) => (row.isLine ? row.cells : []));
  return { rows, prose: cells.filter((cell) => cell.includes('。')), remarks: [] };
}

function ofRows(rows: readonly SourceRow[]): ReadReport {
  const read = readTables(rows);
  if (hasFigures(read.report)) return { ok: true, ...read };
  return failed(rowsFound(rows).found.length > 0 ? 'noFigures' : 'noTables');
}

function hasFigures({ table2, table3, table4 }: PartialReport): boolean {
  return /\d/.test(JSON.stringify([table2, table3?.rows, table4?.rows]).replace(/"[^"]*"/g, ''));
}

function reportInArchive(bytes: Buffer): ReadReport {
  try {
    const isSheet = bytes.includes('xl/worksheets/');
    return isSheet ? ofSource(withoutParagraphs(sheetSource(bytes))) : ofSource(docxSource(bytes));
  } catch (fault) {
    if (fault instanceof ZipFault) return failed('damagedDocument');
    throw fault;
  }
}

function reportInJson(text: string): ReadReport {
  try {
    const { success, data } = PublishedReport.safeParse(JSON.parse(text));
    if (!success) return failed('noReportJson');
    const isTrialForm = data.year === 2019 || data.year === 2020;
    return { ok: true, report: data, unread: [], ...(isTrialForm && { isTrialForm }) };
  } catch (fault) {
    if (fault instanceof SyntaxError) return failed('noReportJson');
    throw fault;
  }
}

const BYTE_ORDER_MARKS: readonly (readonly [string, string])[] = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

function textOfBytes(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const marked = BYTE_ORDER_MARKS.find(([signs]) => signs === mark)?.[1] ?? withoutMark(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A page in UTF-16 begins with `<` and half of it is nothing but the other byte. */
function withoutMark(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if (first === 0x3c && second === 0) return 'utf-16le';
  return first === 0 && second === 0x3c ? 'utf-16be' : null;
}
