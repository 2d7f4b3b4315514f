/** How the end of a hotline case's time limit comes about: counted from its acceptance, or named by somebody. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { type CaseClock, leftUntil } from '#shared/kernel/case-clock.ts';
import { addDays, dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { daysOfLimit, workingDays } from '#shared/kernel/time-limit.ts';
import { inOrder, type Step } from './life.ts';
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
  const closedOn = closedAt === null ? null : dateOfInstant(closedAt);
  const late = closedAt !== null && dueAt !== null && closedAt > dueAt;
  return {
    state: isOpen ? 'handling' : 'concluded',
    dueOn,
    stepDueOn: null,
    provisional: isOpen && dueProvisional,
    earliest: false,
    ...leftUntil(isOpen ? dueOn : null, { on, earliest: false, calendar }),
    calendar: calendar.version,
    days: daysOf(state, calendar, dueOn),
    texts: [], // the limit is the office's own setting
    breaches: late && closedOn !== null ? [{ code: 'closedLate', article: '', on: closedOn }] : [],
    limit: limit?.workingDays ?? null,
    hours: limit?.hours ?? null,
  };
}

function isConcluded({ closedAt, rejected, mergedInto, redirected, voided }: HotlineState): boolean {
  return closedAt !== null || rejected || mergedInto !== null || redirected || voided;
}

type Limit = { readonly from: PlainDate; readonly workingDays: number | null; readonly hours: number | null };

const isLimit = ({ event: { type } }: Step): boolean =>
  type === 'TimeLimitSet' || type === 'HandlingExtended';

/** The limit in force where it was counted; an extension names its end. */
function limitOf({ steps }: HotlineState): Limit | null {
  return countedBy(inOrder(steps).findLast(isLimit));
}

function countedBy(step: Step | undefined): Limit | null {
  if (step?.event.type !== 'TimeLimitSet') return null;
  const { workingDays: counted = null, hours = null } = step.event.data;
  return counted === null && hours === null
    ? null
    : { from: dateOfInstant(step.at), workingDays: counted, hours };
}

/**
 * From the acceptance to the end: the days the limit counted, then those an extension added, which do not count. Hours
 * run through every day. None where another system named the end.
 */
function daysOf({ steps }: HotlineState, calendar: Calendar, dueOn: PlainDate | null): CaseClock['days'] {
  const set = inOrder(steps).filter(isLimit);
  const at = set.findLastIndex(({ event: { type } }) => type === 'TimeLimitSet');
  const limit = countedBy(set[at]);
  if (limit === null || dueOn === null) return [];
  const { from, workingDays: counted } = limit;
  const extended = at < set.length - 1;
  const days = counted === null ? hourDays(set[at], from) : daysOfLimit(calendar, from, workingDays(counted));
  const more = extended ? dayRange(addDays(days.at(-1)?.date ?? from, 1), dueOn) : [];
  return [...days, ...more.map((date) => ({ date, counts: false, reason: 'extension' as const }))];
}

function hourDays(step: Step | undefined, from: PlainDate): CaseClock['days'] {
  if (step?.event.type !== 'TimeLimitSet') return [];
  const rest = dayRange(addDays(from, 1), dateOfInstant(step.event.data.dueAt));
  return [
    { date: from, counts: false, reason: 'start' as const },
    ...rest.map((date) => ({ date, counts: true, reason: 'naturalDay' as const })),
  ];
}

function dayRange(first: PlainDate, last: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) days.push(date);
  return days;
}
