/**
 * The reply clock of an application (条例30, 32–35, 42). It is derived from the steps taken and never stored; it
 * knows no today, so a consultation without an answer reads as `consulting` even when its fifteen days are over.
 */
import { addWorkingDays, type Calendar, type DayKind } from '../kernel/calendar/calendar.ts';
import { addDays, earlierOf, laterOf, type PlainDate } from '../kernel/plain-date.ts';

export { workingDaysLeft } from '../kernel/calendar/calendar.ts';

export const REPLY_DAYS = 20;
export const CORRECTION_NOTICE_DAYS = 7;
export const CONSULTATION_DAYS = 15;
export const PAYMENT_DAYS = 20;

/** `on` is the day the organ wrote, `receivedOn` the day its letter arrived, which starts the fifteen days. */
export type Consultation = {
  readonly kind: 'thirdParty' | 'organ';
  readonly on: PlainDate;
  readonly receivedOn?: PlainDate;
  readonly answeredOn?: PlainDate;
};

export type ClockTimeline = {
  readonly receivedOn: PlainDate | null;
  readonly correction?: {
    readonly requestedOn: PlainDate;
    readonly respondBy: PlainDate;
    readonly receivedOn?: PlainDate;
  };
  readonly consultations: readonly Consultation[];
  readonly extension?: { readonly on: PlainDate; readonly workingDays: number };
  readonly delay?: { readonly on: PlainDate; readonly until: PlainDate };
  readonly fee?: { readonly on: PlainDate; readonly receivedOn: PlainDate; readonly paidOn?: PlainDate };
  readonly concludedOn?: PlainDate;
};

type Awaited = 'awaitingCorrection' | 'awaitingPayment';
export type ClockState = 'unconfirmed' | 'processing' | 'consulting' | Awaited | 'concluded';
export type DayReason = 'start' | DayKind | Awaited | 'consulting' | 'extension';
export type ClockDay = { readonly date: PlainDate; readonly counts: boolean; readonly reason: DayReason };

const ARTICLES = {
  correctionNoticeLate: '条例30',
  replyLate: '条例33',
  feeNoticeLate: '条例42',
  extensionAfterDue: '条例33',
} as const;
export type BreachCode = keyof typeof ARTICLES;
/** A step taken too late, on the day it was taken. It stays valid: the clock only says so. */
export type Breach = { readonly code: BreachCode; readonly article: string; readonly on: PlainDate };

/** `dueOn` is null while the applicant is awaited; `stepDueOn` is the end of what is awaited now. */
export type ReplyClock = {
  readonly dueOn: PlainDate | null;
  readonly stepDueOn: PlainDate | null;
  readonly provisional: boolean;
  readonly state: ClockState;
  /** The version of the calendar counted with. */
  readonly calendar: string;
  readonly days: readonly ClockDay[];
  readonly breaches: readonly Breach[];
};

/** One run of the clock: `start` is its day 0, steps after `through` belong to a later one. */
type Run = { readonly start: PlainDate; readonly through?: PlainDate };
type Count = Pick<ReplyClock, 'dueOn' | 'stepDueOn' | 'days'>;
type Pause = { readonly after: PlainDate; readonly until: PlainDate };

export function replyClock(timeline: ClockTimeline, calendar: Calendar): ReplyClock {
  const state = stateOf(timeline, calendar);
  const count = countOf(timeline, calendar);
  return {
    dueOn: count.dueOn,
    stepDueOn: state === 'concluded' ? null : count.stepDueOn,
    provisional: count.days.some((day) => calendar.isProvisional(day.date)),
    state,
    calendar: calendar.version,
    days: count.days,
    breaches: breachesOf(timeline, calendar, count.dueOn),
  };
}

/** Who is awaited now; null while the clock runs. */
function awaitedOf({ correction, fee }: ClockTimeline): Awaited | null {
  if (correction !== undefined && correction.receivedOn === undefined) return 'awaitingCorrection';
  return fee !== undefined && fee.paidOn === undefined ? 'awaitingPayment' : null;
}

function stateOf(timeline: ClockTimeline, calendar: Calendar): ClockState {
  if (timeline.concludedOn !== undefined) return 'concluded';
  if (timeline.receivedOn === null) return 'unconfirmed';
  const awaited = awaitedOf(timeline);
  if (awaited !== null) return awaited;
  return openUntil(timeline, calendar) === null ? 'processing' : 'consulting';
}

function countOf(timeline: ClockTimeline, calendar: Calendar): Count {
  const { receivedOn, correction, fee } = timeline;
  if (receivedOn === null) return { dueOn: null, stepDueOn: null, days: [] };
  const awaited = awaitedOf(timeline);
  if (awaited === 'awaitingCorrection' && correction !== undefined) {
    return awaitedDays(awaited, correction.requestedOn, correction.respondBy);
  }
  if (awaited === 'awaitingPayment' && fee !== undefined) {
    return awaitedDays(awaited, fee.receivedOn, addWorkingDays(calendar, fee.receivedOn, PAYMENT_DAYS).date);
  }
  const run = { start: startOf(timeline, receivedOn) };
  const days = runDays(timeline, calendar, run);
  return { dueOn: dueOf(timeline, run, days), stepDueOn: openUntil(timeline, calendar), days };
}

/** The last restart: the corrected copy (条例30) or the payment (国办函〔2020〕109号) begins a fresh period. */
function startOf({ correction, fee }: ClockTimeline, receivedOn: PlainDate): PlainDate {
  return latest(receivedOn, [correction?.receivedOn, fee?.paidOn]);
}

function latest(first: PlainDate, others: readonly (PlainDate | undefined)[]): PlainDate {
  return others.reduce<PlainDate>((last, other) => laterOf(last, other ?? last), first);
}

function awaitedDays(reason: Awaited, from: PlainDate, until: PlainDate): Count {
  const days: ClockDay[] = [{ date: from, counts: false, reason: 'start' }];
  for (let date = addDays(from, 1); date <= until; date = addDays(date, 1)) {
    days.push({ date, counts: false, reason });
  }
  return { dueOn: null, stepDueOn: until, days };
}

/** Steps of an earlier run fell with it: a fresh period is twenty days, whatever was added to the old one. */
function belongsTo(run: Run, step: { readonly on: PlainDate } | undefined): boolean {
  return step !== undefined && step.on >= run.start && (run.through === undefined || step.on <= run.through);
}

/** Day 0 and every day after it, to the last that counts. */
function runDays(timeline: ClockTimeline, calendar: Calendar, run: Run): ClockDay[] {
  const added = belongsTo(run, timeline.extension) ? (timeline.extension?.workingDays ?? 0) : 0;
  const pauses = timeline.consultations.map((consultation) => pauseOf(consultation, calendar));
  const days: ClockDay[] = [{ date: run.start, counts: false, reason: 'start' }];
  let date = run.start;
  for (let counted = 0; counted < REPLY_DAYS + added; ) {
    date = addDays(date, 1);
    const isPaused = pauses.some((pause) => pause.after < date && date <= pause.until);
    const counts = !isPaused && calendar.isWorkingDay(date);
    if (counts) counted += 1;
    const reason = counts && counted > REPLY_DAYS ? 'extension' : calendar.kindOfDay(date);
    days.push({ date, counts, reason: isPaused ? 'consulting' : reason });
  }
  return days;
}

/** An agreed date (条例35) takes the place of the last counted day. */
function dueOf(timeline: ClockTimeline, run: Run, days: readonly ClockDay[]): PlainDate {
  const agreed = belongsTo(run, timeline.delay) ? timeline.delay?.until : undefined;
  return agreed ?? days.at(-1)?.date ?? run.start;
}

/** The day of writing counts; then nothing does until the answer, or until silence speaks (条例32, 34). */
function pauseOf({ on, receivedOn, answeredOn }: Consultation, calendar: Calendar): Pause {
  const expiry = addWorkingDays(calendar, receivedOn ?? on, CONSULTATION_DAYS).date;
  return { after: on, until: earlierOf(answeredOn ?? expiry, expiry) };
}

/** The day the last unanswered consultation of this run expires; null when every one is answered. */
function openUntil(timeline: ClockTimeline, calendar: Calendar): PlainDate | null {
  const start = timeline.receivedOn === null ? null : startOf(timeline, timeline.receivedOn);
  const ends = timeline.consultations
    .filter((consultation) => consultation.answeredOn === undefined)
    .map((consultation) => pauseOf(consultation, calendar).until)
    .filter((until) => start !== null && until > start);
  return ends.sort().at(-1) ?? null;
}

function breachesOf(timeline: ClockTimeline, calendar: Calendar, dueOn: PlainDate | null): Breach[] {
  const { receivedOn, correction, extension, fee, concludedOn } = timeline;
  if (receivedOn === null) return [];
  const breaches: Breach[] = [];
  const check = (code: BreachCode, on: PlainDate | undefined, limit: PlainDate | null): void => {
    if (on !== undefined && limit !== null && on > limit)
      breaches.push({ code, article: ARTICLES[code], on });
  };
  const noticeBy = addWorkingDays(calendar, receivedOn, CORRECTION_NOTICE_DAYS).date;
  check('correctionNoticeLate', correction?.requestedOn, noticeBy);
  const { extension: _granted, ...unextended } = timeline;
  check('extensionAfterDue', extension?.on, dueAt(unextended, calendar, extension?.on));
  check('feeNoticeLate', fee?.on, dueAt(timeline, calendar, fee?.on));
  check('replyLate', concludedOn, dueOn);
  return breaches;
}

/** The due date as it stood on the day of a step, before that step; null when nothing was running. */
function dueAt(timeline: ClockTimeline, calendar: Calendar, on: PlainDate | undefined): PlainDate | null {
  const { receivedOn, correction, fee } = timeline;
  if (receivedOn === null || on === undefined) return null;
  const corrected = correction?.receivedOn;
  const paid = fee !== undefined && fee.on < on ? fee.paidOn : undefined;
  const restarts = [corrected, paid].filter((restart) => restart !== undefined && restart <= on);
  const run = { start: latest(receivedOn, restarts), through: on };
  return dueOf(timeline, run, runDays(timeline, calendar, run));
}
