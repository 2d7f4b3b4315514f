/** A request to correct one's own data as its history leaves it: for whoever lists it, and decides nothing. */
import { type CaseBrief, NO_LIMIT, statusOf } from '#shared/kernel/case-brief.ts';
import { known } from './known.ts';
import { type AmendmentState, evolve } from './state.ts';

export const foldedAmendment = { kind: 'amendment', evolve, brief, known } as const;

/** 条例41 names no period: an open one stands in the work list without a date. */
function brief({ requestedOn, endedOn, voided, applicantType, decision }: AmendmentState): CaseBrief {
  return {
    ...NO_LIMIT,
    status: statusOf(voided, endedOn !== null),
    openedOn: requestedOn,
    concludedOn: endedOn,
    facts: { applicantType, decision },
  };
}
