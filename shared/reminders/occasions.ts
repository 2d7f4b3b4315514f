/** What is worth telling of an open case, and when: each thing once. */
import { type Calendar, yearAwaited } from '#shared/kernel/calendar/calendar.ts';
import { CASE_KINDS, type CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { NEARNESS, type Nearness, nearnessOf } from '#shared/worklist/nearness.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';

/**
 * `yearAwaited`: no case, but the arrangement of a year that dates already reach into. `malware`: no date, but something
 * found in a file of the case.
 */
export const OCCASIONS = [...NEARNESS, 'yearAwaited', 'malware'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Case, kind and date alone: a reminder leaves the house and tells nothing of persons. */
export type Thing = {
  readonly case: string;
  readonly kind: CaseKind;
  readonly occasion: Occasion;
  readonly dueOn: string;
  /** Somebody else has to act by that day. */
  readonly awaited: boolean;
};

export function thingOf(open: OpenCase): Thing | null {
  const { overdue, workingDaysLeft, dueOn: ownDate, stepDueOn } = open;
  const dueOn = ownDate ?? stepDueOn;
  const occasion = workingDaysLeft === null ? null : nearnessOf(workingDaysLeft, overdue);
  if (occasion === null || dueOn === null) return null;
  return { case: open.case, kind: open.kind, occasion, dueOn, awaited: ownDate === null };
}

/**
 * The year whose calendar is not loaded, as a thing of the first of the month: it is said again each month until it is
 * there.
 */
export function calendarThing(calendar: Calendar, on: PlainDate): Thing | null {
  const year = yearAwaited(calendar, on);
  if (year === null) return null;
  const dueOn = `${on.slice(0, 7)}-01`;
  return { case: String(year), kind: 'calendar', occasion: 'yearAwaited', dueOn, awaited: true };
}

/** A date that moved makes it another thing. */
export function thingId({ kind, case: number, occasion, dueOn }: Thing): string {
  return `${kind}/${number}/${occasion}/${dueOn}`;
}

/** Most urgent first: asking for one of them includes all before it. Who asks for the most is told of the calendar, too. */
export function isFrom(occasion: Occasion, from: Nearness): boolean {
  if (occasion === 'malware') return true;
  if (occasion === 'yearAwaited') return from === 'within10';
  return NEARNESS.indexOf(occasion) <= NEARNESS.indexOf(from);
}

/** A number may hold a stroke itself; the parts around it do not. */
export function thingOfId(id: string): Thing | null {
  const [, kind, number, occasion, dueOn] = /^([^/]+)\/(.+)\/([^/]+)\/([^/]+)$/s.exec(id) ?? [];
  const known = OCCASIONS.find((one) => one === occasion);
  const ofKind = CASE_KINDS.find((one) => one === kind);
  if (ofKind === undefined || number === undefined || known === undefined || dueOn === undefined) return null;
  return { case: number, kind: ofKind, occasion: known, dueOn, awaited: false };
}
