/** Time for asking others does not count (条例32–34): from the day after the letter to the answer, or until silence speaks. */
import { addWorkingDays, type Calendar, type DayKind } from '#shared/kernel/calendar/calendar.ts';
import { addDays, earlierOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';

export const CONSULTATION_DAYS = 15; // 条例 arts. 32, 34

/** `on` is the day the office wrote, `receivedOn` the day its letter arrived, which starts the fifteen days. */
export type Consultation = {
  readonly kind: 'thirdParty' | 'organ';
  /** Of an organ: whether it made the information too (条例34); absent where nobody said. */
  readonly jointlyMade?: boolean;
  readonly on: PlainDate;
  readonly receivedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
  /** Policy consultationDays: which of the days at its edges are left out; the day of the answer where it is absent. */
  readonly days?: Policies['consultationDays'] | undefined;
};

/** Days that do not count because others are asked: `after` itself counts, `until` does not. */
export type Pause = {
  readonly kind: Consultation['kind'];
  readonly after: PlainDate;
  readonly until: PlainDate;
  readonly answered: boolean;
  readonly silence: Silence;
  /** It is not known when the letter arrived: `until` is the earliest day on which it can have ended. */
  readonly earliest: boolean;
  /** The last on which it can; null where none is known. */
  readonly atLatest: PlainDate | null;
};

export type Silence = 'officeDecides' | 'consent' | 'consentIfJoint';

/** 条例32: the office decides by itself when a third party is silent; 34: who made the information too agrees, 33(3): another organ says nothing by it. */
export function silenceMeans({ kind, jointlyMade }: Pick<Consultation, 'kind' | 'jointlyMade'>): Silence {
  if (kind === 'thirdParty' || jointlyMade === false) return 'officeDecides';
  return jointlyMade ? 'consent' : 'consentIfJoint';
}

/** An answer that comes after the fifteen working days lengthens nothing. */
export function pauseOf(consultation: Consultation, calendar: Calendar): Pause {
  const { kind, on, receivedOn, answeredOn, days = 'answerDay' } = consultation;
  const expiry = addWorkingDays(calendar, receivedOn ?? on, CONSULTATION_DAYS).date;
  const answerCounts = days === 'sendingDay' || days === 'neitherDay';
  const last = answeredOn !== null && answerCounts ? addDays(answeredOn, -1) : answeredOn;
  const until = earlierOf(last ?? expiry, expiry);
  const earliest = receivedOn === null && last !== until;
  return {
    kind,
    after: days === 'sendingDay' || days === 'bothDays' ? addDays(on, -1) : on,
    until,
    answered: answeredOn !== null,
    silence: silenceMeans(consultation),
    earliest,
    atLatest: earliest ? last : until,
  };
}

/** However many are asked on a day, it is left out once. */
function isPaused(pauses: readonly Pause[], date: PlainDate): boolean {
  return pauses.some(({ after, until }) => after < date && date <= until);
}

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
