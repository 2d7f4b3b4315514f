/** Two reports of a year, cell by cell: what a restatement states, and what a closed year has not yet said. */
import { labelledCell } from '#shared/kernel/contribution.ts';
import type { Report } from './report.ts';

type CellValue = string | number | null;
export type Difference = { readonly cell: string; readonly before: CellValue; readonly after: CellValue };

/** Everything a reader can see but the head and the tie-outs, by the names that `cell` knows where it has one. */
export function cellsOf(report: Report): Map<string, CellValue> {
  const { table3, table4, publications, narrative } = report;
  return new Map<string, CellValue>([
    ...leaves('table2', report.table2),
    ...Object.entries(table3.rows).flatMap(([row, numbers]) =>
      table3.columns.map((column, at) => [`table3.${row}.${column}`, numbers[at] ?? null] as const),
    ),
    ...Object.entries(table4.rows).flatMap(([block, numbers]) =>
      table4.columns.map((column, at) => [`table4.${block}.${column}`, numbers[at] ?? null] as const),
    ),
    ...leaves('hotline', report.hotline),
    ...leaves('events', report.events),
    ...leaves('publications', publications),
    ...Object.entries(narrative.figures).map(
      ([name, { count }]) => [labelledCell('narrative.figures', name), count] as const,
    ),
    ...narrative.sections.map(({ number, text }) => [`narrative.section${number}`, text] as const),
  ]);
}

const MAPS = ['bySource', 'byType', 'byTopic', 'byDepartment', 'byColumn', 'byMedium'];

function leaves(prefix: string, block: object): [string, CellValue][] {
  return Object.entries(block).flatMap(([key, value]): [string, CellValue][] => {
    const name = `${prefix}.${key}`;
    if (typeof value !== 'object' || value === null) return [[name, value]];
    const inner = Object.entries<CellValue>(value);
    return MAPS.includes(key)
      ? inner.map(([label, count]) => [labelledCell(name, label), count])
      : leaves(name, value);
  });
}

export function differences(before: Report, after: Report): Difference[] {
  const [then, now] = [cellsOf(before), cellsOf(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((cell) => {
    if (!isStated(then, cell) || !isStated(now, cell)) return [];
    const sides = { before: countIn(then, cell), after: countIn(now, cell) };
    return sides.before === sides.after ? [] : [{ cell, ...sides }];
  });
}

/** A key that the form of one of the two did not have yet, or has no more, says nothing about its figures. */
function isStated(cells: ReadonlyMap<string, CellValue>, cell: string): boolean {
  return cells.has(cell) || cell.endsWith('"]') || cell.startsWith('narrative.');
}

/** A label that is not there counts 0, as it would in the table. */
function countIn(cells: ReadonlyMap<string, CellValue>, cell: string): CellValue {
  return cells.get(cell) ?? (cell.endsWith('"]') ? 0 : null);
}

/** Rates of hotline cases go on moving as cases are closed, and the prose with them: that alone corrects nothing. */
const MOVES_BY_ITSELF =
  /^(?:hotline|events)\.(?:closed|closureRate|closedOnTime|dueKnown|onTimeRate|rated|satisfied|satisfactionRate)$/;

export function movesByItself({ cell }: { readonly cell: string }): boolean {
  return MOVES_BY_ITSELF.test(cell);
}
