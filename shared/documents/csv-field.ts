import { writable } from '#shared/kernel/written.ts';

/** One field of a .csv that a spreadsheet opens as text or a number, never as a formula. */
const BYTE_ORDER_MARK = '\uFEFF';
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** Of a number of a case: a spreadsheet keeps fifteen digits, and no zeros before them. */
const LOSES_DIGITS = /^(?:\d{16,}|0\d+)$/;
const STARTS_FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A leading apostrophe makes a spreadsheet take what follows as text. */
function csvField(typed: string): string {
  const text = writable(typed);
  const isFormula = STARTS_FORMULA.test(text) && !NUMBER.test(text);
  const safe = isFormula || LOSES_DIGITS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}
