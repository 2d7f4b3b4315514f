/**
 * The reply clock of an application (条例30, 32–35, 42): day by day from the steps taken, derived and never stored.
 * It knows no today but the day it is asked about.
 */
import { addWorkingDays, type Calendar, type CountedDate } from '#shared/kernel/calendar/calendar.ts';
import { addDays, laterOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import {
  type Awaited,
  type ClockDay,
  type Consultation,
  type Counting,
  countedDays,
  type Interval,
  isEarliest,
  type Pause,
  pauseOf,
  REPLY_DAYS,
} from './pauses.ts';

export const CORRECTION_NOTICE_DAYS = 7; // 条例 art. 30
export const PAYMENT_DAYS = 20; // 国办函〔2020〕109号

/** What of an application's standing its clock hangs on. */
export type ClockTimeline = {
  readonly receivedOn: PlainDate | null;
  readonly correction: {
    readonly requestedOn: PlainDate;
    readonly respondBy: PlainDate;
    readonly receivedOn: PlainDate | null;
    /** The day the notice came; null where it is known that it has not, absent where nobody said. */
    readonly arrivedOn?: PlainDate | null;
    /** Lengthened once, when asked with a reason. */
    readonly extended?: boolean;
  } | null;
  readonly consultations: readonly Consultation[];
  /** `spent`: it lengthened a period that a correction or a payment has ended since; it is not granted twice. */
  readonly extension: {
    readonly on: PlainDate;
    readonly workingDays: number;
    readonly spent: boolean;
  } | null;
  readonly delay: { readonly on: PlainDate; readonly until: PlainDate } | null;
  readonly fee: {
    readonly on: PlainDate;
    readonly receivedOn: PlainDate | null;
    readonly paidOn: PlainDate | null;
    /** Policy paymentRestarts: the period that stood still goes on, instead of beginning afresh. */
    readonly resumes?: boolean;
  } | null;
  readonly concludedOn: PlainDate | null;
};

export type ClockState = 'unconfirmed' | 'processing' | 'consulting' | Awaited | 'concluded';

/** What the period that runs began with: each of the three is a day 0 of twenty working days. */
export type Beginning = 'receipt' | 'correction' | 'payment';
/** `extendedBy` are the working days of its extension. */
export type Period = { readonly begins: Beginning; readonly extendedBy: number };

/** `dueOn` is null while the applicant is awaited; `stepDueOn` is the end of what is awaited now. */
export type ReplyClock = {
  readonly dueOn: PlainDate | null;
  readonly stepDueOn: PlainDate | null;
  readonly provisional: boolean;
  /** The day a paper arrived is not known, and the date hangs on it: it is the earliest there can be. */
  readonly earliest: boolean;
  readonly state: ClockState;
  /** The version of the calendar counted with. */
  readonly calendar: string;
  readonly days: readonly ClockDay[];
  /** Null while nothing runs. */
  readonly period: Period | null;
  /** Each consultation by itself; where they overlap, a day is left out once. */
  readonly pauses: readonly Pause[];
};
type Count = Pick<ReplyClock, 'dueOn' | 'stepDueOn' | 'provisional' | 'earliest' | 'days' | 'period'>;

/** `on` is the day asked about: after it a consultation whose time has run out is no longer awaited. Without it, it is. */
export function replyClock(timeline: ClockTimeline, calendar: Calendar, on?: PlainDate): ReplyClock {
  const pauses = timeline.consultations.map((consultation) => pauseOf(consultation, calendar));
  const count = countOf(timeline, { calendar, pauses, payment: paymentOf(timeline) });
  const state = stateOf(timeline, silenceUntil(timeline, { pauses, on }));
  const stepDueOn = state === 'consulting' ? silenceUntil(timeline, { pauses, on }) : count.stepDueOn;
  return {
    ...count,
    stepDueOn: state === 'concluded' ? null : stepDueOn,
    state,
    calendar: calendar.version,
    pauses,
  };
}

/** Who is awaited now; null while the clock runs. */
function awaitedOf({ correction, fee }: ClockTimeline): Awaited | null {
  if (correction !== null && correction.receivedOn === null) return 'awaitingCorrection';
  return fee !== null && fee.paidOn === null ? 'awaitingPayment' : null;
}

function stateOf(timeline: ClockTimeline, silence: PlainDate | null): ClockState {
  if (timeline.concludedOn !== null) return 'concluded';
  if (timeline.receivedOn === null) return 'unconfirmed';
  return awaitedOf(timeline) ?? (silence === null ? 'processing' : 'consulting');
}

function paymentOf({ fee }: ClockTimeline): Interval | null {
  if (fee?.resumes !== true || fee.paidOn === null) return null;
  // who has paid was told by then
  return { after: fee.receivedOn ?? fee.paidOn, until: fee.paidOn };
}

function countOf(timeline: ClockTimeline, counting: Counting): Count {
  const { receivedOn, correction, fee } = timeline;
  if (receivedOn === null) return { ...NOT_RUNNING, days: [] };
  const awaited = awaitedOf(timeline);
  // The date of a correction is named in the notice, not counted, so no notice of holidays can move it.
  if (awaited === 'awaitingCorrection' && correction !== null)
    return awaitedDays(awaited, correction.requestedOn, {
      ...{ date: correction.respondBy, provisional: false },
      earliest: isUndelivered(correction),
    });
  if (awaited === 'awaitingPayment' && fee !== null) {
    const from = fee.receivedOn ?? fee.on;
    const end = addWorkingDays(counting.calendar, from, PAYMENT_DAYS);
    return awaitedDays(awaited, from, { ...end, earliest: fee.receivedOn === null });
  }
  return running(timeline, startOf(timeline, receivedOn), counting);
}

/** 条例30: nobody leaves a notice unanswered of which it is known that it has not reached him by its date. */
export function isUndelivered({ respondBy, arrivedOn }: NonNullable<ClockTimeline['correction']>): boolean {
  return arrivedOn !== undefined && (arrivedOn === null || arrivedOn > respondBy);
}

const NOT_RUNNING = {
  ...{ dueOn: null, stepDueOn: null, provisional: false, earliest: false },
  period: null,
} as const;

type Start = { readonly begins: Beginning; readonly on: PlainDate };

/** The last restart: the corrected copy (条例30) or the payment (国办函〔2020〕109号) begins a fresh period. */
function startOf({ correction, fee }: ClockTimeline, receivedOn: PlainDate): Start {
  const copy = correction?.receivedOn ?? null;
  const paid = fee === null || fee.resumes === true ? null : fee.paidOn;
  if (paid !== null && paid >= laterOf(copy ?? receivedOn, receivedOn))
    return { begins: 'payment', on: paid };
  return copy !== null && copy >= receivedOn
    ? { begins: 'correction', on: copy }
    : { begins: 'receipt', on: receivedOn };
}

function awaitedDays(
  reason: Awaited,
  from: PlainDate,
  { date: stepDueOn, ...until }: CountedDate & { readonly earliest: boolean },
): Count {
  const days: ClockDay[] = [{ date: from, counts: false, reason: 'start' }];
  for (let date = addDays(from, 1); date <= stepDueOn; date = addDays(date, 1))
    days.push({ date, counts: false, reason });
  return { ...NOT_RUNNING, ...until, stepDueOn, days };
}

/** Steps of an earlier run fell with it: a fresh period is twenty days, whatever was added to the old one. */
function inRun<Step extends { readonly on: PlainDate }>(start: PlainDate, step: Step | null): Step | null {
  return step !== null && step.on >= start ? step : null;
}

/** An agreed date (条例35) takes the place of the last counted day; the days it adds are listed and do not count. */
function running(timeline: ClockTimeline, { begins, on: start }: Start, counting: Counting): Count {
  const extension = inRun(start, timeline.extension);
  const extendedBy = extension === null || extension.spent ? 0 : extension.workingDays;
  const days = countedDays(start, REPLY_DAYS + extendedBy, counting);
  const last = days.at(-1)?.date ?? start;
  const until = inRun(start, timeline.delay)?.until ?? null;
  const provisional = until === null && days.some((day) => counting.calendar.isProvisional(day.date));
  const earliest = until === null && isEarliest(timeline.fee, days, counting);
  for (let date = addDays(last, 1); until !== null && date <= until; date = addDays(date, 1))
    days.push({ date, counts: false, reason: 'extension' });
  const period = { begins, extendedBy };
  return { dueOn: until ?? last, stepDueOn: null, provisional, earliest, days, period };
}

/** The day the last unanswered consultation of this run expires; null when none is awaited any more. */
function silenceUntil(
  timeline: ClockTimeline,
  { pauses, on }: { readonly pauses: readonly Pause[]; readonly on: PlainDate | undefined },
): PlainDate | null {
  const start = timeline.receivedOn === null ? null : startOf(timeline, timeline.receivedOn).on;
  const ends = pauses
    .filter((_pause, index) => timeline.consultations[index]?.answeredOn === null)
    .filter(({ until, earliest }) => on === undefined || on <= until || earliest)
    .map(({ until }) => until)
    .filter((until) => start !== null && until > start);
  return ends.sort().at(-1) ?? null;
}
