/** Hotline figures of a period: counts over the cases received in it, rates with 4 decimals. */
import { isPast, openDueOf } from '#shared/hotline/past-due.ts';
import { daysBetween, type Instant } from '#shared/kernel/plain-date.ts';
import { DEFAULT_RATES, type RatePolicies, satisfiedName } from '#shared/kernel/policies.ts';
import { type DayRanges, monthRange, overlap, rangesOf } from './day-ranges.ts';
import type { FigureSource, Period, ReportHead } from './figure-source.ts';
import type { OpeningBalance } from './opening-balance.ts';
import type { HotlineFigures } from './report.ts';

type Request = {
  readonly source: FigureSource;
  readonly head: ReportHead;
  readonly period?: Period;
  /** The year before as published before the product; its figure is of the whole year. */
  readonly opening?: OpeningBalance;
  /** Policies hotlineSatisfied, hotlineOnTimeOver, hotlineClosureOver as they are for the year. */
  readonly rates?: RatePolicies | undefined;
};

/** `group` is `hotline` (sources of group 12345) or `events` (all sources). */
export function hotlineFigures(
  group: 'hotline' | 'events',
  { source, head, period, opening, rates = DEFAULT_RATES }: Request,
): HotlineFigures {
  const ranges = rangesOf(head.year, head.asOf, period);
  const { own, before } = ranges;
  const { from, to } = own;
  const weight = (name: string) => source.weightOfDays(`${group}.${name}`, from, to);
  const by = (name: string) => source.labelledOfDays(`${group}.${name}`, from, to);
  const [received, accepted, closed] = [weight('received'), weight('accepted'), weight('closed')];
  const [closedOnTime, rated] = [weight('closedOnTime'), weight('rated')];
  const satisfied = weight(satisfiedName(rates));
  const asOf = head.asOf;
  const known =
    rates.hotlineOnTimeOver === 'closed' ? weight('dueKnown') : dueKnown(source, group, { ...own, asOf });
  const recorded = source.weightOfDays(`${group}.received`, before.from, before.to);
  const previous = recorded > 0 ? recorded : publishedBefore(opening?.cells[`${group}.received`], before);
  return {
    ...withRates(
      { received, previous, accepted, closed, closedOnTime, dueKnown: known, rated, satisfied },
      rates,
    ),
    dailyAverage: dailyAverage(received, ranges),
    bySource: by('bySource'),
    byType: by('byType'),
    byTopic: by('byTopic'),
    byDepartment: by('byDepartment'),
    byMonth: Array.from({ length: 12 }, (_, month) => {
      const days = overlap(monthRange(head.year, month), own);
      return days === null ? 0 : source.weightOfDays(`${group}.received`, days.from, days.to);
    }),
  };
}

type Counts = Readonly<
  Record<'received' | 'accepted' | 'closed' | 'closedOnTime' | 'rated' | 'satisfied', number>
> & {
  readonly previous: number | null;
  /** Null where a part of the whole does not say it. */
  readonly dueKnown: number | null;
};

/** The counts with the rates that follow from them, in printed order: of an office, and of a sum of offices. */
export function withRates(
  { received, previous, accepted, closed, closedOnTime, ...rest }: Counts,
  { hotlineClosureOver }: RatePolicies = DEFAULT_RATES,
) {
  const { dueKnown, rated, satisfied } = rest;
  return {
    received,
    receivedPreviousYear: previous,
    yearOnYear: previous === null ? null : rate(received - previous, previous),
    accepted,
    closed,
    closureRate: rate(closed, hotlineClosureOver === 'received' ? received : accepted),
    closedOnTime,
    dueKnown,
    onTimeRate: dueKnown === null ? null : rate(closedOnTime, dueKnown),
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

type Taken = Period & { readonly asOf: Instant | '' };

/** Over how many cases 按时办结率 is, at the instant the figures are taken. */
export function dueKnown(source: FigureSource, block: string, { from, to, asOf }: Taken): number {
  const open = Object.entries(source.labelledOfDays(openDueOf(block), from, to));
  const past = open.filter(([hour]) => isPast(hour, asOf));
  return past.reduce((sum, [, count]) => sum + count, source.weightOfDays(`${block}.dueKnown`, from, to));
}
