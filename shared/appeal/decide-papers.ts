/** What becomes known of an appeal beside its decisions: the review organ's extension, and when papers were served. */
import { LONGEST_REVIEW_EXTENSION } from '#shared/kernel/appeal-clock.ts';
import { accept, nothingNew, refuse } from '#shared/kernel/decision.ts';
import { stepNamed } from '#shared/kernel/procedure.ts';
import { recordService } from '#shared/service/service.ts';
import type { AppealDecision } from './appeal-decision.ts';
import type { AppealCommandOf } from './commands.ts';
import { STEP_NAMES } from './decide-correction.ts';
import { turns } from './instances.ts';
import type { AppealState } from './state.ts';

/** 复议法62: thirty days at most, in the ordinary procedure, once. */
export function extendReview(
  state: AppealState,
  { on, days }: AppealCommandOf<'ExtendReview'>,
): AppealDecision {
  if (state.kind !== 'review') return refuse('notAReview', '复议法62');
  if (
    state.extendedDays === days &&
    state.steps.some((step) => step.type === 'ReviewExtended' && step.on === on)
  )
    return nothingNew();
  if (state.extendedDays !== null) return refuse('alreadyExtended', '复议法62');
  if (state.procedure === 'simplified') return refuse('simplifiedNotExtended', '复议法62');
  if (days > LONGEST_REVIEW_EXTENSION)
    return refuse('extensionTooLong', '复议法62', { most: LONGEST_REVIEW_EXTENSION, field: 'days' });
  if (on < state.openedOn) return refuse('dateOrder', '', { field: 'on' });
  if (state.concludedOn !== null && on > state.concludedOn) return refuse('alreadyJudged', '复议法62');
  return accept([{ type: 'ReviewExtended', v: 1, on, data: { days } }]);
}

/** The steps whose paper somebody receives: the copy that opens the case, and the decisions. */
const WITH_PAPER: readonly string[] = ['AppealOpened', 'AppealConcluded'];

export function recordServiceOf(
  state: AppealState,
  command: AppealCommandOf<'RecordService'>,
): AppealDecision {
  const step = stepNamed(state.steps, command.step, STEP_NAMES);
  if (step === undefined) return refuse('unknownEvent', '', { field: 'step', event: command.step });
  if (!WITH_PAPER.includes(step.type)) return refuse('noPaper', '', { field: 'step' });
  return recordService(state.services, step, command);
}

/** Of the newest decision where none is named. A day said again otherwise takes the place of the one before. */
export function recordEffect(
  state: AppealState,
  { on, step: name = 'AppealConcluded' }: AppealCommandOf<'RecordEffect'>,
): AppealDecision {
  const step = stepNamed(state.steps, name, STEP_NAMES);
  if (step === undefined) return refuse('unknownEvent', '', { field: 'step', event: name });
  if (step.type !== 'AppealConcluded') return refuse('notConcluded', '', { field: 'step' });
  if (on < step.on) return refuse('dateOrder', '', { field: 'on', not: 'before', than: step.on });
  const after = turns(state.steps);
  if (after[after.findIndex(({ id }) => id === step.id) + 1]?.type === 'JudgmentAppealed')
    return refuse('appealedSince', '行诉法85', { field: 'step' });
  const known = state.steps.findLast(({ effectOf }) => effectOf === step.id);
  if (known?.on === on) return nothingNew();
  return accept([{ type: 'DecisionEffective', v: 1, on, data: { step: step.id } }]);
}
