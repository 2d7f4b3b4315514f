/** Hotline figures of a period (domain §5.3): counts over the cases received in it, rates with 4 decimals. */
import { addDays, daysBetween, firstDayOf, type Instant, type PlainDate } from '../kernel/plain-date.ts';
import { type DayRanges, rangesOf } from './day-ranges.ts';
import type { FigureSource, Period, ReportHead } from './figure-source.ts';
import type { OpeningBalance } from './opening-balance.ts';
import type { HotlineFigures } from './report.ts';

type Request = {
  readonly source: FigureSource;
  readonly head: ReportHead;
  readonly period?: Period;
  /** The year before as published before the product; its figure is of the whole year. */
  readonly opening?: OpeningBalance;
};

/** `group` is `hotline` (sources of group 12345) or `events` (all sources). */
export function hotlineFigures(
  group: 'hotline' | 'events',
  { source, head, period, opening }: Request,
): HotlineFigures {
  const ranges = rangesOf(head.year, head.asOf as Instant | '', period);
  const { own, before } = ranges;
  const { from, to } = own;
  const weight = (name: string) => source.weightOfDays(`${group}.${name}`, from, to);
  const by = (name: string) => source.labelledOfDays(`${group}.${name}`, from, to);
  const [received, accepted, closed] = [weight('received'), weight('accepted'), weight('closed')];
  const [closedOnTime, rated, satisfied] = [weight('closedOnTime'), weight('rated'), weight('satisfied')];
  const recorded = source.weightOfDays(`${group}.received`, before.from, before.to);
  const previous = recorded > 0 ? recorded : publishedBefore(opening?.cells[`${group}.received`], before);
  return {
    ...withRates({ received, previous, accepted, closed, closedOnTime, rated, satisfied }),
    dailyAverage: dailyAverage(received, ranges),
    bySource: by('bySource'),
    byType: by('byType'),
    byTopic: by('byTopic'),
    byDepartment: by('byDepartment'),
    byMonth: months(head.year).map((month) =>
      within(month, { from, to }, (a, b) => source.weightOfDays(`${group}.received`, a, b)),
    ),
  };
}

type Counts = Readonly<
  Record<'received' | 'accepted' | 'closed' | 'closedOnTime' | 'rated' | 'satisfied', number>
> & { readonly previous: number | null };

/** The counts with the rates that follow from them (contract §3), in printed order: of an office, and of a sum of offices. */
export function withRates({ received, previous, accepted, closed, closedOnTime, rated, satisfied }: Counts) {
  return {
    received,
    receivedPreviousYear: previous,
    yearOnYear: previous === null ? null : rate(received - previous, previous),
    accepted,
    closed,
    closureRate: rate(closed, accepted),
    closedOnTime,
    onTimeRate: rate(closedOnTime, accepted),
    rated,
    satisfied,
    satisfactionRate: rate(satisfied, rated),
  };
}

/** Null for part of a year: nobody published how much of it fell on those days. */
function publishedBefore(published: number | undefined, { from, to }: Period): number | null {
  if (published === undefined) return 0;
  return from.endsWith('-01-01') && to.endsWith('-12-31') ? published : null;
}

/** To one decimal, over the days that have passed. */
export function dailyAverage(received: number, { own, until }: DayRanges): number {
  return Math.round((received * 10) / (daysBetween(own.from, until) + 1)) / 10;
}

/** A fraction rounded half-up to 4 decimals, in integers so that no binary fraction decides; null over nothing. */
export function rate(numerator: number, denominator: number): number | null {
  if (denominator === 0) return null;
  const scaled = Math.floor((Math.abs(numerator) * 20_000 + denominator) / (2 * denominator));
  return (numerator < 0 ? -scaled : scaled) / 10_000;
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
