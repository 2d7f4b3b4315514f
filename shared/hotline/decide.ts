/** The rules of hotline cases: what a command makes of a case, or why it is refused. */
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import type { HotlineCommand, HotlineCommandName, HotlineCommandOf } from './commands.ts';
import { correctDate, correctOutcome, voidEntry } from './decide-correction.ts';
import { classify, limitOnAcceptance, limitOnDispatch, register, unlisted } from './decide-registration.ts';
import type { HotlineEvent } from './events.ts';
import { contradiction } from './lawful-steps.ts';
import { inOrder, type StepEvent } from './life.ts';
import type { HotlineContext, HotlineSettings } from './settings.ts';
import { type HotlineState, stepOf } from './state.ts';

type Decided = Decision<HotlineEvent>;
type StepCommandName = Exclude<
  HotlineCommandName,
  'RegisterHotlineCase' | 'ClassifyHotlineCase' | 'CorrectDate' | 'CorrectOutcome' | 'VoidEntry'
>;
type StepCommand = { [N in StepCommandName]: HotlineCommandOf<N> }[StepCommandName];
/** The steps a command brings, before they are judged; a refusal where they cannot even be made. */
type Making<N extends StepCommandName> = (
  command: HotlineCommandOf<N>,
  state: HotlineState,
  settings: HotlineSettings,
) => readonly StepEvent[] | Decided;

export function decide(
  state: HotlineState | null,
  command: HotlineCommand,
  { today, settings }: HotlineContext,
): Decided {
  const on = 'at' in command ? dateOfInstant(command.at) : command.on;
  if (on > today) return refuse('future', '', { field: 'at' in command ? 'at' : 'on' });
  if (command.command === 'RegisterHotlineCase')
    return state === null ? register(command, settings) : refuse('alreadyExists', '', { field: 'case' });
  if (state === null) return refuse('unknownCase', '', { field: 'case' });
  if (state.voided) return refuse('voided');
  switch (command.command) {
    case 'ClassifyHotlineCase':
      return classify(state, command, settings);
    case 'CorrectDate':
      return correctDate(state, command);
    case 'CorrectOutcome':
      return correctOutcome();
    case 'VoidEntry':
      return voidEntry(state, command);
    default:
      return takeStep(state, command, settings);
  }
}

/** A step is judged by its instant: by what came before it, and then what came after it by the step. */
function takeStep(state: HotlineState, command: StepCommand, settings: HotlineSettings): Decided {
  if (command.at < state.receivedAt) return refuse('dateOrder', '', { field: 'at' });
  const make = MAKING[command.command] as Making<StepCommandName>;
  const made = make(command, state, settings);
  if ('ok' in made) return made;
  if (REPEATABLE.has(command.command) && isLast(state, made)) return nothingNew();
  const steps = made.map((event, index) => stepOf(state, event, `${NEW}${index}`));
  const against = contradiction(state.steps, [...state.steps, ...steps]);
  if (against === null)
    return accept(
      made,
      command.command === 'Dispatch' ? unlisted(settings.lists, 'departments', command.department) : [],
    );
  if (!against.id.startsWith(NEW))
    return refuse('contradictsLaterStep', '', { field: 'at', event: against.id });
  return refuse(against.code, '', factsOf(state, against.code));
}

const NEW = '+';

function factsOf(state: HotlineState, code: string) {
  if (code === 'merged') return { into: state.mergedInto };
  return code === 'dateOrder' ? { field: 'dueAt' } : undefined;
}

/** Steps that may be taken several times: the very same one twice in a row is one. */
const REPEATABLE: ReadonlySet<string> = new Set<StepCommandName>([
  'Dispatch',
  'ReturnDispatch',
  'ExtendHandling',
  'RecordFollowUp',
  'Supervise',
  'MergeInto',
  'LinkApplication',
]);

function isLast(state: HotlineState, events: readonly StepEvent[]): boolean {
  const last = inOrder(state.steps).slice(-events.length);
  const say = ({ type, data }: StepEvent) => JSON.stringify([type, data]);
  return last.length > 0 && last.every((step, index) => say(step.event) === say(events[index] ?? step.event));
}

const day = (at: Instant) => ({ v: 1, on: dateOfInstant(at) }) as const;

const MAKING: { readonly [N in StepCommandName]: Making<N> } = {
  AcceptHotlineCase: ({ at }, state, settings) => [
    { type: 'HotlineCaseAccepted', ...day(at), data: { at, migrated: false } },
    ...limitOnAcceptance(state, at, settings),
  ],
  RejectHotlineCase: ({ at, reason }) => [
    { type: 'HotlineCaseRejected', ...day(at), data: { at }, texts: { reason } },
  ],
  Dispatch: ({ at, department }, state, settings) => [
    { type: 'Dispatched', ...day(at), data: { at, department, migrated: false } },
    ...limitOnDispatch(state, at, settings),
  ],
  ReturnDispatch: ({ at, reason }) => [
    { type: 'DispatchReturned', ...day(at), data: { at }, texts: { reason } },
  ],
  ExtendHandling: ({ at, dueAt, reason }) => [
    { type: 'HandlingExtended', ...day(at), data: { at, dueAt }, texts: { reason } },
  ],
  ReplyToCaller: ({ at }) => [{ type: 'CallerAnswered', ...day(at), data: { at } }],
  CloseHotlineCase: ({ at }) => [{ type: 'HotlineCaseClosed', ...day(at), data: { at, migrated: false } }],
  RecordFollowUp: ({ at, satisfaction }, _, { lists }) => {
    const rated: StepEvent = {
      type: 'FollowUpRecorded',
      ...day(at),
      data: { at, satisfaction, migrated: false },
    };
    // Policy of the office, off unless set: 深圳“民意速办”.
    const again = lists.redoWhenDissatisfied && satisfaction === 'dissatisfied';
    const texts = { reason: '回访不满意，自动重办' };
    return again ? [rated, { type: 'HotlineCaseRedone', ...day(at), data: { at }, texts }] : [rated];
  },
  Redo: ({ at, reason }) => [{ type: 'HotlineCaseRedone', ...day(at), data: { at }, texts: { reason } }],
  Supervise: ({ at }) => [{ type: 'HotlineCaseSupervised', ...day(at), data: { at } }],
  MergeInto: ({ at, into }, state, { target }) => {
    if (into === state.number || target?.path.includes(state.number))
      return refuse('mergeIntoItself', '', { field: 'into' });
    if (target === null) return refuse('unknownCase', '', { field: 'into' });
    if (target?.voided) return refuse('voided', '', { field: 'into' });
    return [{ type: 'MergedInto', ...day(at), data: { at, into } }];
  },
  /** The caller is shown the disclosure channel; an application exists only when a written one arrives (trap 26). */
  RedirectToDisclosure: ({ at }) => [{ type: 'RedirectedToDisclosure', ...day(at), data: { at } }],
  LinkApplication: ({ at, application }, _, { applicationKnown }) =>
    applicationKnown === false
      ? refuse('unknownApplication', '', { field: 'application' })
      : [{ type: 'LinkedToApplication', ...day(at), data: { at, application } }],
};
