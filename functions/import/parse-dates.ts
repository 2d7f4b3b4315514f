/** Dates and times as offices write them (contract §2), rewritten in the calendar of Asia/Shanghai. */
import type { Instant, PlainDate } from '../../shared/kernel/plain-date.ts';
import { dateOfInstant, instantOf, plainDate, startOfDate } from '../../shared/kernel/plain-date.ts';

export type DateOrder = 'ymd' | 'mdy' | 'dmy';
/** `zone`: an IANA name for times written without an offset; Asia/Shanghai when absent. */
export type DateOptions = { readonly dates?: DateOrder; readonly zone?: string };

type Written = { readonly date: PlainDate; readonly rest: string };

const USUAL = /^(\d{4})(?:-(\d\d)-(\d\d)|\/(\d\d?)\/(\d\d?)|年(\d\d?)月(\d\d?)日)(?!\d)/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)/;
const YEAR_LAST = /^(\d\d?)([-/.])(\d\d?)\2(\d{4})(?!\d)/;
const TIME = /^(?:[Tt]|\s*)(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([Zz]|[+-]\d\d:\d\d)?$/;
const SHANGHAI = 'Asia/Shanghai';
const SHANGHAI_MINUTES = 480;

/** The day; null when the text is no date or names a day that does not exist. */
export function parseDateCell(text: string, options: DateOptions): PlainDate | null {
  const written = dateIn(text.normalize('NFKC').trim(), options.dates);
  if (written === null || written.rest === '') return written?.date ?? null;
  const instant = instantIn(written, options.zone);
  return instant === null ? null : dateOfInstant(instant);
}

/** The instant; a bare date is the start of that day. */
export function parseInstantCell(text: string, options: DateOptions): Instant | null {
  const written = dateIn(text.normalize('NFKC').trim(), options.dates);
  if (written === null) return null;
  return written.rest === '' ? startOfDate(written.date) : instantIn(written, options.zone);
}

function dateIn(text: string, order: DateOrder | undefined): Written | null {
  const match = USUAL.exec(text);
  if (match) {
    const [whole, year, ...parts] = match;
    const [month, day] = parts.filter((part) => part !== undefined);
    return found([year, month, day], text.slice(whole.length));
  }
  return order === undefined ? null : otherOrder(text, order);
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
  const match = TIME.exec(rest);
  if (!match) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const millis = Number((match[4] ?? '').padEnd(3, '0').slice(0, 3));
  const wall = Date.parse(`${date}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  const offset = match[5] === undefined ? offsetIn(zone, wall) : writtenOffset(match[5]);
  return offset === null ? null : instantOf(wall - offset * 60_000);
}

/** Minutes east of UTC; null for an offset no clock has. */
function writtenOffset(text: string): number | null {
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function offsetIn(zone: string, wall: number): number {
  if (zone === SHANGHAI) return SHANGHAI_MINUTES;
  const guess = offsetAt(zone, wall);
  return offsetAt(zone, wall - guess * 60_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, epoch: number): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(epoch).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 0 : (writtenOffset(name.slice(3)) ?? 0);
}
