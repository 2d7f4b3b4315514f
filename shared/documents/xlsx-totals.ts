/** Which cells of a form are totals of others, as spreadsheet formulas. A total that does not tie stays a plain number. */
import { gridOf, type LayoutCell, type LayoutTable } from '#shared/reporting/layout.ts';

type Placed = { readonly cell: LayoutCell; readonly row: number; readonly column: number };

/** `top`: sheet rows above the table. */
export function totalFormulas(table: LayoutTable, top: number): Map<LayoutCell, string> {
  const rows = gridOf(table)
    .map((row, y) =>
      row.flatMap((cell, x) => (cell?.isFigure ? [{ cell, row: y + 1 + top, column: x + 1 }] : [])),
    )
    .filter((row) => row.length > 0);
  if (table.number === 3) return table3Totals(rows);
  return table.number === 4 ? table4Totals(rows[0] ?? []) : new Map();
}

/** The last column sums the applicants; 总计 (the last but one row) sums the outcomes between. */
function table3Totals(rows: readonly (readonly Placed[])[]): Map<LayoutCell, string> {
  const formulas = new Map<LayoutCell, string>();
  const outcomes = rows.slice(2, -2);
  for (const [index, target] of (rows.at(-2) ?? []).entries())
    note(
      formulas,
      target,
      outcomes.flatMap((row) => row[index] ?? []),
    );
  for (const row of rows) {
    const [total] = row.slice(-1);
    if (total !== undefined) note(formulas, total, row.slice(0, -1));
  }
  return formulas;
}

const BLOCK = 5;

function table4Totals(row: readonly Placed[]): Map<LayoutCell, string> {
  const formulas = new Map<LayoutCell, string>();
  for (let at = BLOCK - 1; at < row.length; at += BLOCK) {
    const total = row[at];
    if (total !== undefined) note(formulas, total, row.slice(at - BLOCK + 1, at));
  }
  return formulas;
}

function note(formulas: Map<LayoutCell, string>, total: Placed, addends: readonly Placed[]): void {
  const [first, last] = [addends[0], addends.at(-1)];
  const sum = addends.reduce((so, { cell }) => so + (cell.value ?? 0), 0);
  if (first === undefined || last === undefined || sum !== total.cell.value) return;
  formulas.set(total.cell, `SUM(${addressOf(first)}:${addressOf(last)})`);
}

function addressOf({ row, column }: Placed): string {
  return `${String.fromCharCode(64 + column)}${row}`;
}
