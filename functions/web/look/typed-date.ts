/** Days and minutes as people type or paste them, read by the office's calendar and clock. */
import { parseDateCell } from '#shared/intake/parse-dates.ts';
import {
  addDays,
  dateOfInstant,
  daysBetween,
  type Instant,
  type PlainDate,
  plainDate,
  yearOf,
} from '#shared/kernel/plain-date.ts';
import { foldWidth } from '#shared/kernel/written.ts';

const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({ 前天: -2, 昨天: -1, 昨日: -1, 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2 }),
);
const EIGHT = /^(\d{4})(\d\d)(\d\d)$/;
/** Month and day without a year: 11.20, 11-20, 11/20, 11月20日, 1120. */
const SHORT = /^(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?$|^(\d\d)(\d\d)$/;

/**
 * `2026-11-20` from that or from 2026/11/20, 2026.11.20, 2026年11月20日, 20261120, 11.20, 今天; anything else comes back
 * as it is. A day without its year is the one nearest to today.
 */
export function readDate(text: string, today: PlainDate): string {
  const plain = foldWidth(text).trim().replace(/[号]$/, '日');
  const days = WORDS.get(plain);
  if (days !== undefined) return addDays(today, days);
  const [, first, second, third, fourth] = SHORT.exec(plain) ?? [];
  const [month, day] = [first ?? third, second ?? fourth];
  if (month !== undefined) return nearest(Number(month), Number(day), today) ?? text;
  return wholeDate(plain) ?? text;
}

/** A day with its year; null for what is none. */
export function wholeDate(text: string): PlainDate | null {
  const eight = EIGHT.exec(text);
  return parseDateCell(eight ? `${eight[1]}-${eight[2]}-${eight[3]}` : text, { dates: 'ymd' });
}

function nearest(month: number, day: number, today: PlainDate): PlainDate | null {
  const year = yearOf(today);
  const away = (date: PlainDate): number => Math.abs(daysBetween(date, today));
  const dates = [year, year - 1, year + 1]
    .map((one) => plainDate(one, month, day))
    .filter((date) => date !== null);
  return dates.sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** At the end of a text, behind its day if it has one. */
const MINUTE = /(?<=^|[T\s])(\d{1,2})[:点时](\d\d)分?(?::\d\d(?:\.\d{1,9})?(?:\+08:00)?)?$/;
const CLOCK_NOW = /^(?:现在|刚才)$/;

/** `instants`: those that a minute may mean; a known one within the minute is meant exactly, seconds included. */
export type Moment = { readonly now: Instant; readonly instants?: readonly string[] };

/** A minute in Asia/Shanghai: `2026-11-20T09:30`, or 9:30 of today, 昨天 9:30, 11.20 9:30, 现在. */
export function readInstant(text: string, { now, instants = [] }: Moment): string {
  const plain = foldWidth(text).trim();
  if (CLOCK_NOW.test(plain)) return now;
  const found = MINUTE.exec(plain);
  const [, hour = '', minutes = ''] = found ?? [];
  const day = plain.slice(0, found?.index).replace(/(?<![T\s])[T\s]+$/, '');
  if (hour === '' || Number(hour) > 23 || Number(minutes) > 59) return text;
  const today = dateOfInstant(now);
  const minute = `${day ? readDate(day, today) : today}T${hour.padStart(2, '0')}:${minutes}`;
  const same = instants.filter((at) => at.startsWith(minute)).sort();
  return same.at(-1) ?? `${minute}:00.000+08:00`;
}
