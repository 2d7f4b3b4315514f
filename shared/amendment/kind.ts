import { handled } from '#shared/handling/handled.ts';
import { type CaseBrief, NO_LIMIT, statusOf } from '#shared/kernel/case-brief.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import { AMENDMENT_COMMANDS, type AmendmentCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { AmendmentEvent } from './events.ts';
import { known } from './known.ts';
import { mendable } from './mend.ts';
import { type AmendmentState, evolve } from './state.ts';

const own = defineKind<AmendmentState, AmendmentCommand, AmendmentEvent>({
  kind: 'amendment',
  schemas: AMENDMENT_COMMANDS,
  opening: ['RequestAmendment'],
  evolve,
  brief,
  known,
  mendable,
  opensOn: (command) => (command.command === 'RequestAmendment' ? command.on : null),
  decide,
});
export const amendmentKind = handled(own);

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
