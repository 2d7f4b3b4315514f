/**
 * A comma within a cell that nobody quoted shifts all that follows, a line break within one cuts the row in two: what
 * then stands under a heading need not belong there.
 */
import { foldWidth } from '#shared/kernel/written.ts';

type Fields = readonly string[];

/** Empty cells past the last heading say nothing. */
export function hasSurplus(headings: Fields, fields: Fields): boolean {
  return lastFilled(fields) > lastFilled(headings);
}

/** How many there are up to the last that is not blank. */
export function lastFilled(fields: Fields): number {
  return fields.findLastIndex((field) => field.trim() !== '') + 1;
}

/** A row that ends in an empty cell merely lacks commas: no value was cut off. */
export function isShort(headings: Fields, fields: Fields): boolean {
  if (fields.length > 1 && fields.at(-1)?.trim() === '') return false;
  return headings.slice(fields.length).some((heading) => heading.trim() !== '');
}

/**
 * Excel leaves out the commas of columns that none of the rows it writes at a time has filled: then all of them end at the
 * same column, and one has filled it.
 */
export function isCutByExcel(block: readonly { readonly fields: Fields }[]): boolean {
  const [first] = block;
  return (
    block.every(({ fields }) => fields.length === first?.fields.length) &&
    block.some(({ fields }) => (fields.at(-1) ?? '').trim() !== '')
  );
}

/**
 * A cell of several lines of which one alone would be a row of the table, or begins like the next of a row that is too
 * short: more likely a quote that was closed too late.
 */
export function hasSwallowed(headings: Fields, fields: Fields, separator = ','): boolean {
  const lines = fields.filter((field) => field.includes('\n')).flatMap((field) => field.split('\n').slice(1));
  const form = formOf(fields[0] ?? '');
  const isCut = isShort(headings, fields);
  return lines.some((line) => {
    const cells = line.split(separator);
    if (cells.length === headings.length) return formOf(cells[0] ?? '') === form || cells.some(isDay);
    return isCut && cells.length > 1 && formOf(cells[0] ?? '') === form;
  });
}

/** Every row of every kind has a day in it. */
function isDay(cell: string): boolean {
  return /^\D{0,3}\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(foldWidth(cell).trim());
}

/** SQ2026-0001 and SQ2026-0002 are of one form. */
function formOf(number: string): string {
  return number.trim().replace(/\d+/g, '0');
}
