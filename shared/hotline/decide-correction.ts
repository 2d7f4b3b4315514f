/** Corrections of hotline cases. They append; nothing recorded changes. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { correctText } from '#shared/kernel/correct-text.ts';
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import { entryTexts, type Mendable } from '#shared/kernel/mending.ts';
import { dateOfInstant, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { correctDate, objectionTo, stepNamed } from '#shared/kernel/procedure.ts';
import type { HotlineCommandOf } from './commands.ts';
import { isCounted, limitOf, unlisted } from './decide-registration.ts';
import type { HotlineEvent } from './events.ts';
import { isEnded } from './figures.ts';
import { courseOf } from './lawful-steps.ts';
import type { Step } from './life.ts';
import { groupOf } from './lists.ts';
import { ENTRY } from './mend.ts';
import type { HotlineContext } from './settings.ts';
import { type HotlineState, movedTo, redated } from './state.ts';

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

/** The step from which the limit of a type runs, by policy hotlineLimitFrom. */
const LIMIT_FROM = {
  receipt: 'HotlineCaseRegistered',
  acceptance: 'HotlineCaseAccepted',
  dispatch: 'Dispatched',
} as const;

/** The time of day stays. What an imported row does not date cannot be dated anew. */
export function correctInstant(
  state: HotlineState,
  command: HotlineCommandOf<'CorrectDate'>,
  { settings }: HotlineContext,
): Decision<HotlineEvent> {
  const { event, on, reason } = command;
  const call = { id: state.registration, type: LIMIT_FROM.receipt, at: state.receivedAt };
  const step = stepNamed([call, ...state.steps.filter(({ dated }) => dated)], event, STEP_NAMES);
  const { limitFrom = 'acceptance', calendar } = settings;
  const limits = step?.type === LIMIT_FROM[limitFrom] ? limitsFrom(state, step.at) : [];
  const moved = [...(step === undefined ? [] : [step]), ...limits].map(({ id }) => id);
  const then = moved.reduce((so, id) => redated(so, id, on), state);
  const decided = correctDate(command, step && { ...step, on: dateOfInstant(step.at) }, {
    objection: () => objectionTo(courseOf(state, 'on'), courseOf(then, 'on'), { own: moved }),
    corrected: ({ id }) => dateCorrected(id, on, reason),
  });
  if (!decided.ok || decided.events.length === 0) return decided;
  const others = limits.map(({ id }) => dateCorrected(id, on, reason));
  return accept([...decided.events, ...others, ...countedAnew(limits.at(-1), on, calendar)]);
}

/** The limits that were counted from that instant; the last of them stands. */
function limitsFrom({ steps }: HotlineState, from: Instant): readonly Step[] {
  return steps.filter((step) => step.at === from && isCounted(step));
}

function dateCorrected(event: string, on: PlainDate, reason: string): HotlineEvent {
  return { type: 'HotlineDateCorrected', v: 1, on, data: { event }, texts: { reason } };
}

/** As many days or hours from the corrected instant; nothing where that ends when it did. */
function countedAnew(limit: Step | undefined, on: PlainDate, calendar: Calendar): readonly HotlineEvent[] {
  if (limit?.event.type !== 'TimeLimitSet') return [];
  const { data } = limit.event;
  return limitOf(movedTo(limit.at, on), data, calendar).filter((anew) => anew.data.dueAt !== data.dueAt);
}
