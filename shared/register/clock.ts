/** 条例26: what becomes public is published within twenty working days from the day it came about or changed. */
import { textsInForce } from '#shared/glossary/law-sources.ts';
import type { Calendar, CountedDate } from '#shared/kernel/calendar/calendar.ts';
import { type CaseClock, leftUntil } from '#shared/kernel/case-clock.ts';
import { laterOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { type Recounting, recounted } from '#shared/kernel/recounting.ts';
import { daysOfLimit, lastDayOfLimit, workingDays } from '#shared/kernel/time-limit.ts';
import type { PublicationRedated } from './events.ts';
import type { RegisterState } from './state.ts';

export const PUBLICATION_DAYS = 20; // 条例26
const PERIOD = workingDays(PUBLICATION_DAYS);

export type PublicationClock = CaseClock & {
  readonly state: 'awaitingPublication' | 'concluded';
  readonly formedOn: PlainDate;
  /** The last day, also when it is published. */
  readonly publishBy: PlainDate;
  /** Another law has set it. */
  readonly isSet: boolean;
};

/** Null where nobody has said when it came about. */
function lastDay({ formedOn, publishBy }: RegisterState, calendar: Calendar): CountedDate | null {
  if (formedOn === null) return null;
  return publishBy === null
    ? lastDayOfLimit(calendar, formedOn, PERIOD)
    : { date: publishBy, provisional: false };
}

/** The last day of what is still to be published; null once it is, or never is. */
export function publicationDue(state: RegisterState, calendar: Calendar): CountedDate | null {
  return state.isAwaited && !state.voided ? lastDay(state, calendar) : null;
}

export function explainPublication(
  state: RegisterState,
  calendar: Calendar,
  on: PlainDate,
): PublicationClock | null {
  const last = lastDay(state, calendar);
  if (last === null || state.formedOn === null) return null;
  const due = publicationDue(state, calendar);
  const isLate = !state.isAwaited && !state.voided && state.on > last.date;
  return {
    state: due === null ? 'concluded' : 'awaitingPublication',
    dueOn: due?.date ?? null,
    stepDueOn: null,
    provisional: due?.provisional ?? false,
    earliest: false,
    ...leftUntil(due?.date ?? null, { on, earliest: false, calendar }),
    calendar: calendar.version,
    days: state.publishBy === null ? daysOfLimit(calendar, state.formedOn, PERIOD) : [],
    texts: textsInForce(['条例'], state.formedOn, due === null ? state.on : laterOf(on, state.formedOn)),
    breaches: isLate ? [{ code: 'publicationLate', article: '条例26', on: state.on }] : [],
    formedOn: state.formedOn,
    publishBy: last.date,
    isSet: state.publishBy !== null,
  };
}

/** A calendar that becomes known moves the last day of what is still awaited. */
export function redate(state: RegisterState, recounting: Recounting): PublicationRedated | null {
  const was = publicationDue(state, recounting.before);
  const is = publicationDue(state, recounting.after);
  if (was === null || is === null) return null;
  const data = recounted(was, is, recounting);
  return data && { type: 'PublicationRedated', v: 1, on: recounting.today, data };
}
