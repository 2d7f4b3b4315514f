import { handled } from '#shared/handling/handled.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { type CaseBrief, statusOf } from '#shared/kernel/case-brief.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { awaitedPeriod } from './clock-of.ts';
import { APPEAL_COMMANDS, type AppealCommand } from './commands.ts';
import { decide } from './decide.ts';
import { mendable } from './decide-correction.ts';
import type { AppealEvent } from './events.ts';
import { appealContributions } from './figures.ts';
import { APPEAL_FOLLOWS } from './follow-policy.ts';
import { known } from './known.ts';
import { type AppealRow, migrate } from './migrate.ts';
import { redate } from './redate.ts';
import { toldApplications } from './reply-order.ts';
import type { LinkedApplication } from './review-first.ts';
import { type AppealState, evolve, following } from './state.ts';

type Settings = {
  readonly policies: Policies;
  readonly calendar: Calendar;
  readonly linked?: LinkedApplication | null;
};

const own = defineKind<AppealState, AppealCommand, AppealEvent, Settings>({
  kind: 'appeal',
  schemas: APPEAL_COMMANDS,
  opening: ['OpenAppeal'],
  evolve,
  contributions: appealContributions,
  brief,
  known,
  mendable,
  opensOn: (command) => (command.command === 'OpenAppeal' ? command.on : null),
  redate,
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
  follows: APPEAL_FOLLOWS,
  follow: following,
  tells: toldApplications,
});
export const appealKind = handled(own);

const EARLIEST = { earliest: true } as const;

/** The answer is the office's to give (dueOn); the decision is awaited (stepDueOn). */
function brief(state: AppealState, calendar: Calendar): CaseBrief {
  const { kind, route, outcome, application, openedOn, concludedOn } = state;
  const period = awaitedPeriod(state, calendar);
  const ours = period?.step === 'answer';
  return {
    dueOn: period !== null && ours ? period.dueOn : null,
    stepDueOn: period === null || ours ? null : period.dueOn,
    provisional: period?.provisional === true,
    status: statusOf(state.voided, outcome !== null),
    openedOn,
    concludedOn,
    facts: {
      kind,
      route,
      outcome,
      application,
      coDefendant: state.coDefendant,
      ...(period?.earliest && EARLIEST),
    },
  };
}
