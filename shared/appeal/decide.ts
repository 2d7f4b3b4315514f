/** The rules of appeals: what a command makes of a case, or why it is refused. */
import { accept, type Decision, refuse, unreachable } from '../kernel/decision.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { AppealCommand, AppealCommandOf } from './commands.ts';
import { APPEAL_OUTCOMES, type AppealEvent } from './events.ts';
import { outcomeOf } from './means.ts';
import { type AppealState, redated } from './state.ts';

export type AppealContext = { readonly today: PlainDate };
type Decided = Decision<AppealEvent>;
type LaterCommand = Exclude<AppealCommand, { command: 'OpenAppeal' }>;

export function decide(state: AppealState | null, command: AppealCommand, context: AppealContext): Decided {
  if (command.on > context.today) return refuse('future', '', { field: 'on' });
  if (command.command === 'OpenAppeal') return state === null ? open(command) : refuse('alreadyExists');
  if (state === null) return refuse('unknownCase');
  if (state.voided) return refuse('voided');
  return decideLater(state, command);
}

function decideLater(state: AppealState, command: LaterCommand): Decided {
  switch (command.command) {
    case 'AnswerAppeal':
      return answer(state, command);
    case 'ConcludeAppeal':
      return conclude(state, command);
    case 'AppealJudgment':
      return appealJudgment(state, command);
    case 'CorrectAppealRoute':
      return correctRoute(state, command);
    case 'CorrectDate':
      return correctDate(state, command);
    case 'CorrectOutcome':
      return correctOutcome(state, command);
    case 'VoidEntry':
      return voidEntry(command);
    default:
      return unreachable(command);
  }
}

function open(command: AppealCommandOf<'OpenAppeal'>): Decided {
  const { kind, on, court } = command;
  if (kind === 'suit' && command.route === undefined) return refuse('routeRequired', '', { field: 'route' });
  const data = {
    number: command.case ?? '',
    kind,
    route: kind === 'suit' ? (command.route ?? null) : null,
    application: command.application ?? null,
    coDefendant: kind === 'suit' && command.coDefendant === true,
    migrated: false,
  };
  const event: AppealEvent = { type: 'AppealOpened', v: 1, on, data };
  return accept([court === undefined ? event : { ...event, texts: { court } }]);
}

function answer(state: AppealState, { on }: AppealCommandOf<'AnswerAppeal'>): Decided {
  if (state.answered) return refuse('alreadyAnswered');
  if (on < state.openedOn) return refuse('dateOrder', '', { field: 'on' });
  return accept([{ type: 'AppealAnswered', v: 1, on, data: {} }]);
}

function conclude(state: AppealState, { on, means }: AppealCommandOf<'ConcludeAppeal'>): Decided {
  if (state.outcome !== null) return refuse('alreadyJudged');
  const outcome = outcomeOf(state.kind, means);
  if (outcome === null) return refuse('badMeans', '', { field: 'means', kind: state.kind });
  if (on < lastInstanceOn(state)) return refuse('dateOrder', '', { field: 'on' });
  return accept([{ type: 'AppealConcluded', v: 1, on, data: { outcome, means, migrated: false } }]);
}

function lastInstanceOn(state: AppealState): PlainDate {
  return state.steps.findLast((step) => step.type !== 'AppealAnswered')?.on ?? state.openedOn;
}

function appealJudgment(state: AppealState, { on }: AppealCommandOf<'AppealJudgment'>): Decided {
  if (state.kind !== 'suit') return refuse('notASuit');
  if (state.concludedOn === null) return refuse('notConcluded');
  if (on < state.concludedOn) return refuse('dateOrder', '', { field: 'on' });
  return accept([{ type: 'JudgmentAppealed', v: 1, on, data: {} }]);
}

function correctRoute(state: AppealState, command: AppealCommandOf<'CorrectAppealRoute'>): Decided {
  const { on, route, reason } = command;
  if (state.kind !== 'suit') return refuse('notASuit');
  if (state.route === route) return refuse('unchanged');
  return accept([{ type: 'AppealRouteCorrected', v: 1, on, data: { route }, texts: { reason } }]);
}

function correctDate(state: AppealState, command: AppealCommandOf<'CorrectDate'>): Decided {
  const { event, on, reason } = command;
  const step = state.steps.find(({ id }) => id === event);
  if (step === undefined) return refuse('unknownEvent', '', { event });
  if (step.on === on) return refuse('unchanged');
  const dates = redated(state.steps, event, on);
  const instances = dates.filter(({ type }) => type !== 'AppealAnswered');
  const ordered = instances.every((at, index) => index === 0 || at.on >= (instances[index - 1]?.on ?? at.on));
  const first = instances[0]?.on ?? on;
  if (!ordered || dates.some((at) => at.on < first)) return refuse('contradictsLaterStep');
  return accept([{ type: 'AppealDateCorrected', v: 1, on, data: { event }, texts: { reason } }]);
}

function correctOutcome(state: AppealState, command: AppealCommandOf<'CorrectOutcome'>): Decided {
  const { on, reason } = command;
  const outcome = APPEAL_OUTCOMES.find((known) => known === command.outcome);
  if (state.outcome === null) return refuse('notConcluded');
  if (outcome === undefined) return refuse('badChoice', '', { field: 'outcome' });
  if (state.outcome === outcome) return refuse('unchanged');
  return accept([{ type: 'AppealOutcomeCorrected', v: 1, on, data: { outcome }, texts: { reason } }]);
}

function voidEntry({ on, reason }: AppealCommandOf<'VoidEntry'>): Decided {
  return accept([{ type: 'AppealVoided', v: 1, on, data: {}, texts: { reason } }]);
}
