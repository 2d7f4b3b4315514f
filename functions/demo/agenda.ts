/** What happens in the sample office, and on which day it is entered. */
import { addWorkingDays, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { addDays, type Instant, type PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';
import type { Seeded } from './seeded.ts';

type Fields = Readonly<Record<string, unknown>>;
export type Entry =
  | { readonly enteredOn: PlainDate; readonly as: string; readonly fields: Fields }
  | {
      readonly enteredOn: PlainDate;
      readonly as: string;
      readonly kind: string;
      readonly rows: readonly Row[];
    };

export type Setting = {
  readonly chance: Seeded;
  /** First and last day on which anything happened. */
  readonly first: PlainDate;
  readonly last: PlainDate;
};

export function step(enteredOn: PlainDate, as: string, fields: Fields): Entry {
  return { enteredOn, as, fields };
}

/** `date` or the next day on which the office works. */
export function workday(date: PlainDate): PlainDate {
  return STATE_CALENDAR.isWorkingDay(date) ? date : workday(addDays(date, 1));
}

export function workdaysAfter(date: PlainDate, count: number): PlainDate {
  return addWorkingDays(STATE_CALENDAR, date, count).date;
}

export function workdaysBefore(date: PlainDate, count: number): PlainDate {
  let day = date;
  for (let left = count; left > 0; left -= STATE_CALENDAR.isWorkingDay(day) ? 1 : 0) day = addDays(day, -1);
  return day;
}

/** A weekday in the span. */
export function dayWithin(chance: Seeded, first: PlainDate, last: PlainDate): PlainDate {
  let span = 0;
  while (addDays(first, span) < last) span += 1;
  const day = addDays(first, chance.int(0, span));
  return weekdayOf(day) % 6 === 0 && day > addDays(first, 2) ? addDays(day, -2) : day;
}

/** The `minute`-th minute of the office's day. */
export function officeTime(date: PlainDate, minute: number): Instant {
  const at = 9 * 60 + (minute % (8 * 60));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date}T${two(Math.floor(at / 60))}:${two(at % 60)}:00.000+08:00` as Instant;
}
