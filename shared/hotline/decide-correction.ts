/** Corrections of hotline cases. They append; nothing recorded changes. */
import { correctText } from '#shared/kernel/correct-text.ts';
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import { entryTexts, type Mendable } from '#shared/kernel/mending.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { correctDate, objectionTo, stepNamed } from '#shared/kernel/procedure.ts';
import type { HotlineCommandOf } from './commands.ts';
import { unlisted } from './decide-registration.ts';
import type { HotlineEvent } from './events.ts';
import { isEnded } from './figures.ts';
import { courseOf } from './lawful-steps.ts';
import { groupOf } from './lists.ts';
import { ENTRY } from './mend.ts';
import type { HotlineContext } from './settings.ts';
import { type HotlineState, redated } from './state.ts';

/** What commands and columns of the import call the events. */
const STEP_NAMES: Readonly<Record<string, string>> = {
  RegisterHotlineCase: 'HotlineCaseRegistered',
  receivedAt: 'HotlineCaseRegistered',
  AcceptHotlineCase: 'HotlineCaseAccepted',
  RejectHotlineCase: 'HotlineCaseRejected',
  Dispatch: 'Dispatched',
  ReturnDispatch: 'DispatchReturned',
  ExtendHandling: 'HandlingExtended',
  RecordDepartmentReply: 'DepartmentReplied',
  ReplyToCaller: 'CallerAnswered',
  CloseHotlineCase: 'HotlineCaseClosed',
  closedAt: 'HotlineCaseClosed',
  RecordFollowUp: 'FollowUpRecorded',
  satisfaction: 'FollowUpRecorded',
  Redo: 'HotlineCaseRedone',
  Supervise: 'HotlineCaseSupervised',
  MergeInto: 'MergedInto',
  RedirectToDisclosure: 'RedirectedToDisclosure',
  LinkApplication: 'LinkedToApplication',
};

/** What can be put right besides its dates. */
export function mendable(state: HotlineState): Mendable {
  const { registration: opening, texts } = state;
  return { opening, entry: entryTexts(ENTRY, texts), isConcluded: isEnded(state) };
}

export function correctTextOf(
  state: HotlineState,
  command: HotlineCommandOf<'CorrectText'>,
  context: HotlineContext,
): Decision<HotlineEvent> {
  return correctText({ ...mendable(state), names: STEP_NAMES }, command, context);
}

/** A source that the list lacks is added to it. */
export function correctSource(
  state: HotlineState,
  { on, source, reason }: HotlineCommandOf<'CorrectFact'>,
  { today, role, settings: { lists } }: HotlineContext,
): Decision<HotlineEvent> {
  if (role === 'intake' && mendable(state).isConcluded) return refuse('notAllowed');
  if (source === state.source && !state.sourceAssumed) return nothingNew();
  const group = groupOf(lists, source, dateOfInstant(state.receivedAt));
  const data = { source, group, migrated: false };
  return accept(
    [{ type: 'HotlineSourceNamed', v: 1, on: on ?? today, data, texts: { reason } }],
    unlisted(lists, 'sources', source),
  );
}

/** Unlike a merger it ends nothing: who calls again may be owed an answer of his own. */
export function linkRepeat(
  state: HotlineState,
  { on, of }: HotlineCommandOf<'LinkRepeat'>,
  { today, settings: { target } }: HotlineContext,
): Decision<HotlineEvent> {
  if (of === state.number) return refuse('mergeIntoItself', '', { field: 'of' });
  if (target === null) return refuse('unknownCase', '', { field: 'of' });
  if (target?.voided) return refuse('voided', '', { field: 'of' });
  if (state.repeatOf === of) return nothingNew();
  return accept([{ type: 'LinkedAsRepeat', v: 1, on: on ?? today, data: { of } }]);
}

/** The time of day stays. What an imported row does not date cannot be dated anew. */
export function correctInstant(
  state: HotlineState,
  command: HotlineCommandOf<'CorrectDate'>,
): Decision<HotlineEvent> {
  const { event, on, reason } = command;
  const call = { id: state.registration, type: 'HotlineCaseRegistered', at: state.receivedAt };
  const step = stepNamed([call, ...state.steps.filter(({ dated }) => dated)], event, STEP_NAMES);
  return correctDate(command, step && { ...step, on: dateOfInstant(step.at) }, {
    objection: ({ id }) =>
      objectionTo(courseOf(state, 'on'), courseOf(redated(state, id, on), 'on'), { own: [id] }),
    corrected: ({ id }) => ({
      type: 'HotlineDateCorrected',
      v: 1,
      on,
      data: { event: id },
      texts: { reason },
    }),
  });
}
