/** A year's figures in a handful of range reads: spans of years, months, and the days at the edges of a range. */
import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { rangesOf } from '#shared/reporting/day-ranges.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import { type Counter, countedFigures, timesOf } from '../counted-figures.ts';
import type { LiveFigures } from '../views.ts';
import type { Bundles } from './bundles.ts';
import { queryOf } from './query.ts';
import { monthsOf } from './standings.ts';

type Wanted = { readonly office: string; readonly year: number; readonly period?: Period };
type Read = {
  readonly years: readonly number[];
  readonly unlabelled: Set<string>;
  readonly labelled: Set<string>;
};

/** Only inside a transaction: the figures are those of one moment. */
export function figuresReaderOf(db: DatabaseSync, bundles: Bundles) {
  const sql = prepared(db);
  return ({ office, year, period }: Wanted): LiveFigures => {
    const asOf = sql.asOf(office);
    const { years, unlabelled, labelled } = readsOf(year, asOf, period);
    const counters: Counter[] = [];
    const note = (bundle: number, at: string, weight: number): void => {
      for (const cell of bundles.cellsOf(office, bundle)) counters.push({ cell, at, weight });
    };
    const [from = year, to = year] = [years[0], years.at(-1)];
    for (const [bundle, first, last, weight] of sql.spans(office, from, to))
      for (const one of years) if (first <= one && one <= last) note(bundle, String(one), weight);
    for (const at of unlabelled)
      for (const [bundle, weight] of sql.days(office, 0, at)) note(bundle, at, weight);
    for (const at of labelled)
      for (const [bundle, weight] of sql.days(office, 1, at)) note(bundle, at, weight);
    return { ...countedFigures(counters, sql.units(office)), asOf };
  };
}

/** The times a report asks for: the year and the one before whole, each month, and the ranges of its daily cells. */
function readsOf(year: number, asOf: Instant | null, period: Period | undefined): Read {
  const { own, before } = rangesOf(year, asOf ?? '', period);
  const [ownTimes, beforeTimes] = [timesOf(own.from, own.to), timesOf(before.from, before.to)];
  const isYear = (at: string): boolean => at.length === 4;
  const years = [year - 1, year, ...[...ownTimes, ...beforeTimes].filter(isYear).map(Number)];
  const days = (times: readonly string[]): string[] => times.filter((at) => !isYear(at));
  return {
    years: [...new Set(years)].sort((a, b) => a - b),
    unlabelled: new Set([...monthsOf(year), ...days(ownTimes), ...days(beforeTimes)]),
    labelled: new Set(days(ownTimes)),
  };
}

function prepared(db: DatabaseSync) {
  const asOf = queryOf<{ recorded_at: Instant }>(db, 'SELECT recorded_at FROM newest WHERE office = ?');
  const spans = queryOf<[bundle: number, first: number, last: number, weight: number]>(
    db,
    'SELECT bundle, first, last, weight FROM spans WHERE office = ? AND last >= ? AND first <= ?',
    true,
  );
  const days = queryOf<[bundle: number, weight: number]>(
    db,
    'SELECT bundle, weight FROM days WHERE office = ? AND labelled = ? AND at = ?',
    true,
  );
  const units = queryOf<[name: string, unit: string]>(
    db,
    'SELECT name, unit FROM units WHERE office = ? ORDER BY name',
    true,
  );
  return {
    asOf: (office: string) => asOf.get(office)?.recorded_at ?? null,
    spans: (office: string, from: number, to: number) => spans.all(office, from, to),
    days: (office: string, labelled: 0 | 1, at: string) => days.all(office, labelled, at),
    units: (office: string) => Object.fromEntries(units.all(office)),
  };
}
