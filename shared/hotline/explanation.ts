/** How the end of a hotline case's time limit comes about: counted from its acceptance, or named by somebody. */
import { type Calendar, workingDaysLeft } from '../kernel/calendar/calendar.ts';
import type { CaseClock } from '../kernel/case-clock.ts';
import { dateOfInstant, type PlainDate } from '../kernel/plain-date.ts';
import { daysOfLimit, workingDays } from '../kernel/time-limit.ts';
import { inOrder } from './life.ts';
import type { HotlineState } from './state.ts';

export type HotlineCaseClock = CaseClock & {
  readonly state: 'handling' | 'concluded';
  /** The working days of the limit, or its hours; both null where its end was named. */
  readonly limit: number | null;
  readonly hours: number | null;
};

export function explainHotline(state: HotlineState, calendar: Calendar, on: PlainDate): HotlineCaseClock {
  const { dueAt, dueProvisional, closedAt } = state;
  const dueOn = dueAt === null ? null : dateOfInstant(dueAt);
  const isOpen = !isConcluded(state);
  const limit = limitOf(state);
  const days = limit?.workingDays ?? null;
  const closedOn = closedAt === null ? null : dateOfInstant(closedAt);
  const late = closedAt !== null && dueAt !== null && closedAt > dueAt;
  return {
    state: isOpen ? 'handling' : 'concluded',
    dueOn,
    stepDueOn: null,
    provisional: isOpen && dueProvisional,
    overdue: isOpen && dueOn !== null && on > dueOn,
    workingDaysLeft: isOpen && dueOn !== null ? workingDaysLeft(calendar, on, dueOn) : null,
    calendar: calendar.version,
    days: limit === null || days === null ? [] : daysOfLimit(calendar, limit.from, workingDays(days)),
    breaches: late && closedOn !== null ? [{ code: 'closedLate', article: '', on: closedOn }] : [],
    limit: days,
    hours: limit?.hours ?? null,
  };
}

function isConcluded({ closedAt, rejected, mergedInto, redirected, voided }: HotlineState): boolean {
  return closedAt !== null || rejected || mergedInto !== null || redirected || voided;
}

type Limit = { readonly from: PlainDate; readonly workingDays: number | null; readonly hours: number | null };

/** The limit in force where it was counted; an extension names its end. */
function limitOf({ steps }: HotlineState): Limit | null {
  const last = inOrder(steps).findLast(
    ({ event: { type } }) => type === 'TimeLimitSet' || type === 'HandlingExtended',
  );
  if (last?.event.type !== 'TimeLimitSet') return null;
  const { workingDays: counted = null, hours = null } = last.event.data;
  return { from: dateOfInstant(last.at), workingDays: counted, hours };
}
