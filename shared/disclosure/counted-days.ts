/** The days of a reply period: which count, which are left out, and whether it may still grow (条例32–34). */
import type { Calendar, DayKind } from '#shared/kernel/calendar/calendar.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { isPaused, type Pause } from './pauses.ts';

export const REPLY_DAYS = 20; // 条例 art. 33(2)

export type Awaited = 'awaitingCorrection' | 'awaitingPayment';
type DayReason = 'start' | DayKind | Awaited | 'consulting' | 'extension';
export type ClockDay = { readonly date: PlainDate; readonly counts: boolean; readonly reason: DayReason };

/** `payment`: the days of an awaited payment, where it only stopped the clock. */
export type Counting = {
  readonly calendar: Calendar;
  readonly pauses: readonly Pause[];
  readonly payment: Interval | null;
};
export type Interval = Pick<Pause, 'after' | 'until'>;

/** Day 0 and every day after it, to the last that counts. */
export function countedDays(start: PlainDate, statutory: number, counting: Counting): ClockDay[] {
  const { calendar } = counting;
  const days: ClockDay[] = [{ date: start, counts: false, reason: 'start' }];
  let date = start;
  for (let counted = 0; counted < statutory; ) {
    date = addDays(date, 1);
    const paused = pausedBy(counting, date);
    const counts = paused === null && calendar.isWorkingDay(date);
    if (counts) counted += 1;
    const reason = counts && counted > REPLY_DAYS ? 'extension' : calendar.kindOfDay(date);
    days.push({ date, counts, reason: paused ?? reason });
  }
  return days;
}

function pausedBy({ pauses, payment }: Counting, date: PlainDate): 'consulting' | 'awaitingPayment' | null {
  if (payment !== null && payment.after < date && date <= payment.until) return 'awaitingPayment';
  return isPaused(pauses, date) ? 'consulting' : null;
}

/** A day that was counted would be left out if a letter to others, or the notice of a fee, came as late as it can have come. */
export function isEarliest(
  fee: { readonly on: PlainDate; readonly receivedOn: PlainDate | null } | null,
  days: readonly ClockDay[],
  { pauses, payment }: Counting,
): boolean {
  const isCounted = (after: PlainDate, until: PlainDate | null): boolean =>
    days.some(({ date, counts }) => counts && date > after && (until === null || date <= until));
  if (pauses.some(({ earliest, until, atLatest }) => earliest && isCounted(until, atLatest))) return true;
  return payment !== null && fee?.receivedOn === null && isCounted(fee.on, payment.until);
}
