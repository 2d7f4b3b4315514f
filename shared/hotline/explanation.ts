/** How the end of a hotline case's time limit comes about: counted from its acceptance, or named by somebody. */
import { type Calendar, workingDaysLeft } from '../kernel/calendar/calendar.ts';
import type { CaseClock } from '../kernel/case-clock.ts';
import { dateOfInstant, type PlainDate } from '../kernel/plain-date.ts';
import { daysOfLimit, workingDays } from '../kernel/time-limit.ts';
import { inOrder } from './life.ts';
import type { HotlineState } from './state.ts';

export type HotlineCaseClock = CaseClock & {
  readonly state: 'handling' | 'concluded';
  /** The working days of the limit; null where its end was named. */
  readonly limit: number | null;
};

export function explainHotline(state: HotlineState, calendar: Calendar, on: PlainDate): HotlineCaseClock {
  const { dueAt, dueProvisional, closedAt } = state;
  const dueOn = dueAt === null ? null : dateOfInstant(dueAt);
  const isOpen = !isConcluded(state);
  const limit = limitOf(state);
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
    days: limit === null ? [] : daysOfLimit(calendar, limit.from, workingDays(limit.days)),
    breaches: late && closedOn !== null ? [{ code: 'closedLate', article: '', on: closedOn }] : [],
    limit: limit?.days ?? null,
  };
}

function isConcluded({ closedAt, rejected, mergedInto, redirected, voided }: HotlineState): boolean {
  return closedAt !== null || rejected || mergedInto !== null || redirected || voided;
}

/** The limit in force when it was counted in working days; an extension names its end. */
function limitOf({ steps }: HotlineState): { readonly from: PlainDate; readonly days: number } | null {
  const last = inOrder(steps).findLast(
    ({ event: { type } }) => type === 'TimeLimitSet' || type === 'HandlingExtended',
  );
  if (last?.event.type !== 'TimeLimitSet' || last.event.data.workingDays === undefined) return null;
  return { from: dateOfInstant(last.at), days: last.event.data.workingDays };
}
