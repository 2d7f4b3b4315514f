import { handled } from '#shared/handling/handled.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { APPEAL_COMMANDS, type AppealCommand } from './commands.ts';
import { decide } from './decide.ts';
import { mendable } from './decide-correction.ts';
import type { AppealEvent } from './events.ts';
import { foldedAppeal } from './folded.ts';
import { type AppealRow, migrate } from './migrate.ts';
import { toldApplications } from './reply-order.ts';
import type { LinkedApplication } from './review-first.ts';
import type { AppealState } from './state.ts';

type Settings = {
  readonly policies: Policies;
  readonly calendar: Calendar;
  readonly linked?: LinkedApplication | null;
};

const own = defineKind<AppealState, AppealCommand, AppealEvent, Settings>({
  ...foldedAppeal,
  schemas: APPEAL_COMMANDS,
  opening: ['OpenAppeal'],
  mendable,
  opensOn: (command) => (command.command === 'OpenAppeal' ? command.on : null),
  needs: (command) => {
    const named = command !== undefined && 'application' in command ? command.application : undefined;
    const always = { policies: true, calendar: true } as const;
    return named === undefined ? always : { ...always, linked: named };
  },
  decide: (state, command, { settings: { policies, ...settings }, ...asking }) => {
    const { instancePolicy, retrialCounts, orderedReplyPeriod } = policies;
    const settled = { policies, instancePolicy, retrialCounts, orderedReplyPeriod };
    return decide(state, command, { ...asking, ...settled, ...settings });
  },
  migrate: (state, row: AppealRow, context) => migrate(state, row, context?.settings?.policies),
  tells: toldApplications,
});
export const appealKind = handled(own);
