/**
 * A page may hold two reports, or a table twice. The same table again is the same; one that starts over with other
 * numbers belongs to another report; a single row with other numbers leaves it open which of them is meant.
 */
import type { FigureCell } from './figure-cell.ts';
import { FORM_ROWS } from './form-rows.ts';
import type { FittedRow } from './found-rows.ts';

/** `rows` without those of which two contradict each other: they are `unclear`. */
export type ReportRows = {
  readonly rows: Map<string, FittedRow>;
  readonly unclear: Map<string, FittedRow>;
};

export function reportsIn(fits: readonly FittedRow[]): ReportRows[] {
  const reports: ReportRows[] = [];
  let repeated: FittedRow[] = [];
  for (const block of blocksOf(fits)) {
    const current = reports.at(-1);
    const again = block.filter(({ row }) => current?.rows.has(row.key));
    const differing = again.filter((one) => !isSame(one, current?.rows.get(one.row.key)));
    if (current === undefined || (differing.length > 0 && beginsTable(block))) {
      reports.push(rowsOf([...repeated, ...block]));
      repeated = [];
      continue;
    }
    if (again.length === block.length && differing.length === 0) repeated.push(...block);
    for (const one of block) merge(current, one);
  }
  for (const { rows, unclear } of reports) for (const key of unclear.keys()) rows.delete(key);
  return reports;
}

/** Stretches of rows in the order of the form. */
function blocksOf(fits: readonly FittedRow[]): FittedRow[][] {
  const blocks: FittedRow[][] = [];
  for (const fit of fits) {
    const last = blocks.at(-1)?.at(-1)?.row;
    if (last !== undefined && last.table === fit.row.table && last.index < fit.row.index)
      blocks.at(-1)?.push(fit);
    else blocks.push([fit]);
  }
  return blocks;
}

function rowsOf(fits: readonly FittedRow[]): ReportRows {
  return { rows: new Map(fits.map((fit) => [fit.row.key, fit])), unclear: new Map() };
}

/** From its first row on, and most of it. */
function beginsTable(block: readonly FittedRow[]): boolean {
  const [first] = block;
  const ofTable = FORM_ROWS.filter(({ table }) => table === first?.row.table);
  return first?.row.key === ofTable[0]?.key && block.length * 2 > ofTable.length;
}

function merge({ rows, unclear }: ReportRows, fit: FittedRow): void {
  const { key } = fit.row;
  const before = rows.get(key);
  if (before === undefined || saysNothing(before)) rows.set(key, fit);
  else if (!isSame(before, fit)) unclear.set(key, fit);
}

function isSame(a: FittedRow, b: FittedRow | undefined): boolean {
  if (b === undefined || saysNothing(a) || saysNothing(b)) return true;
  return JSON.stringify(a.cells?.map(contentOf)) === JSON.stringify(b.cells?.map(contentOf));
}

/** A row that could not be fitted, or holds nothing, says nothing against one that does. */
function saysNothing({ cells }: FittedRow): boolean {
  return cells === null || cells.every(({ kind }) => kind === 'none');
}

function contentOf(cell: FigureCell): string | number {
  if (cell.kind === 'number') return cell.value;
  return cell.kind === 'none' ? '' : cell.text;
}
