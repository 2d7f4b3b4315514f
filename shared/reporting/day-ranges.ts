/** Which days a report's daily figures are read over. */
import {
  earlierOf,
  firstDayOf,
  type Instant,
  lastDayOf,
  laterOf,
  type PlainDate,
} from '../kernel/plain-date.ts';
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
  const today = asOf === '' ? own.from : (asOf.slice(0, 10) as PlainDate);
  const until = earlierOf(own.to, laterOf(own.from, today));
  return { own, until, before: { from: yearBefore(own.from), to: yearBefore(until) } };
}

/** The same day of the year before; 29 February becomes the 28th. */
function yearBefore(date: PlainDate): PlainDate {
  const year = Number(date.slice(0, 4)) - 1;
  const rest = date.slice(4) === '-02-29' ? '-02-28' : date.slice(4);
  return `${year}${rest}` as PlainDate;
}
