/** What is worth telling of an open case, and when: each thing once. */
import { CASE_KINDS } from '#shared/kernel/event.ts';
import { NEARNESS, type Nearness, nearnessOf } from '#shared/worklist/nearness.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';

export const OCCASIONS = NEARNESS;
export type Occasion = Nearness;

/** Case, kind and date alone: a reminder leaves the house and tells nothing of persons. */
export type Thing = {
  readonly case: string;
  readonly kind: OpenCase['kind'];
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

/** A date that moved makes it another thing. */
export function thingId({ kind, case: number, occasion, dueOn }: Thing): string {
  return `${kind}/${number}/${occasion}/${dueOn}`;
}

/** Most urgent first: asking for one of them includes all before it. */
export function isFrom(occasion: Occasion, from: Occasion): boolean {
  return OCCASIONS.indexOf(occasion) <= OCCASIONS.indexOf(from);
}

/** A number may hold a stroke itself; the parts around it do not. */
export function thingOfId(id: string): Thing | null {
  const [, kind, number, occasion, dueOn] = /^([^/]+)\/(.+)\/([^/]+)\/([^/]+)$/s.exec(id) ?? [];
  const known = OCCASIONS.find((one) => one === occasion);
  const ofKind = CASE_KINDS.find((one) => one === kind);
  if (ofKind === undefined || number === undefined || known === undefined || dueOn === undefined) return null;
  return { case: number, kind: ofKind, occasion: known, dueOn, awaited: false };
}
