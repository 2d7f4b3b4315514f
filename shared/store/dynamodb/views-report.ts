/** A year's figures from counters and tail, in reads whose number does not grow with the cases. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import { rangesOf } from '#shared/reporting/day-ranges.ts';
import type { FigureSource, Period } from '#shared/reporting/figure-source.ts';
import { type Counter, countedFigures, timesOf } from '../counted-figures.ts';
import { monthsOf } from '../sqlite/standings.ts';
import type { LiveFigures } from '../views.ts';
import { OPEN_YEAR } from '../views.ts';
import { cellsOfKey, type Figures, spanOfKey } from './views-figures.ts';
import { dayItem } from './views-keys.ts';
import type { ViewsTable } from './views-table.ts';
import { readCounters, readSpans, readTail, type Watermark } from './views-tail.ts';

type Wanted = { readonly office: string; readonly year: number; readonly period?: Period };

export async function figuresOf(table: ViewsTable, { office, year, period }: Wanted): Promise<LiveFigures> {
  const tail = await readTail(table, office);
  const { years, days } = readsOf(year, tail.newest, period);
  const [spans, counters] = await Promise.all([
    readSpans(table, office, { from: Math.min(...years), tail }),
    readCounters(table, office, { items: days, tail }),
  ]);
  return { ...sourceOf({ spans, counters, years, units: tail.units }), asOf: tail.newest };
}

type Counters = {
  readonly spans: ReadonlyMap<string, Figures>;
  readonly counters: ReadonlyMap<string, Figures>;
  readonly years: readonly number[];
  readonly units: Watermark['units'];
};

export function sourceOf({ spans, counters, years, units }: Counters): FigureSource {
  const found = [...countersOfSpans(spans, years), ...countersOfDays(counters)];
  const named = Object.values(units).map(({ name, unit }) => [name, unit] as const);
  return countedFigures(found, Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function* countersOfSpans(spans: ReadonlyMap<string, Figures>, years: readonly number[]): Generator<Counter> {
  for (const [item, figures] of spans) {
    const last = Number(item.slice('span#'.length));
    for (const [key, [weight]] of figures) {
      const { first, cells } = spanOfKey(key);
      const within = years.filter((one) => first <= one && one <= last).map(String);
      yield* cells.flatMap((cell) => within.map((at): Counter => ({ cell, at, weight })));
    }
  }
}

function* countersOfDays(counters: ReadonlyMap<string, Figures>): Generator<Counter> {
  for (const [item, figures] of counters) {
    const at = item.slice('day#0#'.length);
    for (const [key, [weight]] of figures) for (const cell of cellsOfKey(key)) yield { cell, at, weight };
  }
}

/** The times a report asks for: the year and the one before whole, each month, and the ranges of its daily cells. */
export function readsOf(year: number, asOf: Instant | null, period?: Period) {
  const { own, before } = rangesOf(year, asOf ?? '', period);
  const [ownTimes, beforeTimes] = [timesOf(own.from, own.to), timesOf(before.from, before.to)];
  const isYear = (at: string): boolean => at.length === 4;
  const years = [year - 1, year, ...[...ownTimes, ...beforeTimes].filter(isYear).map(Number)];
  const parts = (times: readonly string[]): string[] => times.filter((at) => !isYear(at));
  const unlabelled = [...monthsOf(year), ...parts(ownTimes), ...parts(beforeTimes)];
  return {
    years: [...new Set(years)],
    days: [
      ...new Set([
        ...unlabelled.map((at) => dayItem(false, at)),
        ...parts(ownTimes).map((at) => dayItem(true, at)),
      ]),
    ],
  };
}

/** The years in which the office has any figure, in order. */
export async function yearsOf(table: ViewsTable, office: string): Promise<readonly number[]> {
  const tail = await readTail(table, office);
  const found: number[] = [];
  for (const [item, figures] of await readSpans(table, office, { from: 0, tail }))
    for (const key of figures.keys()) {
      const last = Number(item.slice('span#'.length));
      const { first } = spanOfKey(key);
      // a stock that has not ended stands in no further year than the newest beginning or end of anything
      found.push(first, last === OPEN_YEAR ? first : last);
    }
  if (found.length === 0) return [];
  const [from, to] = [Math.min(...found), Math.max(...found)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
