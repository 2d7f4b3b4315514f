/** The clock of an application as its steps leave it. */
import { addWorkingDays, type Calendar, type CountedDate } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import { PAYMENT_DAYS, type ReplyClock, replyClock } from './clock.ts';
import { standing } from './standing.ts';

/**
 * The clock of an application with everything that was done. What came after the conclusion changes nothing: the days
 * stay as they were counted. Without `on`, a consultation without an answer is awaited however long ago it was asked.
 */
export function clockOf(state: Application, calendar: Calendar, on?: PlainDate): ReplyClock {
  const ended = state.steps.findIndex(({ id, event }) =>
    event.type === 'ApplicationSplit' ? true : id === state.conclusion?.from,
  );
  const end = state.steps[ended];
  if (end === undefined) return replyClock({ ...state, concludedOn: null }, calendar, on);
  const running = standing(state, state.steps.slice(0, ended));
  return replyClock({ ...running, concludedOn: state.conclusion?.on ?? end.on }, calendar, on);
}

/** The last day for paying, counted from the day after the notice came; null while no notice is known to have come. */
export function paymentDue({ fee }: Application, calendar: Calendar): CountedDate | null {
  return fee === null || fee.receivedOn === null
    ? null
    : addWorkingDays(calendar, fee.receivedOn, PAYMENT_DAYS);
}

/**
 * The day after which an open application is late for certain, whenever its letters arrived: who answered had the letter
 * by then, and a notice came on the day it was sent at the earliest. Null where nothing runs or no such day is known.
 */
export function certainlyDue(state: Application, calendar: Calendar): PlainDate | null {
  const clock = clockOf(state, calendar);
  if (!clock.earliest) return clock.dueOn;
  const consultations = state.consultations.map((one) => ({
    ...one,
    receivedOn: one.receivedOn ?? one.answeredOn,
  }));
  const fee = state.fee && { ...state.fee, receivedOn: state.fee.receivedOn ?? state.fee.on };
  const latest = clockOf({ ...state, consultations, fee }, calendar);
  return latest.earliest ? null : latest.dueOn;
}
