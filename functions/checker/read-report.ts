/** A published report from whatever it came as, told by its contents and not by its file's name. */
import type { PartialReport } from '../../shared/reporting/partial-report.ts';
import { ZipFault } from '../documents/zip.ts';
import { PublishedReport } from './published-report.ts';
import { type ReadTables, readTables } from './read-tables.ts';
import { cellsOfDocx, cellsOfHtml, cellsOfText } from './table-cells.ts';

export type UnreadableReport = 'noTables' | 'noReportJson' | 'damagedDocument' | 'unknownFormat';
export type ReadReport =
  | ({ readonly ok: true } & ReadTables)
  | { readonly ok: false; readonly fault: UnreadableReport };

const failed = (fault: UnreadableReport): ReadReport => ({ ok: false, fault });

/** `.docx`, or text of any of the kinds below in UTF-8 or GB18030. */
export function reportInFile(bytes: Buffer): ReadReport {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return reportInDocx(bytes);
  // .pdf, the .doc of old, pictures
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-' || bytes.includes(0))
    return failed('unknownFormat');
  return reportInText(textOfBytes(bytes));
}

/** JSON of the contract, a page's source, or the cells of tables as copied. */
export function reportInText(text: string): ReadReport {
  const typed = text.replace(/^\ufeff/, '').trim();
  if (typed.startsWith('{')) return reportInJson(typed);
  return ofCells(/<t[dh][\s>]/i.test(typed) ? cellsOfHtml(typed) : cellsOfText(typed));
}

function ofCells(cells: readonly string[]): ReadReport {
  const read = readTables(cells);
  return hasFigures(read.report) ? { ok: true, ...read } : failed('noTables');
}

function hasFigures({ table2, table3, table4 }: PartialReport): boolean {
  return /\d/.test(JSON.stringify([table2, table3?.rows, table4?.rows]).replace(/"[^"]*"/g, ''));
}

function reportInDocx(bytes: Buffer): ReadReport {
  try {
    return ofCells(cellsOfDocx(bytes));
  } catch (fault) {
    if (fault instanceof ZipFault) return failed('damagedDocument');
    throw fault;
  }
}

function reportInJson(text: string): ReadReport {
  try {
    const { success, data } = PublishedReport.safeParse(JSON.parse(text));
    return success ? { ok: true, report: data, unread: [] } : failed('noReportJson');
  } catch (fault) {
    if (fault instanceof SyntaxError) return failed('noReportJson');
    throw fault;
  }
}

function textOfBytes(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
