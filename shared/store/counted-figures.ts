/** A source of figures from counters that were read beforehand: for the read models of any engine. */
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { FigureSource } from '#shared/reporting/figure-source.ts';

/** `at` is a year, a month or a day (`2026`, `2026-09`, `2026-09-18`); counters of the same cell and time add up. */
export type Counter = { readonly cell: string; readonly at: string; readonly weight: number };

type Weights = Map<string, number>;

export function countedFigures(
  counters: Iterable<Counter>,
  units: Readonly<Record<string, string>>,
): FigureSource {
  const cells = new Map<string, Weights>();
  const maps = new Map<string, Map<string, Weights>>();
  for (const { cell, at, weight } of counters) {
    const weights = cells.get(cell) ?? enlisted(cells, maps, cell);
    weights.set(at, (weights.get(at) ?? 0) + weight);
  }
  const labelled = (prefix: string, read: (weights: Weights) => number): Record<string, number> => {
    const entries = [...(maps.get(prefix) ?? [])].map(([label, weights]) => [label, read(weights)] as const);
    // in the order of their labels, whatever order the engine keeps: a report is the same bytes on each
    const counted = entries.filter(([, weight]) => weight !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(counted);
  };
  const inYear = (year: number) => (weights: Weights) => weights.get(String(year)) ?? 0;
  const inDays = (from: PlainDate, to: PlainDate) => {
    const times = timesOf(from, to);
    return (weights: Weights) => times.reduce((sum, at) => sum + (weights.get(at) ?? 0), 0);
  };
  const none: Weights = new Map();
  return {
    units,
    weight: (cell, year) => inYear(year)(cells.get(cell) ?? none),
    labelled: (prefix, year) => labelled(prefix, inYear(year)),
    weightOfDays: (cell, from, to) => inDays(from, to)(cells.get(cell) ?? none),
    labelledOfDays: (prefix, from, to) => labelled(prefix, inDays(from, to)),
  };
}

function enlisted(
  cells: Map<string, Weights>,
  maps: Map<string, Map<string, Weights>>,
  cell: string,
): Weights {
  const weights: Weights = new Map();
  cells.set(cell, weights);
  const [prefix, label] = mapAndLabel(cell) ?? [];
  if (prefix === undefined || label === undefined) return weights;
  const map = maps.get(prefix) ?? new Map<string, Weights>();
  maps.set(prefix, map.set(label, weights));
  return weights;
}

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const pad = (value: number): string => String(value).padStart(2, '0');

/** Whole years, whole months and single days that make up `from` … `to`, none counted twice. */
export function timesOf(from: PlainDate, to: PlainDate): readonly string[] {
  const times: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (from <= `${year}-01-01` && to >= `${year}-12-31`) times.push(String(year));
    else for (let month = 1; month <= 12; month += 1) times.push(...timesOfMonth(year, month, { from, to }));
  }
  return times;
}

function timesOfMonth(year: number, month: number, { from, to }: { from: string; to: string }): string[] {
  const name = `${year}-${pad(month)}`;
  const days = lastDay(year, month);
  if (to < `${name}-01` || from > `${name}-${days}`) return [];
  if (from <= `${name}-01` && to >= `${name}-${days}`) return [name];
  const all = Array.from({ length: days }, (_, index) => `${name}-${pad(index + 1)}`);
  return all.filter((day) => day >= from && day <= to);
}

function lastDay(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (LAST_DAYS[month - 1] ?? 31);
}
