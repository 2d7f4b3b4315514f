/**
 * A form of the annual report as data: cells with their spans, labels to the character, figures by the name that
 * `taizhang cell` knows. A later form is another such page; renderers see only filled cells.
 */
import { PRINTED_CELLS } from './cell-name.ts';
import { numberText } from './narrative-numbers.ts';
import { type Maybe, type PartialReport, sum, table3Cell, table4Cell } from './partial-report.ts';

/** `figure` is a cell's name, or several whose sum is printed; `figures:NAME` a recorded figure by its name. */
export type FormCell = {
  readonly label?: string;
  readonly figure?: string | readonly string[];
  /** Printed instead where a report has published it. */
  readonly published?: string;
  readonly columns?: number;
  readonly rows?: number;
};
export type FormTable = {
  readonly number: 2 | 3 | 4;
  readonly title: string;
  readonly width: number;
  readonly rows: readonly (readonly FormCell[])[];
};

/** A number printed, or text; `id` names a figure's cell as `taizhang cell` does. */
export type LayoutCell = {
  readonly text: string;
  readonly isFigure: boolean;
  readonly value: number | null;
  readonly columns: number;
  readonly rows: number;
  readonly id?: string;
};
export type LayoutTable = {
  readonly number: 2 | 3 | 4;
  readonly title: string;
  /** Columns of the grid that the cells fill. */
  readonly width: number;
  readonly rows: readonly (readonly LayoutCell[])[];
};

/** A figure that is not published prints as nothing. */
export function fill(tables: readonly FormTable[], report: PartialReport): LayoutTable[] {
  return tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => row.map((cell) => filledCell(cell, report))),
  }));
}

function filledCell(cell: FormCell, report: PartialReport): LayoutCell {
  const span = { columns: cell.columns ?? 1, rows: cell.rows ?? 1 };
  if (cell.figure === undefined) return { text: cell.label ?? '', isFigure: false, value: null, ...span };
  const names = typeof cell.figure === 'string' ? [cell.figure] : cell.figure;
  const published = cell.published === undefined ? null : (figureIn(report, cell.published) ?? null);
  const value = published ?? sum(names.map((name) => figureIn(report, name) ?? null));
  const [id] = names;
  return {
    text: numberText(value),
    isFigure: true,
    value,
    ...span,
    ...(names.length === 1 && id !== undefined && !id.includes(':') ? { id } : {}),
  };
}

/** What a report says in a cell; nothing where it says nothing. */
export function figureIn(report: PartialReport, name: string): Maybe<number> {
  if (name.startsWith('figures:')) return recordedFigure(report, name.slice('figures:'.length));
  const cell = PRINTED_CELLS.get(name);
  if (cell === undefined) return null;
  if (cell.table === 'table3') return table3Cell(report)(cell.row, cell.column);
  if (cell.table === 'table4') return table4Cell(report)(cell.row, cell.column);
  return cell.column === null ? report.table2?.[cell.row] : report.table2?.[cell.row]?.[cell.column];
}

/** What nobody recorded is no zero: it prints as nothing. */
function recordedFigure(report: PartialReport, name: string): Maybe<number> {
  return report.narrative?.figures?.[name]?.count;
}

export function titleOf(report: { office: { name: string }; year: number }): string {
  return `${report.office.name}${report.year}年政府信息公开工作年度报告`;
}

/** The cells on their grid: a merged cell stands at its top left, null where another cell reaches. */
export function gridOf(table: LayoutTable): (LayoutCell | null)[][] {
  const taken = table.rows.map(() => Array.from({ length: table.width }, () => false));
  const grid = table.rows.map(() => Array.from({ length: table.width }, (): LayoutCell | null => null));
  for (const [y, row] of table.rows.entries()) {
    for (const cell of row) {
      const x = taken[y]?.indexOf(false) ?? 0;
      for (const line of taken.slice(y, y + cell.rows)) line.fill(true, x, x + cell.columns);
      grid[y]?.splice(x, 1, cell);
    }
  }
  return grid;
}
