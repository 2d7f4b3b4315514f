/** Corrections of appeals. They append; nothing recorded changes. */
import { APPEAL_OUTCOMES } from '#shared/glossary/choices.ts';
import { accept, nothingNew, refuse } from '#shared/kernel/decision.ts';
import { entryTexts, type Mendable } from '#shared/kernel/mending.ts';
import { correctDate, objectionTo, redated, stepNamed } from '#shared/kernel/procedure.ts';
import type { AppealContext, AppealDecision } from './appeal-decision.ts';
import type { AppealCommandOf } from './commands.ts';
import { courseOf } from './course.ts';
import { turns } from './instances.ts';
import { ENTRY, openingOf } from './mend.ts';
import type { AppealState } from './state.ts';

/** What commands and columns of the import call the events. */
export const STEP_NAMES: Readonly<Record<string, string>> = {
  OpenAppeal: 'AppealOpened',
  openedOn: 'AppealOpened',
  AnswerAppeal: 'AppealAnswered',
  ConcludeAppeal: 'AppealConcluded',
  concludedOn: 'AppealConcluded',
  outcome: 'AppealConcluded',
  AppealJudgment: 'JudgmentAppealed',
  RemandCase: 'CaseRemanded',
  OpenRetrial: 'RetrialOpened',
  ExtendReview: 'ReviewExtended',
  RecordService: 'PaperServed',
  RecordEffect: 'DecisionEffective',
};

export function correctRoute(
  state: AppealState,
  command: AppealCommandOf<'CorrectAppealRoute'>,
): AppealDecision {
  const { on, route, reason } = command;
  if (state.kind !== 'suit') return refuse('notASuit');
  if (state.route === route) return nothingNew();
  return accept([{ type: 'AppealRouteCorrected', v: 1, on, data: { route }, texts: { reason } }]);
}

/** Of a case whose question could be taken otherwise the same answer, given again, says that it was meant so. */
export function correctCoDefendant(
  state: AppealState,
  { on, coDefendant, reason }: AppealCommandOf<'CorrectCoDefendant'>,
): AppealDecision {
  if (state.kind !== 'suit') return refuse('notASuit');
  if (state.coDefendant === coDefendant && !state.coDefendantUnsure) return nothingNew();
  const data = { coDefendant, migrated: false };
  return accept([{ type: 'AppealCoDefendantCorrected', v: 1, on, data, texts: { reason } }]);
}

/** What can be put right besides its dates and outcome. */
export function mendable(state: AppealState): Mendable {
  const { texts, otherAct, outcome } = state;
  const fields = otherAct ? ENTRY : { court: ENTRY.court };
  return { opening: openingOf(state), entry: entryTexts(fields, texts), isConcluded: outcome !== null };
}

/** The copy of the papers cannot have come before the case was opened. */
export function correctFact(
  state: AppealState,
  { on, procedure, copyReceivedOn, reason }: AppealCommandOf<'CorrectFact'>,
  { today, role }: AppealContext,
): AppealDecision {
  if (role === 'intake' && state.outcome !== null) return refuse('notAllowed');
  if (procedure === undefined && copyReceivedOn === undefined)
    return refuse('required', '', { field: 'procedure' });
  if (copyReceivedOn !== undefined && copyReceivedOn < state.openedOn)
    return refuse('dateOrder', '', { field: 'copyReceivedOn', not: 'before', than: state.openedOn });
  const data = {
    ...(procedure !== undefined && procedure !== state.procedure && { procedure }),
    ...(copyReceivedOn !== undefined && copyReceivedOn !== state.copyReceivedOn && { copyReceivedOn }),
  };
  if (Object.keys(data).length === 0) return nothingNew();
  return accept([{ type: 'AppealFactCorrected', v: 1, on: on ?? today, data, texts: { reason } }]);
}

export function correctAppealDate(
  { steps }: AppealState,
  command: AppealCommandOf<'CorrectDate'>,
): AppealDecision {
  const { event, on, reason } = command;
  return correctDate(command, stepNamed(steps, event, STEP_NAMES), {
    objection: ({ id }) => objectionTo(courseOf(steps), courseOf(redated(steps, id, on)), { own: [id] }),
    corrected: ({ id }) => ({
      type: 'AppealDateCorrected',
      v: 1,
      on,
      data: { event: id },
      texts: { reason },
    }),
  });
}

export function correctOutcome(
  state: AppealState,
  command: AppealCommandOf<'CorrectOutcome'>,
): AppealDecision {
  const { on, reason, event } = command;
  const outcome = APPEAL_OUTCOMES.find((known) => known === command.outcome);
  const newest = turns(state.steps).findLast(({ type }) => type === 'AppealConcluded');
  if (newest === undefined) return refuse('notConcluded');
  const decision = event === undefined ? newest : stepNamed(state.steps, event, STEP_NAMES);
  if (decision?.outcome === undefined)
    return refuse('unknownEvent', '', { field: 'event', event: event ?? '' });
  if (outcome === undefined) return refuse('badChoice', '', { field: 'outcome' });
  if (decision.outcome === outcome) return nothingNew();
  const isLast = turns(state.steps).at(-1) === decision;
  const data = isLast ? { outcome } : { outcome, event: decision.id };
  return accept([{ type: 'AppealOutcomeCorrected', v: 1, on, data, texts: { reason } }]);
}
