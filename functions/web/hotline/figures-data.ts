/** The figures of a page: the report's own, the office's indicators, and the months of the year before. */

import { PENDING } from '#shared/hotline/figures.ts';
import {
  dateOfInstant,
  firstDayOf,
  lastDayOf,
  type PlainDate,
  parsePlainDate,
  yearOf,
} from '#shared/kernel/plain-date.ts';
import type { RatePolicies } from '#shared/kernel/policies.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { dayOf } from '#shared/reporting/build-report.ts';
import { rangesOf } from '#shared/reporting/day-ranges.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import { hotlineFigures } from '#shared/reporting/hotline-figures.ts';
import { hotlineIndicators, type Indicator } from '#shared/reporting/hotline-indicators.ts';
import type { HotlineFigures } from '#shared/reporting/report.ts';
import { openingOf } from '#shared/year/year-history.ts';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { readDate } from '../look/typed-date.ts';
import { thisYear, yearIn } from '../tables/asked-report.ts';
import { HOTLINE } from './pages.tsx';

export type Shown = {
  readonly asked: Asked;
  /** By which the office takes the rates of the year. */
  readonly rates: RatePolicies;
  readonly figures: HotlineFigures;
  readonly indicators: readonly Indicator[];
  readonly monthsBefore: readonly number[];
  /** Accepted cases without a due date. */
  readonly withoutDueDate: number;
  /** The same days of the year before. */
  readonly before: Period;
  /** The days of receipt up to the newest record: the average and the year before are taken over these. */
  readonly days: Period;
  /** The day up to which handling counts, whenever a case came in; null without records. */
  readonly handledUntil: PlainDate | null;
  /** Open now, of all sources; null where the year is over or narrowed. */
  readonly pending: number | null;
};

export async function figuresShown(c: Ctx, { house }: Web, asked: Asked): Promise<Shown> {
  const { year, group, period } = asked;
  const office = officeHere(c);
  await house.catchUp();
  const narrowed = period === null ? {} : { period };
  const source = await house.views.figures({ office: office.id, year, ...narrowed });
  const opening = await openingOf(house.log, { office: office.id, year: year - 1 }, source.asOf);
  const rates = await officeSettings(house.log, office.id).rates(year);
  const last = await house.views.figures({ office: office.id, year: year - 1 });
  const head = { office, year, status: 'live', version: null, asOf: source.asOf ?? '' } as const;
  const headBefore = { ...head, year: year - 1, asOf: last.asOf ?? '' } as const;
  const own = period ?? { from: firstDayOf(year), to: lastDayOf(year) };
  const today = dateOfInstant(house.clock.now());
  const isCurrent = today.startsWith(`${year}-`);
  const { until, before } = rangesOf(year, source.asOf ?? '', period ?? undefined);
  return {
    asked,
    rates,
    figures: hotlineFigures(group, { source, head, rates, ...narrowed, ...(opening && { opening }) }),
    indicators: hotlineIndicators(group, source, { ...own, asOf: source.asOf ?? '', rates }),
    withoutDueDate: source.weightOfDays(`${group}.withoutDueDate`, own.from, own.to),
    monthsBefore: hotlineFigures(group, { source: last, head: headBefore }).byMonth,
    before,
    days: { from: own.from, to: until },
    handledUntil: dayOf(source.asOf ?? ''),
    pending: isCurrent && period === null ? sum(source.labelled(PENDING, year)) : null,
  };
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((so, one) => so + one, 0);

type Group = 'hotline' | 'events';
export const GROUP_LABELS: Readonly<Record<Group, string>> = { hotline: '12345热线', events: '全部事件' };

export type Asked = {
  readonly year: number;
  readonly group: Group;
  /** Null for the whole year. */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
};

/** `?year=2026&group=events&from=2026-03-01&to=2026-03-31`: what cannot be read narrows nothing, a period lies within its year. */
export function figuresAsked(c: Ctx, { house }: Web): Asked {
  const year = yearIn(c.req.query('year')) ?? thisYear(house.clock.now());
  const within = (name: string): PlainDate | null => {
    const day = parsePlainDate(readDate((c.req.query(name) ?? '').trim(), dateOfInstant(house.clock.now())));
    return day !== null && yearOf(day) === year ? day : null;
  };
  const [from, to] = [within('from') ?? firstDayOf(year), within('to') ?? lastDayOf(year)];
  const whole = from === firstDayOf(year) && to === lastDayOf(year);
  const group = c.req.query('group') === 'events' ? 'events' : 'hotline';
  return { year, group, period: whole || from > to ? null : { from, to } };
}

/** The cases behind a cell: of a whole year by the members of the cell, of part of it by their days. */
export function behindHref({ year, period }: Asked, cell: string): string {
  if (period === null) return `/tables/${year}/cell?${new URLSearchParams({ name: cell, version: 'live' })}`;
  return casesHref(cell, period);
}

export function casesHref(
  cell: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  return `${HOTLINE}/cases?${new URLSearchParams({ cell, from, to })}`;
}

export function percent(rate: number | null): string {
  return rate === null ? '—' : `${(rate * 100).toFixed(2)}%`;
}
