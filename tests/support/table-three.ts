/** Table 三 of a few applications, as the figures add it up: only the cells that hold something. */

import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { contributionsOfApplication } from '#shared/disclosure/figures.ts';
import { partsOf } from '#shared/disclosure/parts.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { type ApplicationTold, given, givenOn } from './application-desk.ts';

const LATER = dateOf('2030-01-01');

/** One application told by its commands; throws when one is refused. */
export function application(...commands: readonly DisclosureCommand[]): Application {
  return givenOn(LATER, ...commands).now;
}

/** The parts of a paper that is split, each as it begins its own life. */
export function partsOfSplit(paper: Application, split: DisclosureCommand): readonly ApplicationTold[] {
  if (split.command !== 'SplitApplication') throw new Error('no split');
  const events = [{ type: 'ApplicationSplit', v: 1, on: split.on, data: { into: split.into } }];
  return partsOf(paper, '甲', events).map(({ events: first }) => given().recording(first));
}

/** `column` is one of the seven of the table. Keys are `table3` row keys. */
export function tableThree(
  cases: readonly Application[],
  year: number,
  column = 'total',
): Readonly<Record<string, number>> {
  return cellsOf(cases, year, (cell) => {
    const [table, row, name] = [
      cell.slice(0, 7),
      cell.slice(7, -column.length - 1),
      cell.slice(-column.length),
    ];
    return table === 'table3.' && name === column && cell.endsWith(`.${column}`) ? row : null;
  });
}

/** In fen. */
export function feesOf(cases: readonly Application[], year: number): number {
  const cell = 'table2.feesTenThousandYuan';
  return cellsOf(cases, year, (name) => (name === cell ? cell : null))[cell] ?? 0;
}

function cellsOf(
  cases: readonly Application[],
  year: number,
  keyOf: (cell: string) => string | null,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const one of cases)
    for (const { cell, from, until, weight } of contributionsOfApplication(one).years) {
      const key = keyOf(cell);
      const stands = from <= year && (until === 'open' || until >= year);
      if (key !== null && stands) found[key] = (found[key] ?? 0) + weight;
    }
  return found;
}
