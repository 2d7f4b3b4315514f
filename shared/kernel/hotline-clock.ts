/**
 * Time limits of hotline cases by type, as dated data: they differ by province and change by notice. The default is
 * 广东省12345政务服务便民热线管理办法 (in force 2022-09-01); an office may bring rules of its own.
 */
import type { Calendar } from './calendar/calendar.ts';
import { dateOf, dateOfInstant, endOfDate, type Instant, type PlainDate } from './plain-date.ts';
import { endOfHours, lastDayOfLimit, type TimeLimit, workingDays } from './time-limit.ts';

/** In force from a day on, until the next set begins. A type without a limit has no due date. */
export type HotlineLimits = {
  readonly from: PlainDate;
  readonly source: string;
  readonly limits: Readonly<Record<string, TimeLimit>>;
};

export const GUANGDONG_LIMITS: readonly HotlineLimits[] = [
  {
    from: dateOf('2022-09-01'),
    source: '广东省12345政务服务便民热线管理办法',
    limits: {
      consultation: workingDays(2),
      assistance: workingDays(10),
      suggestion: workingDays(10),
      complaint: workingDays(15),
      report: workingDays(15),
      praise: workingDays(2), // policy: as a question, after the practice of 中山
    },
  },
];

export type HotlineDue = {
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly limit: TimeLimit;
  readonly source: string;
};

/** The limit of a type on a day; null when no rule was in force or it names no limit for the type. */
export function hotlineLimitOn(
  rules: readonly HotlineLimits[],
  type: string | null,
  on: PlainDate,
): Pick<HotlineDue, 'limit' | 'source'> | null {
  const inForce = rules
    .filter((rule) => rule.from <= on)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
  const limit = type === null ? undefined : inForce?.limits[type];
  return inForce === undefined || limit === undefined ? null : { limit, source: inForce.source };
}

/**
 * When a case taken in at `at` must be dealt with: the end of the last day of its limit (the day of the call is not
 * counted), or so many hours later, through nights and days off. Null when its type has no limit.
 */
export function hotlineDueAt(
  at: Instant,
  type: string | null,
  { calendar, rules = GUANGDONG_LIMITS }: { calendar: Calendar; rules?: readonly HotlineLimits[] },
): HotlineDue | null {
  const found = hotlineLimitOn(rules, type, dateOfInstant(at));
  if (found === null) return null;
  if (found.limit.unit === 'hour')
    return { dueAt: endOfHours(at, found.limit), provisional: false, ...found };
  const { date, provisional } = lastDayOfLimit(calendar, dateOfInstant(at), found.limit);
  return { dueAt: endOfDate(date), provisional, ...found };
}
