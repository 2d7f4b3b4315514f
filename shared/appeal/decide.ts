/** The rules of appeals: what a command makes of a case, or why it is refused. Steps are judged by their day. */
import { accept, nothingNew, refuse, unreachable, type Warning } from '#shared/kernel/decision.ts';
import { DEFAULT_POLICIES } from '#shared/kernel/policies.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { AppealContext, AppealDecision } from './appeal-decision.ts';
import type { AppealCommand, AppealCommandOf } from './commands.ts';
import {
  correctCoDefendant,
  correctDate,
  correctOutcome,
  correctRoute,
  voidEntry,
} from './decide-correction.ts';
import type { AppealEvent } from './events.ts';
import { countingBy } from './follow-policy.ts';
import { disorderOf } from './instances.ts';
import { linkAppeal, otherActOf } from './link-appeal.ts';
import { outcomeOf } from './means.ts';
import { reviewFirstWarning } from './review-first.ts';
import type { AppealState } from './state.ts';

type LaterCommand = Exclude<AppealCommand, { command: 'OpenAppeal' }>;

export function decide(
  state: AppealState | null,
  command: AppealCommand,
  context: AppealContext,
): AppealDecision {
  if (command.on > context.today) return refuse('future', '', { field: 'on' });
  if (command.command === 'OpenAppeal')
    return state === null ? open(command, context) : refuse('alreadyExists');
  if (state === null) return refuse('unknownCase');
  if (state.voided) return refuse('voided');
  return decideLater(state, command, context);
}

function decideLater(state: AppealState, command: LaterCommand, context: AppealContext): AppealDecision {
  switch (command.command) {
    case 'LinkAppeal':
      return linkAppeal(state, command, context);
    case 'AnswerAppeal':
      return answer(state, command);
    case 'ConcludeAppeal':
      return conclude(state, command, context);
    case 'AppealJudgment':
      return appealJudgment(state, command, context);
    case 'CorrectAppealRoute':
      return correctRoute(state, command);
    case 'CorrectCoDefendant':
      return correctCoDefendant(state, command);
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

function open(command: AppealCommandOf<'OpenAppeal'>, context: AppealContext): AppealDecision {
  const { kind, on, court, application, copyReceivedOn, otherAct } = command;
  if (kind === 'suit' && command.route === undefined) return refuse('routeRequired', '', { field: 'route' });
  if (application !== undefined && context.linked === null)
    return refuse('unknownApplication', '', { field: 'application' });
  if (application !== undefined && otherAct !== undefined)
    return refuse('conflict', '', { field: 'otherAct' });
  if (copyReceivedOn !== undefined && copyReceivedOn > context.today)
    return refuse('future', '', { field: 'copyReceivedOn' });
  const route = kind === 'suit' ? (command.route ?? null) : null;
  const coDefendant = kind === 'suit' && command.coDefendant === true;
  const data = {
    number: command.case ?? '',
    kind,
    route,
    application: application === undefined ? null : caseNumber(application),
    coDefendant,
    ...(coDefendant && { asReviewOrgan: true as const }),
    procedure: command.procedure ?? null,
    copyReceivedOn: copyReceivedOn ?? null,
    migrated: false,
  };
  const event: AppealEvent = { type: 'AppealOpened', v: 2, on, data };
  return accept(
    [court === undefined ? event : { ...event, texts: { court } }, ...otherActOf(on, otherAct)],
    [...reviewFirstWarning({ route, on }, context.linked ?? null), ...openingWarnings(command, coDefendant)],
  );
}

/** What was said and does not count, or was said of a review and cannot be true of one. */
function openingWarnings(
  { kind, route, coDefendant }: AppealCommandOf<'OpenAppeal'>,
  isReviewOrgan: boolean,
): Warning[] {
  if (isReviewOrgan)
    return [{ code: 'coDefendantNotCounted', facts: { article: '国办公开办函〔2016〕201号' } }];
  if (kind === 'suit') return [];
  const said = [...(route === undefined ? [] : ['route']), ...(coDefendant === true ? ['coDefendant'] : [])];
  return said.map((field) => ({ code: 'onlyForSuits', facts: { field } }));
}

function answer(state: AppealState, { on }: AppealCommandOf<'AnswerAppeal'>): AppealDecision {
  if (state.answeredOn === on) return nothingNew();
  if (state.answeredOn !== null) return refuse('alreadyAnswered', '', { on: state.answeredOn });
  if (on < state.openedOn) return refuse('dateOrder', '', { field: 'on' });
  return accept([{ type: 'AppealAnswered', v: 1, on, data: {} }]);
}

function conclude(
  state: AppealState,
  { on, means }: AppealCommandOf<'ConcludeAppeal'>,
  { policies = DEFAULT_POLICIES }: AppealContext,
): AppealDecision {
  const outcome = outcomeOf(state.kind, means, policies);
  if (outcome === null) return refuse('badMeans', '', { field: 'means', kind: state.kind });
  const event: AppealEvent = {
    type: 'AppealConcluded',
    v: 1,
    on,
    data: { outcome, means, migrated: false, ...countingBy(policies) },
  };
  const refusal = disorderOf(state.openedOn, [...state.steps, { id: '', type: event.type, on, outcome }]);
  return refusal === null ? accept([event]) : refuse(refusal, '', { field: 'on' });
}

/** 行诉法 art. 85. One dispute stays one case of table 四 unless the office counts by instance (R-T4-7). */
function appealJudgment(
  state: AppealState,
  { on }: AppealCommandOf<'AppealJudgment'>,
  { instancePolicy }: AppealContext,
): AppealDecision {
  if (state.kind !== 'suit') return refuse('notASuit', '行诉法85');
  const instances = instancePolicy ?? 'merge';
  const event: AppealEvent = { type: 'JudgmentAppealed', v: 2, on, data: { instances } };
  const refusal = disorderOf(state.openedOn, [...state.steps, { id: '', type: event.type, on, instances }]);
  if (refusal === null) return accept([event]);
  return refuse(refusal, refusal === 'notConcluded' ? '行诉法85' : '', { field: 'on' });
}
