/** What lists show of each kind of case, from its state. */
import { awaitedPeriod } from '#shared/appeal/clock-of.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import { clockOf } from '#shared/disclosure/clock-of.ts';
import { handledNames, isEnded } from '#shared/hotline/figures.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { CaseBrief, CaseStatus } from '#shared/kernel/case-brief.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { RegisterState } from '#shared/register/state.ts';

const NO_LIMIT = { dueOn: null, stepDueOn: null, provisional: false } as const;

function statusOf(voided: boolean, concluded: boolean): CaseStatus {
  if (voided) return 'voided';
  return concluded ? 'concluded' : 'open';
}

/** The reply date is the clock's (条例33), never stored in the log: a calendar that becomes known moves it. */
export function briefOfApplication(state: Application, calendar: Calendar): CaseBrief {
  const { receivedOn, submittedOn, conclusion, voided, splitInto } = state;
  const concluded = conclusion !== null || splitInto.length > 0;
  const status = statusOf(voided, concluded);
  const unconfirmed = status === 'open' && receivedOn === null;
  const clock = status === 'open' ? clockOf(state, calendar) : NO_LIMIT;
  return {
    status: unconfirmed ? 'unconfirmed' : status,
    openedOn: receivedOn ?? submittedOn ?? firstKnownDay(state),
    concludedOn: conclusion?.on ?? null,
    dueOn: clock.dueOn,
    stepDueOn: clock.stepDueOn,
    provisional: clock.provisional,
    facts: {
      applicantType: state.applicantType,
      channel: state.channel,
      outcome: conclusion?.outcome ?? null,
      state: 'state' in clock ? clock.state : status,
      migrated: state.migrated,
    },
  };
}

/** An application has a day of receipt or of submission; a damaged one must still be listed. */
function firstKnownDay({ conclusion }: Application): CaseBrief['openedOn'] {
  return conclusion?.on ?? ('1900-01-01' as CaseBrief['openedOn']);
}

export function briefOfHotlineCase(state: HotlineState): CaseBrief {
  const { closedAt, dueAt, dueProvisional, group } = state;
  const concluded = isEnded(state);
  const { source, type, topic, department, satisfaction, receivedAt } = state;
  return {
    status: statusOf(state.voided, concluded),
    openedOn: dateOfInstant(receivedAt),
    concludedOn: closedAt === null ? null : dateOfInstant(closedAt),
    dueOn: dueAt === null ? null : dateOfInstant(dueAt),
    stepDueOn: null,
    provisional: dueProvisional && !concluded,
    facts: {
      ...{ receivedAt, source, type, topic, department, dueAt, closedAt, satisfaction, group },
      // the figures it stands in beside `received` and the maps, by which the cases of part of a year are found
      counts: handledNames(state).join(' '),
    },
  };
}

/** The answer is the office's to give (dueOn); the decision is awaited (stepDueOn). */
export function briefOfAppeal(state: AppealState, calendar: Calendar): CaseBrief {
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
    facts: { kind, route, outcome, application, coDefendant: state.coDefendant },
  };
}

/** Titles, sources and addresses are read from the entry itself. */
const UNLISTED = ['title', 'source', 'url'];

/** An entry of the register is a fact of one day: nothing about it is pending. */
export function briefOfEntry(state: RegisterState): CaseBrief {
  const cells = Object.entries(state.cells).filter(([name]) => !UNLISTED.includes(name));
  return {
    ...NO_LIMIT,
    status: statusOf(state.voided, true),
    openedOn: state.on,
    concludedOn: state.repealedOn,
    facts: Object.fromEntries(cells),
  };
}
