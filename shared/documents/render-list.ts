/** A list as a file: what it is and who took it out at its head, then a row a line, all of it text that no spreadsheet runs. */
import { type Cell, type CellStyle, writeXlsx } from 'hucre/xlsx';
import { writable } from '#shared/kernel/written.ts';
import { csvOf } from './csv-field.ts';

export type ListSheet = {
  readonly title: string;
  /** One line each: office, filter, who and when. */
  readonly notes: readonly string[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

const FONT = { name: '宋体', size: 11 };
const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 14 } };
const HEADING: CellStyle = {
  font: { ...FONT, bold: true },
  alignment: { wrapText: true, vertical: 'center' },
};
const NOTE: CellStyle = { font: FONT };
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const [NARROWEST, WIDEST] = [8, 48];
/** Rows by which the width of a column is judged. */
const JUDGED = 200;

export function listXlsx({ title, notes, headings, rows }: ListSheet): Promise<Uint8Array> {
  const plain = (value: string | number) => (typeof value === 'string' ? writable(value) : value);
  const head = notes.length + 2;
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: TITLE }]]);
  for (const at of notes.keys()) cells.set(`${at + 1},0`, { style: NOTE });
  for (const at of headings.keys()) cells.set(`${head},${at}`, { style: HEADING });
  const lines = [[title], ...notes.map((note) => [note]), [], headings, ...rows];
  return writeXlsx({
    defaultFont: FONT,
    properties: { title: writable(title) },
    sheets: [
      {
        name: '清单',
        rows: lines.map((line) => line.map(plain)),
        columns: headings.map((heading, at) => ({ width: widthOf(heading, rows, at), style: WRAPPED })),
        cells,
        freezePane: { rows: head + 1 },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
        },
      },
    ],
  });
}

/** In characters of the default font: a Chinese one takes two. */
function widthOf(heading: string, rows: ListSheet['rows'], at: number): number {
  const texts = [heading, ...rows.slice(0, JUDGED).map((row) => String(row[at] ?? ''))];
  const wide = (text: string): number => text.length + (text.match(/[^ -~]/g)?.length ?? 0);
  return Math.min(Math.max(...texts.map(wide), NARROWEST), WIDEST);
}

export function listCsv({ title, notes, headings, rows }: ListSheet): string {
  return csvOf([
    [title],
    ...notes.map((note) => [note]),
    headings,
    ...rows.map((row) => row.map((value) => String(value))),
  ]);
}
