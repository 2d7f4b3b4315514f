/**
 * Figures as they are kept: counters in few items, each saying up to which instant it is folded, and behind them a
 * tail of changes, one row a commit, which a reader adds. Pure: nothing here reads or writes.
 */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { isLabelled, type Standing, standingsOf } from '../sqlite/standings.ts';
import type { CaseView, FigureUnit } from '../views.ts';
import { dayItem, spanItem } from './views-keys.ts';

/** Weight and number of cases. */
type Figure = readonly [weight: number, cases: number];
/** By the cells of a bundle (and their first year) as a JSON array; a figure of nothing is not kept. */
export type Figures = Map<string, Figure>;
export type Move = readonly [item: string, key: string, weight: number, cases: number];
/** A case, and the version that a row of the tail has brought its figures to. */
export type Brought = readonly [kind: CaseKind, number: string, version: number];
/** A row of the tail. `at`: milliseconds, the place in the tail. */
export type Delta = {
  readonly at: number;
  /** Absent in rows of earlier programs. */
  readonly of?: readonly Brought[];
  readonly moves: readonly Move[];
  readonly newest: Instant | null;
  readonly unit: FigureUnit | null;
};

const spanFigureKey = (first: number, cells: readonly string[]): string => JSON.stringify([first, ...cells]);
export function spanOfKey(key: string): { readonly first: number; readonly cells: readonly string[] } {
  const [first, ...cells]: [number, ...string[]] = JSON.parse(key);
  return { first, cells };
}
export const cellsOfKey = (key: string): readonly string[] => JSON.parse(key);

/** What a standing counts in: its span of years, and its month and day when it stands on a day. */
export function movesOf({ cells, first, last, weight, day }: Standing, sign: 1 | -1): Move[] {
  const amount = [weight * sign, sign] as const;
  const span: Move = [spanItem(last), spanFigureKey(first, cells), ...amount];
  if (day === '') return [span];
  const labelled = isLabelled(cells[0] ?? '');
  const days = [day.slice(0, 7), day].map((at): Move => {
    return [dayItem(labelled, at), JSON.stringify(cells), ...amount];
  });
  return [span, ...days];
}

const standingKey = (standing: Standing): string => JSON.stringify(standing);

/** From the view held (null: none) to the new one: where the case stands no more, and how figures move. */
export function changeOf(held: CaseView | null, view: CaseView) {
  const before = new Map(standings(held).map((one) => [standingKey(one), one]));
  const after = new Map(standings(view).map((one) => [standingKey(one), one]));
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, one]) => one);
  const come = [...after].filter(([key]) => !before.has(key)).map(([, one]) => one);
  return {
    gone,
    moves: [...gone.flatMap((one) => movesOf(one, -1)), ...come.flatMap((one) => movesOf(one, 1))],
  };
}

export const standings = (view: CaseView | null): Standing[] =>
  view === null ? [] : standingsOf(view.contributions);

export function addMove(figures: Figures, [, key, weight, cases]: Move): void {
  const [before, counted] = figures.get(key) ?? [0, 0];
  const after: Figure = [before + weight, counted + cases];
  if (after[0] === 0 && after[1] === 0) figures.delete(key);
  else figures.set(key, after);
}

/** The same moves with one for each figure; what moves nothing in the end is left out. */
export function addedUp(moves: readonly Move[]): readonly Move[] {
  const sums = new Map<string, Move>();
  for (const [item, key, weight, cases] of moves) {
    const name = `${item} ${key}`;
    const [, , before = 0, counted = 0] = sums.get(name) ?? [];
    sums.set(name, [item, key, before + weight, counted + cases]);
  }
  return [...sums.values()].filter(([, , weight, cases]) => weight !== 0 || cases !== 0);
}

/** Of two units of a name, the one recorded later stands; of the same instant, the greater text. */
export function newerUnit(known: FigureUnit | undefined, unit: FigureUnit): FigureUnit {
  if (known === undefined || unit.recordedAt > known.recordedAt) return unit;
  return unit.recordedAt === known.recordedAt && unit.unit > known.unit ? unit : known;
}
