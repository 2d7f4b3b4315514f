/** How near a date is: the one reading of "today" and "within N working days" for lists, tags and reminders. */
import { type Calendar, lastDayWithin } from '#shared/kernel/calendar/calendar.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';

/** Most urgent first. */
export const NEARNESS = ['overdue', 'today', 'within3', 'within5', 'within10'] as const;
export type Nearness = (typeof NEARNESS)[number];

/** Working days that are left at most. A date on a day off is due on the last working day before it: none is left then. */
const DAYS_LEFT: Readonly<Record<Exclude<Nearness, 'overdue'>, number>> = {
  today: 0,
  within3: 3,
  within5: 5,
  within10: 10,
};

/** Null while there is more time than the furthest. */
export function nearnessOf(workingDaysLeft: number, overdue: boolean): Nearness | null {
  if (overdue) return 'overdue';
  const near = NEARNESS.filter((one) => one !== 'overdue');
  return near.find((one) => workingDaysLeft <= DAYS_LEFT[one]) ?? null;
}

/** The dates, both ends included, that are at least as near as `nearness` and not past: the same as a range. */
export function datesWithin(
  nearness: Nearness,
  on: PlainDate,
  calendar: Calendar,
): { readonly from: PlainDate | null; readonly to: PlainDate } {
  if (nearness === 'overdue') return { from: null, to: addDays(on, -1) };
  return { from: on, to: lastDayWithin(calendar, on, DAYS_LEFT[nearness]) };
}
