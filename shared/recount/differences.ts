/** Where a report and the recount do not say the same. */
import type { RecountedTables } from './recounted-tables.ts';

/** `path` names the cell as `taizhang cell` does; null where one side has no such cell. */
export type Difference = {
  readonly path: string;
  readonly report: number | null;
  readonly recount: number | null;
};

/** Every number of tables 二, 三 and 四, by its path; empty when both agree in each. `report`: one as the product writes it. */
export function differences(report: object, recount: RecountedTables): Difference[] {
  const [said, counted] = [numbersIn(report), numbersIn(recount)];
  return [...new Set([...said.keys(), ...counted.keys()])]
    .map((path) => ({ path, report: said.get(path) ?? null, recount: counted.get(path) ?? null }))
    .filter((cell) => cell.report !== cell.recount);
}

function numbersIn(tables: object): Map<string, number> {
  const { table2, table3, table4 } = tables as Readonly<Record<string, unknown>>;
  const numbers = new Map<string, number>();
  collect(numbers, 'table2', table2);
  collectRows(numbers, 'table3', table3);
  collectRows(numbers, 'table4', table4);
  return numbers;
}

function collect(numbers: Map<string, number>, path: string, value: unknown): void {
  if (typeof value === 'number') numbers.set(path, value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) collect(numbers, `${path}.${key}`, one);
}

/** The columns a table names count, wherever they stand. */
function collectRows(numbers: Map<string, number>, path: string, table: unknown): void {
  const { columns, rows } = (table ?? {}) as { columns?: unknown; rows?: unknown };
  if (!Array.isArray(columns) || typeof rows !== 'object' || rows === null) return;
  for (const [row, cells] of Object.entries(rows))
    for (const [index, column] of columns.entries())
      collect(numbers, `${path}.${row}.${String(column)}`, Array.isArray(cells) ? cells[index] : undefined);
}
