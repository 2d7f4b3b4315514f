import { handled } from '#shared/handling/handled.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import { AMENDMENT_COMMANDS, type AmendmentCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { AmendmentEvent } from './events.ts';
import { foldedAmendment } from './folded.ts';
import { mendable } from './mend.ts';
import type { AmendmentState } from './state.ts';

const own = defineKind<AmendmentState, AmendmentCommand, AmendmentEvent>({
  ...foldedAmendment,
  schemas: AMENDMENT_COMMANDS,
  opening: ['RequestAmendment'],
  mendable,
  opensOn: (command) => (command.command === 'RequestAmendment' ? command.on : null),
  decide,
});
export const amendmentKind = handled(own);
