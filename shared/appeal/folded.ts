/** An appeal as its history leaves it: for whoever counts and lists it, and decides nothing. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { type CaseBrief, statusOf } from '#shared/kernel/case-brief.ts';
import { awaitedPeriod } from './clock-of.ts';
import { appealContributions } from './figures.ts';
import { APPEAL_FOLLOWS } from './follow-policy.ts';
import { known } from './known.ts';
import { redate } from './redate.ts';
import { type AppealState, evolve, following } from './state.ts';

export const foldedAppeal = {
  kind: 'appeal',
  evolve,
  contributions: appealContributions,
  brief,
  known,
  redate,
  follows: APPEAL_FOLLOWS,
  follow: following,
} as const;

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
