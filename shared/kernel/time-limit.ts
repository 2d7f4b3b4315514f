/** Time limits as the laws write them: so many working days, natural days, months or hours. */
import { addWorkingDays, type Calendar, type CountedDate, workingDayFrom } from './calendar/calendar.ts';
import { unreachable } from './decision.ts';
import { addDays, addMonths, epochOf, type Instant, instantOf, type PlainDate } from './plain-date.ts';

export type DayLimit = { readonly unit: 'workingDay' | 'naturalDay' | 'month'; readonly count: number };
export type HourLimit = { readonly unit: 'hour'; readonly count: number };
export type TimeLimit = DayLimit | HourLimit;

export const workingDays = (count: number): DayLimit => ({ unit: 'workingDay', count });
export const naturalDays = (count: number): DayLimit => ({ unit: 'naturalDay', count });
export const months = (count: number): DayLimit => ({ unit: 'month', count });
export const hours = (count: number): HourLimit => ({ unit: 'hour', count });

/** 行政复议法 (2023): 3, 5, 7 and 10 days are working days (art. 88), the others natural. */
export const REVIEW_LIMITS = {
  apply: naturalDays(60),
  examine: workingDays(5),
  correct: workingDays(10),
  answer: workingDays(10),
  answerSimplified: workingDays(5),
  decide: naturalDays(60),
  decideSimplified: naturalDays(30),
  reportOnOpinion: naturalDays(60),
} as const;

/** 行政诉讼法 (2017): days are natural, the last one moves off a day off. */
export const SUIT_LIMITS = {
  sueDirectly: months(6),
  sueAfterReview: naturalDays(15),
  answer: naturalDays(15),
  firstInstance: months(6),
  firstInstanceSimplified: naturalDays(45),
  appealJudgment: naturalDays(15),
  appealRuling: naturalDays(10),
  secondInstance: months(3),
} as const;

/** 广东省12345政务服务便民热线管理办法 (2022-09-01); praise as a question, after the practice of 中山. */
export const HOTLINE_LIMITS = {
  consultation: workingDays(2),
  help: workingDays(10),
  suggestion: workingDays(10),
  complaint: workingDays(15),
  report: workingDays(15),
  praise: workingDays(2),
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
