/** The figures of a page: the report's own, the office's indicators, and the months of the year before. */

import { PENDING } from '#shared/hotline/figures.ts';
import { dateOfInstant, firstDayOf, lastDayOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { RatePolicies } from '#shared/kernel/policies.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { ratePoliciesIn } from '#shared/policies/policies.ts';
import { dayOf } from '#shared/reporting/build-report.ts';
import { rangesOf } from '#shared/reporting/day-ranges.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import { hotlineFigures } from '#shared/reporting/hotline-figures.ts';
import { hotlineIndicators, type Indicator } from '#shared/reporting/hotline-indicators.ts';
import type { HotlineFigures } from '#shared/reporting/report.ts';
import { openingOf } from '#shared/year/year-history.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { Asked } from './figures-asked.ts';

export type Shown = {
  readonly asked: Asked;
  /** By which the office takes the rates of the year. */
  readonly rates: RatePolicies;
  readonly figures: HotlineFigures;
  readonly indicators: readonly Indicator[];
  readonly monthsBefore: readonly number[];
  /** Accepted cases that nobody has given a due date. */
  readonly withoutDueDate: number;
  /** The same days of the year before. */
  readonly before: Period;
  /** The days received in, up to the newest record: those of the average, and of the year before. */
  readonly days: Period;
  /** The day up to which handling counts, whenever the cases came in; null without records. */
  readonly handledUntil: PlainDate | null;
  /** Open now, of all sources; null where the year is over or narrowed. */
  readonly pending: number | null;
};

export async function figuresShown(c: Ctx, { house }: Web, asked: Asked): Promise<Shown> {
  const { year, group, period } = asked;
  const office = { id: c.var.office.id, name: c.var.office.name };
  await house.catchUp();
  const narrowed = period === null ? {} : { period };
  const source = await house.views.figures({ office: office.id, year, ...narrowed });
  const opening = await openingOf(house.log, { office: office.id, year: year - 1 }, source.asOf);
  const rates = ratePoliciesIn(await officeSettings(house.log, office.id).settled(), year);
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
