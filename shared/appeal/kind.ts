import { handled } from '#shared/handling/handled.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { APPEAL_COMMANDS, type AppealCommand } from './commands.ts';
import { decide } from './decide.ts';
import { mendable } from './decide-correction.ts';
import type { AppealEvent } from './events.ts';
import { foldedAppeal } from './folded.ts';
import type { LinkedApplication } from './review-first.ts';
import { APPEAL_NEEDS, appealRows } from './rows.ts';
import type { AppealState } from './state.ts';

type Settings = {
  readonly policies: Policies;
  readonly calendar: Calendar;
  readonly linked?: LinkedApplication | null;
};

const own = defineKind<AppealState, AppealCommand, AppealEvent, Settings>({
  ...foldedAppeal,
  ...appealRows,
  schemas: APPEAL_COMMANDS,
  opening: ['OpenAppeal'],
  mendable,
  opensOn: (command) => (command.command === 'OpenAppeal' ? command.on : null),
  needs: (command) => {
    const named = command !== undefined && 'application' in command ? command.application : undefined;
    return named === undefined ? APPEAL_NEEDS : { ...APPEAL_NEEDS, linked: named };
  },
  decide: (state, command, { settings: { policies, ...settings }, ...asking }) => {
    const { instancePolicy, retrialCounts, orderedReplyPeriod } = policies;
    const settled = { policies, instancePolicy, retrialCounts, orderedReplyPeriod };
    return decide(state, command, { ...asking, ...settled, ...settings });
  },
});
export const appealKind = handled(own);
