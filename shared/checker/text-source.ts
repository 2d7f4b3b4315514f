/** Tables as copied or written as text: cells parted by tabs, by bars, by commas or semicolons, else by blanks. */
import { parse } from 'csv-parse/sync';
import type { SourceRow } from './found-rows.ts';

/** What parts cells, right behind a label or another of its kind: no comma that groups digits. */
const CSV_LINE: Readonly<Record<string, RegExp>> = {
  ',': /^[^\t]{0,2000}?[\p{Script=Han}）)”"],[^\t]{0,4000},/u,
  ';': /^[^\t]{0,2000}?[\p{Script=Han}）)”"];[^\t]{0,4000};/u,
};
const CSV_LINES = 3;
const MARKDOWN_LINE = /^[^|\t]*\|[^|\t]*\|/;
const MARKDOWN_RULE = /^\s*:?-+:?\s*$/;

const FIGURE = '([-+]?[\\d\\uff10-\\uff19][\\d\\uff10-\\uff19,，.．]{0,20}|[-–—−－/／])[ \\u00a0]*';
/** A browser copies a cell whose figure is a block, such as a paragraph or a link, as a tab and lines of its own. */
const FIGURE_ON_ITS_OWN = new RegExp(
  `\\t[ \\u00a0]*(?:\\n[ \\u00a0]*)+${FIGURE}(?:\\n[ \\u00a0]*)*(?=[\\t\\n]|$)`,
  'g',
);
/** One that is the first of its row has no tab before it. */
const FIRST_FIGURE = new RegExp(`(?<=^|\\n)[ \\u00a0]*${FIGURE}\\n+(?=\\t)`, 'g');

/** Back into its line; a line of nothing but such cells begins with the first of them. */
function withWholeLines(copied: string): string {
  const text = copied.replace(FIRST_FIGURE, '$1');
  let end = -1;
  return text.replace(FIGURE_ON_ITS_OWN, (all: string, figure: string, at: number) => {
    const isFirst = at !== end && (at === 0 || text[at - 1] === '\n');
    end = at + all.length;
    return isFirst ? figure : `\t${figure}`;
  });
}

export function textSource(text: string): SourceRow[] {
  const lines = withWholeLines(text.replace(/\r\n?/g, '\n')).split('\n');
  const delimiter = Object.entries(CSV_LINE).find(
    ([, pattern]) => lines.filter((line) => pattern.test(line)).length >= CSV_LINES,
  )?.[0];
  return delimiter === undefined ? lines.flatMap(lineRow) : csvRows(text, delimiter);
}

function csvRows(text: string, delimiter: string): SourceRow[] {
  const records: string[][] = parse(text.replace(/\r\n?/g, '\n'), {
    relax_column_count: true,
    relax_quotes: true,
    bom: true,
    delimiter,
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
