/** Tables as copied or written as text: cells parted by tabs, by the bars of Markdown, by commas, else by blanks. */
import { parse } from 'csv-parse/sync';
import type { SourceRow } from './found-rows.ts';

/** A comma right behind a label or another comma: not one that groups digits. */
const CSV_LINE = /^[^\t]{0,2000}?[\p{Script=Han}）)”"],[^\t]{0,4000},/u;
const CSV_LINES = 3;
/** With bars at both ends, or two between cells. */
const MARKDOWN_LINE = /^\s*\|.*\|\s*$|^[^|\t]+\|[^|\t]*\|/;
const MARKDOWN_RULE = /^\s*:?-+:?\s*$/;

export function textSource(text: string): SourceRow[] {
  const lines = text.split(/\r\n|\r|\n/);
  const isCsv = lines.filter((line) => CSV_LINE.test(line)).length >= CSV_LINES;
  return isCsv ? csvRows(text) : lines.flatMap(lineRow);
}

function csvRows(text: string): SourceRow[] {
  const records: string[][] = parse(text.replace(/\r\n?/g, '\n'), {
    relax_column_count: true,
    relax_quotes: true,
    bom: true,
  });
  return records.map((cells) => ({ cells, isLine: cells.length > 1 }));
}

/** Blanks at the start of a line that holds one cell only mean "below the one above". */
function lineRow(line: string): SourceRow[] {
  if (line.trim() === '') return [];
  if (MARKDOWN_LINE.test(line)) return markdownRow(line);
  const rest = line.trimStart();
  if (rest.includes('\t')) return [{ cells: line.split('\t').map(unquoted), isLine: true }];
  return [{ cells: rest.trimEnd().split(/\s+/), isLine: false }];
}

const unquoted = (cell: string): string => (/^"[^"]*"$/.test(cell) ? cell.slice(1, -1) : cell);

function markdownRow(line: string): SourceRow[] {
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
  return cells.every((cell) => MARKDOWN_RULE.test(cell)) ? [] : [{ cells, isLine: true }];
}
