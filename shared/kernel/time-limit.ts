/** Time limits as the laws write them: so many working days, natural days, months or hours. */
import {
  addWorkingDays,
  type Calendar,
  type CountedDate,
  type DayKind,
  workingDayFrom,
} from './calendar/calendar.ts';
import { unreachable } from './decision.ts';
import { addDays, addMonths, epochOf, type Instant, instantOf, type PlainDate } from './plain-date.ts';

export type DayLimit = { readonly unit: 'workingDay' | 'naturalDay' | 'month'; readonly count: number };
type HourLimit = { readonly unit: 'hour'; readonly count: number };

export const workingDays = (count: number): DayLimit => ({ unit: 'workingDay', count });
export const naturalDays = (count: number): DayLimit => ({ unit: 'naturalDay', count });
export const months = (count: number): DayLimit => ({ unit: 'month', count });
export const hours = (count: number): HourLimit => ({ unit: 'hour', count });

/** 行政复议法 (2023): 3, 5, 7 and 10 days are working days (art. 88), the others natural. */
export const REVIEW_LIMITS = {
  apply: naturalDays(60), // art. 20
  applyUnnotified: months(12), // art. 21: the act did not name the remedies
  examine: workingDays(5), // art. 30: silence is acceptance
  askCorrection: workingDays(5), // art. 31
  correct: workingDays(10), // art. 31
  copy: workingDays(7), // art. 48
  copySimplified: workingDays(3), // art. 54
  answer: workingDays(10), // art. 48
  answerSimplified: workingDays(5), // art. 54
  decide: naturalDays(60), // art. 62
  decideSimplified: naturalDays(30), // art. 62
  reportOnOpinion: naturalDays(60), // art. 76
} as const;

/** 行政诉讼法 (2017): days are natural, the last one moves off a day off. */
export const SUIT_LIMITS = {
  sueDirectly: months(6), // art. 46
  sueAfterReview: naturalDays(15), // art. 45
  copy: naturalDays(5), // art. 67
  answer: naturalDays(15), // art. 67
  firstInstance: months(6), // art. 81
  firstInstanceSimplified: naturalDays(45), // art. 83
  appealJudgment: naturalDays(15), // art. 85
  appealRuling: naturalDays(10), // art. 85
  secondInstance: months(3), // art. 88
} as const;

/** The last day of a limit that begins on `from`: that day is not counted; a natural end moves off a day off. */
export function lastDayOfLimit(calendar: Calendar, from: PlainDate, limit: DayLimit): CountedDate {
  switch (limit.unit) {
    case 'workingDay':
      return addWorkingDays(calendar, from, limit.count);
    case 'naturalDay':
      return workingDayFrom(calendar, addDays(from, limit.count));
    case 'month':
      return workingDayFrom(calendar, addMonths(from, limit.count));
    default:
      return unreachable(limit.unit);
  }
}

/** Limits in hours run through nights and days off. */
export function endOfHours(from: Instant, limit: HourLimit): Instant {
  return instantOf(epochOf(from) + Math.round(limit.count * 3_600_000));
}

/** `naturalDay` where every day counts, whatever kind of day it is. */
export type LimitDay = {
  readonly date: PlainDate;
  readonly counts: boolean;
  readonly reason: 'start' | 'naturalDay' | DayKind;
};

/** Every day from `from` to the last of the limit: which counted, and why the end moved. Months count as whole spans. */
export function daysOfLimit(calendar: Calendar, from: PlainDate, limit: DayLimit): readonly LimitDay[] {
  const last = lastDayOfLimit(calendar, from, limit).date;
  const natural = limit.unit === 'month' ? addMonths(from, limit.count) : addDays(from, limit.count);
  const days: LimitDay[] = [{ date: from, counts: false, reason: 'start' }];
  for (let date = addDays(from, 1); date <= last; date = addDays(date, 1)) {
    const kind = calendar.kindOfDay(date);
    if (limit.unit === 'workingDay') days.push({ date, counts: calendar.isWorkingDay(date), reason: kind });
    else days.push({ date, counts: date <= natural, reason: date <= natural ? 'naturalDay' : kind });
  }
  return days;
}
