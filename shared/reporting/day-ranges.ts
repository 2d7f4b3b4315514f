/** Which days a report's daily figures are read over. */
import {
  addDays,
  addMonths,
  dateOfInstant,
  earlierOf,
  firstDayOf,
  type Instant,
  lastDayOf,
  laterOf,
  type PlainDate,
} from '#shared/kernel/plain-date.ts';
import type { Period } from './figure-source.ts';

export type DayRanges = {
  readonly own: Period;
  /** The last day that has passed: what an average is over, and how far the year before is compared. */
  readonly until: PlainDate;
  /** The same days of the year before. */
  readonly before: Period;
};

/** `asOf` is '' for an empty ledger. */
export function rangesOf(year: number, asOf: Instant | '', period?: Period): DayRanges {
  const own = period ?? { from: firstDayOf(year), to: lastDayOf(year) };
  const today = asOf === '' ? own.from : dateOfInstant(asOf);
  const until = earlierOf(own.to, laterOf(own.from, today));
  return { own, until, before: { from: yearBefore(own.from), to: yearBefore(until) } };
}

/** From its first day to its last; `month` from 0. */
export function monthRange(year: number, month: number): Period {
  const from = addMonths(firstDayOf(year), month);
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The days in both; null where there are none. */
export function overlap(one: Period, other: Period): Period | null {
  const [from, to] = [laterOf(one.from, other.from), earlierOf(one.to, other.to)];
  return from > to ? null : { from, to };
}

/** The same day of the year before; 29 February becomes the 28th. */
const yearBefore = (date: PlainDate): PlainDate => addMonths(date, -12);
