/** The rules of appeals: what a command makes of a case, or why it is refused. Steps are judged by their day. */
import { correctText } from '#shared/kernel/correct-text.ts';
import { accept, nothingNew, refuse, type Warning } from '#shared/kernel/decision.ts';
import { decider } from '#shared/kernel/procedure.ts';
import type { AppealContext, AppealDecision } from './appeal-decision.ts';
import type { AppealCommand, AppealCommandOf } from './commands.ts';
import {
  correctAppealDate,
  correctCoDefendant,
  correctFact,
  correctOutcome,
  correctRoute,
  mendable,
  STEP_NAMES,
} from './decide-correction.ts';
import {
  appealJudgment,
  conclude,
  enterStep,
  openRetrial,
  remandCase,
  stateReplyOrder,
} from './decide-instances.ts';
import { extendReview, recordEffect, recordServiceOf } from './decide-papers.ts';
import type { AppealEvent } from './events.ts';
import { linkAppeal, numberOfLinked, otherActOf } from './link-appeal.ts';
import { reviewFirstWarning } from './review-first.ts';
import type { AppealState } from './state.ts';

export const decide = decider<AppealState, AppealCommand, 'OpenAppeal', AppealContext, AppealEvent>({
  opening: { OpenAppeal: open },
  later: {
    LinkAppeal: linkAppeal,
    AnswerAppeal: answer,
    ConcludeAppeal: conclude,
    StateReplyOrder: stateReplyOrder,
    AppealJudgment: appealJudgment,
    RemandCase: remandCase,
    OpenRetrial: openRetrial,
    ExtendReview: extendReview,
    RecordService: recordServiceOf,
    RecordEffect: recordEffect,
    CorrectAppealRoute: correctRoute,
    CorrectCoDefendant: correctCoDefendant,
    CorrectText: (state, command, context) =>
      correctText({ ...mendable(state), names: STEP_NAMES }, command, context),
    CorrectFact: correctFact,
    CorrectDate: correctAppealDate,
    CorrectOutcome: correctOutcome,
    VoidEntry: (_, { on, reason }) =>
      accept([{ type: 'AppealVoided', v: 1, on, data: {}, texts: { reason } }]),
  },
});

function open(command: AppealCommandOf<'OpenAppeal'>, context: AppealContext): AppealDecision {
  const { kind, on, court, application, copyReceivedOn, otherAct } = command;
  if (kind === 'suit' && command.route === undefined) return refuse('routeRequired', '', { field: 'route' });
  if (application !== undefined && context.linked === null)
    return refuse('unknownApplication', '', { field: 'application' });
  if (application !== undefined && otherAct !== undefined)
    return refuse('conflict', '', { field: 'otherAct' });
  if (copyReceivedOn !== undefined && copyReceivedOn < on)
    return refuse('dateOrder', '', { field: 'copyReceivedOn', not: 'before', than: on });
  const route = kind === 'suit' ? (command.route ?? null) : null;
  const coDefendant = kind === 'suit' && command.coDefendant === true;
  const data = {
    number: command.case ?? '',
    kind,
    route,
    application: application === undefined ? null : numberOfLinked(application, context.linked ?? null),
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
  return enterStep(state, { type: 'AppealAnswered', v: 1, on, data: {} });
}
