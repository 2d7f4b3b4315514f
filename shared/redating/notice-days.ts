/** The days of a sentence: written in full, without their year, or as a mere 10日 behind a month that was named. */
import { addDays, type PlainDate, plainDate, weekdayOf, yearOf } from '#shared/kernel/plain-date.ts';

/** What is wrong with a notice, and the words of it that are. */
export type NoticeFault = {
  readonly code: 'required' | 'badDate' | 'conflict' | 'unreadable';
  readonly why: 'noDays' | 'noSuchDay' | 'weekday' | 'count' | 'year' | 'unread';
  readonly found: string;
};

export class Unread extends Error {
  readonly fault: NoticeFault;
  constructor(fault: NoticeFault) {
    super(fault.why);
    this.fault = fault;
  }
  /** The whole sentence where no part of it is to blame. */
  in(sentence: string): Unread {
    const { why, found } = this.fault;
    const isWhole = found === '' || why === 'unread';
    return new Unread({ ...this.fault, found: isWhole ? sentence.trim() : found });
  }
}

export function unread(): Unread {
  return new Unread({ code: 'unreadable', why: 'unread', found: '' });
}

type Written = {
  readonly text: string;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number;
};
/** What stands around a day: the year of the notice, the day before it, the weekday behind it. */
type Around = {
  readonly year: number;
  readonly before: PlainDate | null;
  /** In one list with the day before, which is earlier; or the end of the span that it begins. */
  readonly isList: boolean;
  readonly isSpan: boolean;
  readonly weekday: number | null;
  /** The day begins a span that ends in January. */
  readonly endsInJanuary: boolean;
  /** The notice named the day before. */
  readonly isNamed: (day: PlainDate) => boolean;
};

const WEEKDAYS = '日一二三四五六';
export function weekdaysIn(text: string): readonly number[] {
  return [...text.matchAll(/(?:周|星期|礼拜)([一二三四五六日天])/g)].map(([, one = '']) =>
    one === '天' ? 0 : WEEKDAYS.indexOf(one),
  );
}

export function dayOf(written: Written, around: Around): PlainDate {
  const { text } = written;
  const possible = possibleDays(written, around).filter((day) => day !== null);
  if (possible.length === 0) throw new Unread({ code: 'badDate', why: 'noSuchDay', found: text });
  const { weekday } = around;
  if (written.month === null && !possible.every((day) => isBeyondDoubt(day, around))) throw unread();
  if (weekday === null) return dayAlone(possible, around);
  const fitting = possible.find((day) => weekdayOf(day) === weekday);
  if (fitting !== undefined) return fitting;
  throw new Unread({ code: 'conflict', why: 'weekday', found: `${text}（周${WEEKDAYS[weekday]}）` });
}

/** The arrangement of a year begins in the last days of the December before. */
function possibleDays({ year, month, day }: Written, around: Around): (PlainDate | null)[] {
  const { before } = around;
  if (month === null)
    return before === null ? [] : [plainDate(yearOf(before), Number(before.slice(5, 7)), day)];
  if (year !== null) return [plainDate(year, month, day)];
  const own = plainDate(around.year, month, day);
  return month === 12 && day >= 20 ? [own, plainDate(around.year - 1, month, day)] : [own];
}

/** A last day of December may be of either year, unless the span ends in January or the notice named the day. */
function dayAlone([own, inYearBefore]: readonly PlainDate[], { endsInJanuary, isNamed }: Around): PlainDate {
  if (inYearBefore !== undefined && endsInJanuary) return inYearBefore;
  if (own !== undefined && (inYearBefore === undefined || isNamed(own))) return own;
  throw unread();
}

/** A mere 10日 goes on from the day before it, or is one that the notice named: no other month was meant. */
function isBeyondDoubt(day: PlainDate, { isSpan, isList, before, isNamed }: Around): boolean {
  return isSpan || isNamed(day) || (isList && before !== null && day > before);
}

/** Both ends included. */
export function allDays(first: PlainDate, last: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
