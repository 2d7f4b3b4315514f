/** Working days of the State calendar, with an honest answer for days no notice has settled yet (trap 6). */
import { addDays, type PlainDate, weekdayOf, yearOf } from '../plain-date.ts';
import { type CalendarYear, STATE_YEARS } from './years.ts';

export type DayKind = 'workingDay' | 'weekend' | 'holiday' | 'makeUpWorkingDay';

/** A day an office settles itself: a suspension for a typhoon, a working day it was ordered to make up. */
export type ExtraDay = { readonly date: PlainDate; readonly kind: 'holiday' | 'makeUpWorkingDay' };

export type Calendar = {
  /** The years and a digest of every dated day: two calendars that could differ have different versions. */
  readonly version: string;
  readonly years: ReadonlyMap<number, CalendarYear>;
  isWorkingDay(date: PlainDate): boolean;
  kindOfDay(date: PlainDate): DayKind;
  /** No notice settles the day for certain: its year is not loaded, or it is one of the last days of a year
   * whose successor is not, whose notice may still touch them (2022-12-31). */
  isProvisional(date: PlainDate): boolean;
};

/** A day found by counting; provisional when a day counted or passed over is. */
export type CountedDate = { readonly date: PlainDate; readonly provisional: boolean };

/** Holidays on a fixed date, for years without a notice; the lunar ones and the make-up days are not known. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

export function calendarOf(years: readonly CalendarYear[], extraDays: readonly ExtraDay[] = []): Calendar {
  const loaded = new Map(years.map((year) => [year.year, year]));
  const dated = datedDays(years, extraDays);
  const first = Math.min(...loaded.keys());
  const last = Math.max(...loaded.keys());
  const kindOfDay = (date: PlainDate): DayKind =>
    dated.get(date) ?? (loaded.has(yearOf(date)) ? plainKind(date) : kindWithoutNotice(date));
  return {
    version: loaded.size === 0 ? `none#${digestOf(dated)}` : `${first}-${last}#${digestOf(dated)}`,
    years: loaded,
    kindOfDay,
    isWorkingDay: (date) => isWorking(kindOfDay(date)),
    isProvisional: (date) =>
      !loaded.has(yearOf(date)) || (date.slice(5) >= '12-29' && !loaded.has(yearOf(date) + 1)),
  };
}

export const STATE_CALENDAR: Calendar = calendarOf(STATE_YEARS);

function datedDays(years: readonly CalendarYear[], extraDays: readonly ExtraDay[]): Map<PlainDate, DayKind> {
  const days = new Map<PlainDate, DayKind>();
  for (const { daysOff, makeUp } of years) {
    for (const date of daysOff) days.set(date, 'holiday');
    for (const date of makeUp) days.set(date, 'makeUpWorkingDay');
  }
  for (const { date, kind } of extraDays) days.set(date, kind);
  return days;
}

function plainKind(date: PlainDate): DayKind {
  return weekdayOf(date) % 6 === 0 ? 'weekend' : 'workingDay';
}

function kindWithoutNotice(date: PlainDate): DayKind {
  return FIXED_HOLIDAYS.has(date.slice(5)) ? 'holiday' : plainKind(date);
}

function isWorking(kind: DayKind): boolean {
  return kind === 'workingDay' || kind === 'makeUpWorkingDay';
}

/** FNV-1a, 32 bits: tells calendars apart, protects nothing. */
function digestOf(days: ReadonlyMap<PlainDate, DayKind>): string {
  const text = [...days]
    .map((day) => day.join(' '))
    .sort()
    .join('\n');
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** The `n`-th working day after `from`; the day of the event itself is not counted. */
export function addWorkingDays(calendar: Calendar, from: PlainDate, n: number): CountedDate {
  let date = from;
  let provisional = false;
  for (let counted = 0; counted < n; counted += calendar.isWorkingDay(date) ? 1 : 0) {
    date = addDays(date, 1);
    provisional ||= calendar.isProvisional(date);
  }
  return { date, provisional };
}

/** `date` itself, or the next working day when it is a day off. */
export function workingDayFrom(calendar: Calendar, date: PlainDate): CountedDate {
  let day = date;
  let provisional = calendar.isProvisional(day);
  while (!calendar.isWorkingDay(day)) {
    day = addDays(day, 1);
    provisional ||= calendar.isProvisional(day);
  }
  return { date: day, provisional };
}

/** Working days still to come after `on` until `dueOn`, that day included; 0 on the day, negative when overdue. */
export function workingDaysLeft(calendar: Calendar, on: PlainDate, dueOn: PlainDate): number {
  if (on > dueOn) return 0 - workingDaysLeft(calendar, dueOn, on);
  const known = counted.get(calendar) ?? new Map<string, number>();
  counted.set(calendar, known);
  const name = `${on} ${dueOn}`;
  const left = known.get(name) ?? countLeft(calendar, on, dueOn);
  known.set(name, left);
  return left;
}

/** Thousands of open cases share some hundred dates. A calendar never changes: one that does is another. */
const counted = new WeakMap<Calendar, Map<string, number>>();

function countLeft(calendar: Calendar, on: PlainDate, dueOn: PlainDate): number {
  let left = 0;
  for (let day = addDays(on, 1); day <= dueOn; day = addDays(day, 1))
    left += calendar.isWorkingDay(day) ? 1 : 0;
  return left;
}

/**
 * The year whose arrangement an office should have by `on`: that of the day itself, and from December on the next one,
 * into which nearly every date then reaches; null where it is loaded.
 */
export function yearAwaited({ years }: Calendar, on: PlainDate): number | null {
  const year = yearOf(on);
  if (!years.has(year)) return year;
  return on.slice(5) >= '12-01' && !years.has(year + 1) ? year + 1 : null;
}

/** The last day that is at most `n` working days away: up to it `workingDaysLeft` is not above `n`, days off included. */
export function lastDayWithin(calendar: Calendar, on: PlainDate, n: number): PlainDate {
  return addDays(addWorkingDays(calendar, on, n + 1).date, -1);
}
