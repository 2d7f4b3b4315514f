/** A call as its history leaves it: for whoever counts and lists it, and decides nothing. */
import { type CaseBrief, statusOf } from '#shared/kernel/case-brief.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { DESCRIPTION } from './events.ts';
import { handledNames, hotlineContributions, isEnded } from './figures.ts';
import { known } from './known.ts';
import { redate } from './redate.ts';
import { evolve, type HotlineState } from './state.ts';

export const foldedCall = {
  kind: 'hotline',
  evolve,
  contributions: hotlineContributions,
  brief,
  known,
  redate,
} as const;

function brief(state: HotlineState): CaseBrief {
  const { closedAt, dueAt, dueProvisional } = state;
  const concluded = isEnded(state);
  const { department, satisfaction, receivedAt } = state;
  return {
    status: statusOf(state.voided, concluded),
    openedOn: dateOfInstant(receivedAt),
    concludedOn: closedAt === null ? null : dateOfInstant(closedAt),
    dueOn: dueAt === null ? null : dateOfInstant(dueAt),
    stepDueOn: null,
    provisional: dueProvisional && !concluded,
    facts: {
      ...recordOf(DESCRIPTION, (field) => state[field]),
      ...{ receivedAt, department, dueAt, closedAt, satisfaction },
      // the figures it stands in beside `received` and the maps, by which the cases of part of a year are found
      counts: handledNames(state).join(' '),
    },
  };
}
