/** Dates and times as offices write them, rewritten in the calendar of Asia/Shanghai. */

import {
  atTime,
  dateOfInstant,
  endOfDate,
  type Instant,
  instantOf,
  type PlainDate,
  plainDate,
  startOfDate,
} from '#shared/kernel/plain-date.ts';
import { foldWidth } from '#shared/kernel/written.ts';

export type DateOrder = 'ymd' | 'mdy' | 'dmy';
/**
 * `zone`: an IANA name for times written without an offset; Asia/Shanghai when absent. `years`: the first of the hundred
 * years that two digits may mean, 2000 or 1930; without it they mean none.
 */
export type DateOptions = { readonly dates?: DateOrder; readonly zone?: string; readonly years?: number };

type Written = { readonly date: PlainDate; readonly rest: string };

const USUAL = /^(\d{4})(?:-(\d\d)-(\d\d)(?!\d)|\/(\d\d?)\/(\d\d?)(?!\d)|年(\d\d?)月(\d\d?)日)/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)/;
const YEAR_LAST = /^(\d\d?)([-/.])(\d\d?)\2(\d{4})(?!\d)/;
const TIME =
  /^(?:[Tt]|\s*)(?:(上午|下午)\s*|(?<=[Tt])\s*)?(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:\s*([AaPp]\.?[Mm]\.?))?(?:\s*([Zz]|UTC|[+-]\d\d(?::?\d\d)?))?$/;
/** 9时05分 or 9时05分30秒, as written after a Chinese date. */
const CHINESE_TIME = /(\d\d?)时(\d\d)分(?:(\d\d)秒)?$/;
const SHANGHAI = 'Asia/Shanghai';
const SHANGHAI_MINUTES = 480;
const DAY_MILLIS = 86_400_000;

/** Whether `zone` can be read by: an IANA name this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** The day; null when the text is no date or names a day that does not exist. */
export function parseDateCell(text: string, options: DateOptions): PlainDate | null {
  const written = dateIn(dateText(text), options);
  if (written === null || written.rest === '') return written?.date ?? null;
  const instant = instantIn(written, options.zone);
  return instant === null ? null : dateOfInstant(instant);
}

/** The instant; a bare date is the start of that day, or its end. */
export function parseInstantCell(text: string, options: DateOptions, endOfDay = false): Instant | null {
  const plain = dateText(text);
  const usual = usualInstant(plain, options);
  if (usual !== null) return usual;
  const written = dateIn(plain, options);
  if (written === null) return null;
  if (written.rest !== '') return instantIn(written, options.zone);
  return endOfDay ? endOfDate(written.date) : startOfDate(written.date);
}

const USUAL_INSTANT = /^(\d{4})-(\d\d)-(\d\d)[ T]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;

/** As platforms export it: its parts are those of the instant. Null also for what others may read. */
function usualInstant(text: string, { zone = SHANGHAI }: DateOptions): Instant | null {
  const [, year, month, day, time] = (zone === SHANGHAI && USUAL_INSTANT.exec(text)) || [];
  const date = time === undefined ? null : plainDate(Number(year), Number(month), Number(day));
  return date === null ? null : atTime(date, `${time}.000`);
}

const ASCII = /^[\0-\x7f]*$/;

/** Full-width digits are digits; what nobody sees is no part of a date. */
function dateText(text: string): string {
  return (ASCII.test(text) ? text : foldWidth(text.replace(/\p{Cf}/gu, ''))).trim();
}

const SHORT_YEAR = /^\d{1,2}([-/.])\d{1,2}\1\d{1,2}(?!\d)/;

/** What may help with a text that is no date: which option reads it, or that a year has four digits. */
export function dateAdvice(text: string, options: DateOptions): string {
  const plain = dateText(text);
  if (SHORT_YEAR.test(plain))
    return options.years === undefined
      ? '年份只有两位，看不出是哪一年，请写成四位'
      : '年份只有两位，按所选的日期次序读不出来';
  if (otherOrder(plain, 'ymd') !== null && options.dates !== 'ymd')
    return '年月日的其他写法请用 --dates ymd 说明（网页上选“年月日”）';
  if (YEAR_LAST.test(plain) && (options.dates === undefined || options.dates === 'ymd'))
    return '日期的次序请用 --dates mdy（月日年）或 --dates dmy（日月年）说明（网页上选日期的写法）';
  return '';
}

function dateIn(text: string, { dates: order, years }: DateOptions): Written | null {
  const match = USUAL.exec(text);
  if (match) {
    const [whole, year, ...parts] = match;
    const [month, day] = parts.filter((part) => part !== undefined);
    return found([year, month, day], text.slice(whole.length));
  }
  return order === undefined ? null : (otherOrder(text, order) ?? inHundred(text, order, years));
}

const YEAR_FIRST_SHORT = /^(\d\d)([-/.])(\d\d?)\2(\d\d?)(?!\d)/;
const YEAR_LAST_SHORT = /^(\d\d?)([-/.])(\d\d?)\2(\d\d)(?!\d)/;

/** A year of two digits, in the hundred years that begin with `years`. */
function inHundred(text: string, order: DateOrder, years: number | undefined): Written | null {
  if (years === undefined) return null;
  const match = (order === 'ymd' ? YEAR_FIRST_SHORT : YEAR_LAST_SHORT).exec(text);
  if (match === null) return null;
  const [whole, first = '', sign = '', second = '', third = ''] = match;
  const year = (short: string): string => String(years + ((Number(short) - (years % 100) + 100) % 100));
  const parts = order === 'ymd' ? [year(first), second, third] : [first, second, year(third)];
  return otherOrder(parts.join(sign) + text.slice(whole.length), order);
}

function otherOrder(text: string, order: DateOrder): Written | null {
  const match = (order === 'ymd' ? YEAR_FIRST : YEAR_LAST).exec(text);
  if (!match) return null;
  const [whole, first, , second, third] = match;
  const rest = text.slice(whole.length);
  if (order === 'ymd') return found([first, second, third], rest);
  return order === 'mdy' ? found([third, first, second], rest) : found([third, second, first], rest);
}

function found([year, month, day]: readonly (string | undefined)[], rest: string): Written | null {
  const date = plainDate(Number(year), Number(month), Number(day));
  return date === null ? null : { date, rest };
}

function instantIn({ date, rest }: Written, zone = SHANGHAI): Instant | null {
  const match = TIME.exec(rest.replace(CHINESE_TIME, withColons));
  if (!match) return null;
  const hour = hourOf(Number(match[2]), [match[1], match[6]]);
  const [minute, second] = [Number(match[3]), Number(match[4] ?? 0)];
  if (hour === null || minute > 59 || second > 59) return null;
  const millis = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3));
  const wall = Date.parse(`${date}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  const offset = match[7] === undefined ? offsetIn(zone, wall) : writtenOffset(match[7]);
  return offset === null ? null : instantOf(wall - offset * 60_000);
}

function withColons(time: string): string {
  return time
    .replace('秒', '')
    .replaceAll(/[时分](?=\d)/g, ':')
    .replace('分', '');
}

/** 0–23, or null if out of range. AM/PM stands before the time in Chinese (下午3点), after it in English. */
function hourOf(hour: number, [chinese, english]: readonly (string | undefined)[]): number | null {
  if (chinese === undefined && english === undefined) return hour > 23 ? null : hour;
  if (chinese !== undefined && english !== undefined) return null;
  const afternoon = chinese === '下午' || english?.toLowerCase().startsWith('p') === true;
  // 12:30 AM is half past midnight; 下午14:30 is written, too
  if (hour > 12) return afternoon && chinese !== undefined && hour < 24 ? hour : null;
  if (hour === 0) return chinese === '上午' ? 0 : null;
  return (hour % 12) + (afternoon ? 12 : 0);
}

/** Minutes east of UTC; null for an offset no clock has. */
function writtenOffset(text: string): number | null {
  if (/^(?:z|utc)$/i.test(text)) return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(3).replace(':', ''))];
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Null for a time that the clocks of the zone leapt over; one they showed twice is its first. */
function offsetIn(zone: string, wall: number): number | null {
  if (zone === SHANGHAI) return SHANGHAI_MINUTES;
  const offsets = [wall - DAY_MILLIS, wall + DAY_MILLIS].map((epoch) => offsetAt(zone, epoch));
  const shown = offsets.find((offset) => offsetAt(zone, wall - offset * 60_000) === offset);
  return shown ?? null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, epoch: number): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(epoch).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 0 : (writtenOffset(name.slice(3)) ?? 0);
}
