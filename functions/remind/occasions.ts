/** What is worth telling of an open case, and when: each thing once. */
import type { OpenCase } from '../worklist/open-cases.ts';

export const OCCASIONS = ['overdue', 'today', 'within3', 'within5', 'within10'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Case, kind and date alone: a reminder leaves the house and tells nothing of persons. */
export type Thing = {
  readonly case: string;
  readonly kind: OpenCase['kind'];
  readonly occasion: Occasion;
  readonly dueOn: string;
  /** Somebody else has to act by that day. */
  readonly awaited: boolean;
};

/** The nearest of today, three, five and ten working days; null while there is time or no date. */
export function occasionOf({ overdue, workingDaysLeft: left }: OpenCase): Occasion | null {
  if (overdue) return 'overdue';
  if (left === null || left > 10) return null;
  if (left <= 0) return 'today';
  return left <= 3 ? 'within3' : left <= 5 ? 'within5' : 'within10';
}

export function thingOf(open: OpenCase): Thing | null {
  const occasion = occasionOf(open);
  const dueOn = open.dueOn ?? open.stepDueOn;
  if (occasion === null || dueOn === null) return null;
  return { case: open.case, kind: open.kind, occasion, dueOn, awaited: open.dueOn === null };
}

/** A date that moved makes it another thing. */
export function thingId({ kind, case: number, occasion, dueOn }: Thing): string {
  return `${kind}/${number}/${occasion}/${dueOn}`;
}

/** Most urgent first: whoever wants to be told from one of them on is told of those before it, too. */
export function isFrom(occasion: Occasion, from: Occasion): boolean {
  return OCCASIONS.indexOf(occasion) <= OCCASIONS.indexOf(from);
}

/** A number may hold a stroke itself; the parts around it do not. */
export function thingOfId(id: string): Thing | null {
  const [, kind, number, occasion, dueOn] = /^([^/]+)\/(.+)\/([^/]+)\/([^/]+)$/s.exec(id) ?? [];
  const known = OCCASIONS.find((one) => one === occasion);
  if (kind === undefined || number === undefined || known === undefined || dueOn === undefined) return null;
  return { case: number, kind: kind as Thing['kind'], occasion: known, dueOn, awaited: false };
}
