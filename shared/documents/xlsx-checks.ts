/**
 * The tie-outs of a report as formulas over the sheets of its tables: whoever changes a figure there sees at once what no
 * longer ties. What stands in no table (the year before, the prose) is a number of its day, and is called so.
 */
import type { Cell, WriteSheet } from 'hucre/xlsx';
import { TABLE3_COLUMNS, TABLE4_COLUMNS } from '#shared/glossary.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { gridOf, type LayoutTable } from '#shared/reporting/layout.ts';
import type { Check, Report } from '#shared/reporting/report.ts';

const HEADINGS = ['编号', '范围', '左', '右', '结果', '取数'];
const WIDTHS = [8, 44, 14, 14, 10, 22];
/** Rows above the first tie-out, counted as spreadsheets do. */
const ABOVE = 2;

type Sheeted = { readonly table: LayoutTable; readonly sheet: string; readonly top: number };
/** Where a figure stands, by the name that `taizhang cell` knows. */
type Places = ReadonlyMap<string, string>;

function placesIn(tables: readonly Sheeted[]): Places {
  const placed = tables.flatMap(({ table, sheet, top }) =>
    gridOf(table).flatMap((row, y) =>
      row.flatMap((cell, x): [string, string][] =>
        cell?.id === undefined ? [] : [[cell.id, `'${sheet}'!${String.fromCharCode(65 + x)}${y + 1 + top}`]],
      ),
    ),
  );
  return new Map(placed);
}

const RECEIVED = ['newlyReceived', 'carriedOver'];
const HANDLED = ['concluded', 'carriedForward'];

/** The figures on both sides, by name; a side that stands in no table is null. */
function sidesOf({ id, scope }: Check, places: Places): readonly (readonly string[] | null)[] {
  const [, of = ''] = /^table\d\.(.+)$/.exec(scope) ?? [];
  const inColumn = (rows: readonly string[]): string[] => rows.map((row) => `table3.${row}.${of}`);
  const others = (total: string): string => `${scope}.${total}`;
  switch (id) {
    case 'K1':
      return [inColumn(RECEIVED), inColumn(HANDLED)];
    case 'K2':
      return [inColumn(['concluded']), outcomesIn(of, places)];
    case 'K3':
      return [[others('total')], TABLE3_COLUMNS.filter((one) => one !== 'total').map(others)];
    case 'K4':
      return [inColumn(['carriedOver']), null];
    case 'K5':
      return [[others('inForce')], null];
    case 'K6':
      return [[others('total')], TABLE4_COLUMNS.filter((one) => one !== 'total').map(others)];
    default:
      return [null, null];
  }
}

function outcomesIn(column: string, places: Places): string[] {
  const rows = new Set([...RECEIVED, ...HANDLED].map((row) => `table3.${row}.${column}`));
  return [...places.keys()].filter(
    (name) => name.startsWith('table3.') && name.endsWith(`.${column}`) && !rows.has(name),
  );
}

/** A sum of what stands in the tables; null where a part of it stands in none. */
function formulaOf(names: readonly string[] | null, places: Places): string | null {
  const found = names?.map((name) => places.get(name)) ?? [];
  return found.length === 0 || found.includes(undefined) ? null : found.join('+');
}

type Line = { readonly check: Check; readonly row: number; readonly places: Places; readonly asOf: string };

/** `row` as spreadsheets count. */
function cellsOf({ check, row, places, asOf }: Line): readonly Partial<Cell>[] {
  const { id, scope, holds } = check;
  const [left = null, right = null] = sidesOf(check, places).map((names) => formulaOf(names, places));
  const side = (formula: string | null, value: number): Partial<Cell> =>
    formula === null ? { value } : { formula, formulaResult: value };
  const word = holds ? '相符' : '不符';
  const isLive = left !== null || right !== null;
  const formula = `IF(C${row}=D${row},"相符","不符")`;
  const result: Partial<Cell> = isLive ? { formula, formulaResult: word } : { value: word };
  const from = !isLive ? asOf : left !== null && right !== null ? '随前面各表' : `右：${asOf}`;
  return [
    ...[{ value: id }, { value: scope }],
    ...[side(left, check.left), side(right, check.right)],
    ...[result, { value: from }],
  ];
}

export function checkSheet(report: Report, tables: readonly Sheeted[]): WriteSheet {
  const places = placesIn(tables);
  const asOf = report.asOf === '' ? '生成时的数' : `截至 ${dateOfInstant(report.asOf)} 的数`;
  const state = report.version === null ? '未定稿' : `已定稿，第 ${report.version} 版`;
  const head = `${report.year} 年度，${state}，${asOf}。左、右为公式的随前面各表变化。`;
  const lines = report.checks.map((check, index) => cellsOf({ check, row: index + ABOVE + 1, places, asOf }));
  const all = [[{ value: head }], HEADINGS.map((value) => ({ value })), ...lines];
  const cells = all.flatMap((line, y) => line.map((cell, x) => [`${y},${x}`, cell] as const));
  return { name: '勾稽关系', cells: new Map(cells), columns: WIDTHS.map((width) => ({ width })) };
}
