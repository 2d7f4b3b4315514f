/** Hotline figures of a period (domain §5.3): counts over the cases received in it, rates with 4 decimals. */
import {
  addDays,
  daysBetween,
  earlierOf,
  firstDayOf,
  lastDayOf,
  type PlainDate,
} from '../kernel/plain-date.ts';
import type { FigureSource, Period, ReportHead } from './figure-source.ts';
import type { HotlineFigures } from './report.ts';

type Request = { readonly source: FigureSource; readonly head: ReportHead; readonly period?: Period };

/** `group` is `hotline` (sources of group 12345) or `events` (all sources). */
export function hotlineFigures(
  group: 'hotline' | 'events',
  { source, head, period }: Request,
): HotlineFigures {
  const { from, to } = period ?? { from: firstDayOf(head.year), to: lastDayOf(head.year) };
  const until = earlierOf(to, laterThan(from, head.asOf.slice(0, 10) as PlainDate));
  const weight = (name: string) => source.weightOfDays(`${group}.${name}`, from, to);
  const by = (name: string) => source.labelledOfDays(`${group}.${name}`, from, to);
  const [received, accepted, closed] = [weight('received'), weight('accepted'), weight('closed')];
  const [closedOnTime, rated, satisfied] = [weight('closedOnTime'), weight('rated'), weight('satisfied')];
  const previous = source.weightOfDays(`${group}.received`, yearBefore(from), yearBefore(until));
  return {
    received,
    receivedPreviousYear: previous,
    yearOnYear: rate(received - previous, previous),
    accepted,
    closed,
    closureRate: rate(closed, accepted),
    closedOnTime,
    onTimeRate: rate(closedOnTime, accepted),
    rated,
    satisfied,
    satisfactionRate: rate(satisfied, rated),
    dailyAverage: Math.round((received * 10) / (daysBetween(from, until) + 1)) / 10,
    bySource: by('bySource'),
    byType: by('byType'),
    byTopic: by('byTopic'),
    byDepartment: by('byDepartment'),
    byMonth: months(head.year).map((month) =>
      within(month, { from, to }, (a, b) => source.weightOfDays(`${group}.received`, a, b)),
    ),
  };
}

function laterThan(from: PlainDate, asOf: PlainDate): PlainDate {
  return asOf < from ? from : asOf;
}

/** A fraction rounded half-up to 4 decimals, in integers so that no binary fraction decides; null over nothing. */
export function rate(numerator: number, denominator: number): number | null {
  if (denominator === 0) return null;
  const scaled = Math.floor((Math.abs(numerator) * 20_000 + denominator) / (2 * denominator));
  return (numerator < 0 ? -scaled : scaled) / 10_000;
}

/** The same day of the year before; 29 February becomes the 28th. */
function yearBefore(date: PlainDate): PlainDate {
  const year = Number(date.slice(0, 4)) - 1;
  const rest = date.slice(4) === '-02-29' ? '-02-28' : date.slice(4);
  return `${year}${rest}` as PlainDate;
}

function months(year: number): Period[] {
  return Array.from({ length: 12 }, (_, index) => {
    const from = `${year}-${String(index + 1).padStart(2, '0')}-01` as PlainDate;
    const next =
      index === 11 ? firstDayOf(year + 1) : (`${year}-${String(index + 2).padStart(2, '0')}-01` as PlainDate);
    return { from, to: addDays(next, -1) };
  });
}

function within(month: Period, period: Period, read: (from: PlainDate, to: PlainDate) => number): number {
  const from = month.from > period.from ? month.from : period.from;
  const to = month.to < period.to ? month.to : period.to;
  return from > to ? 0 : read(from, to);
}
