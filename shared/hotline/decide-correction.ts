/** Corrections of hotline cases. They append; nothing recorded changes. */
import type { Decision } from '#shared/kernel/decision.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { correctDate, objectionTo, stepNamed } from '#shared/kernel/procedure.ts';
import type { HotlineCommandOf } from './commands.ts';
import type { HotlineEvent } from './events.ts';
import { courseOf } from './lawful-steps.ts';
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
