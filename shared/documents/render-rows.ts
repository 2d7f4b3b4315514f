/** Rows as they came, as a workbook: every cell a text, so that nothing in it is run or read as a date. */
import { writeXlsx } from 'hucre/xlsx';
import { writable } from '#shared/kernel/written.ts';

type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] };

/** The longest text that Excel takes in a cell. */
const MOST_CHARACTERS = 32_767;

export function rowsXlsx({ name, rows }: Sheet): Promise<Uint8Array> {
  const cells = rows.map((row) => row.map((text) => writable(text).slice(0, MOST_CHARACTERS)));
  return writeXlsx({
    defaultFont: { name: '宋体', size: 11 },
    sheets: [{ name, rows: cells, freezePane: { rows: 1 } }],
  });
}
