/** What lists and work lists show of a case of any kind. No personal data: texts are read from the case itself. */
import type { PlainDate } from './plain-date.ts';

export type CaseStatus = 'unconfirmed' | 'open' | 'concluded' | 'voided';

export type CaseBrief = {
  readonly status: CaseStatus;
  /** The day the law counts from: receipt, opening, publication. Of an unconfirmed submission, the day it was made. */
  readonly openedOn: PlainDate;
  readonly concludedOn: PlainDate | null;
  /** Null while somebody else is awaited and where no time limit runs. */
  readonly dueOn: PlainDate | null;
  /** The end of what is awaited now. */
  readonly stepDueOn: PlainDate | null;
  /** Counted over a year whose calendar is not known yet. */
  readonly provisional: boolean;
  /** Plain facts for the columns of a list, keys as in the import: applicantType, outcome, channel, source … */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

/**
 * The fact that says on whose desk a step of the case lies that somebody proposed: it is waiting for approval, or was
 * returned to whoever proposed it. Not only open cases have one.
 */
export const DESK = 'desk';
export const AWAITING = 'waiting';
export const returnedTo = (person: string): string => `returned ${person}`;

export const NO_LIMIT = { dueOn: null, stepDueOn: null, provisional: false } as const;

export function statusOf(voided: boolean, concluded: boolean): CaseStatus {
  if (voided) return 'voided';
  return concluded ? 'concluded' : 'open';
}
