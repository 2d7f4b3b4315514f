/**
 * Calendar dates without a clock, a time zone or a library: every rule of law here counts days of the
 * Asia/Shanghai calendar (UTC+8, no daylight saving), and must replay identically years later.
 */

/** A calendar date `YYYY-MM-DD` that exists. Strings of this shape order as dates do. */
export type PlainDate = string & { readonly __plainDate: unique symbol };

/** An instant as RFC 3339 with the offset of Asia/Shanghai, milliseconds kept: `2026-09-18T09:30:00.000+08:00`. */
export type Instant = string & { readonly __instant: unique symbol };

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** A text that is known to be a date, or an instant, by how it was made. */
const asDate = (text: string): PlainDate => text as PlainDate;
const asInstant = (text: string): Instant => text as Instant;

function fromDayNumber(day: number): PlainDate {
  return asDate(new Date(day * DAY_MS).toISOString().slice(0, 10));
}

function toDayNumber(date: PlainDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** Reads `YYYY-MM-DD`; null when the text has another shape or names a day that does not exist (31 February). */
export function parsePlainDate(text: string): PlainDate | null {
  const match = SHAPE.exec(text);
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3])) ? asDate(text) : null;
}

/** The date of year, month (1–12) and day, or null when there is no such day. */
export function plainDate(year: number, month: number, day: number): PlainDate | null {
  return isDay(year, month, day) ? asDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`) : null;
}

function isDay(year: number, month: number, day: number): boolean {
  return (
    year >= 1900 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** For literals in code and data files; throws on a date that does not exist, which is a bug there. */
export function dateOf(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw new RangeError(`no such date: ${text}`);
  return date;
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The date `months` months later; a day the target month lacks becomes its last day (民法典 art. 202). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const index = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return asDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: PlainDate): number {
  return (((toDayNumber(date) + 4) % 7) + 7) % 7;
}

export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4));
}

/** `YYYY-MM` */
export function monthOf(date: PlainDate): string {
  return date.slice(0, 7);
}

export function firstDayOf(year: number): PlainDate {
  return asDate(`${pad(year, 4)}-01-01`);
}

export function lastDayOf(year: number): PlainDate {
  return asDate(`${pad(year, 4)}-12-31`);
}

export function earlierOf(a: PlainDate, b: PlainDate): PlainDate {
  return a <= b ? a : b;
}

export function laterOf<Time extends PlainDate | Instant>(a: Time, b: Time): Time {
  return a >= b ? a : b;
}

/** The instant of `epochMs` (milliseconds since 1970 UTC), written with the offset of Asia/Shanghai. */
export function instantOf(epochMs: number): Instant {
  return asInstant(`${new Date(epochMs + SHANGHAI_MS).toISOString().slice(0, 23)}+08:00`);
}

const SHANGHAI = '+08:00';

/** As most are written already; cut to milliseconds. */
function inShanghai([, day, hours, minutes, seconds = '00', fraction = '']: RegExpExecArray): Instant {
  return asInstant(`${day}T${hours}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${SHANGHAI}`);
}

/** Reads RFC 3339 with an offset (or Z); null otherwise. The result is rewritten in Asia/Shanghai. */
export function parseInstant(text: string): Instant | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (!match?.[1] || parsePlainDate(match[1]) === null) return null;
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) return null;
  if (match[6] === SHANGHAI) return inShanghai(match);
  const epoch = Date.parse(text.replace(' ', 'T').toUpperCase());
  return Number.isNaN(epoch) ? null : instantOf(epoch);
}

/** The Asia/Shanghai date on which the instant falls. */
export function dateOfInstant(instant: Instant): PlainDate {
  return asDate(instant.slice(0, 10));
}

/** Milliseconds since 1970 UTC. */
export function epochOf(instant: Instant): number {
  return Date.parse(instant);
}

export function justAfter(instant: Instant): Instant {
  return instantOf(epochOf(instant) + 1);
}

/** Clocks of machines that work side by side differ by seconds; by more than this one of them is, or was, wrong. */
const CLOCK_SKEW_MS = 60_000;

/** Whether something that was noted at `noted` bears a time that has not come yet. */
export function isAheadOf(now: Instant, noted: Instant | null): boolean {
  return noted !== null && epochOf(noted) - epochOf(now) > CLOCK_SKEW_MS;
}

/** `time` as `02:30:00.000`. */
export function atTime(date: PlainDate, time: string): Instant {
  return asInstant(`${date}T${time}+08:00`);
}

/** The first instant of the date. */
export function startOfDate(date: PlainDate): Instant {
  return atTime(date, '00:00:00.000');
}

/** The last instant of the date, to the millisecond. */
export function endOfDate(date: PlainDate): Instant {
  return atTime(date, '23:59:59.999');
}
