/** The rules of hotline cases: what a command makes of a case, or why it is refused. */
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { decider, objectionTo } from '#shared/kernel/procedure.ts';
import type { HotlineCommand } from './commands.ts';
import { correctInstant, correctSource, correctTextOf, linkRepeat } from './decide-correction.ts';
import {
  classify,
  limitOnAcceptance,
  limitOnDispatch,
  register,
  textsSaid,
  unlisted,
} from './decide-registration.ts';
import type { HotlineEvent } from './events.ts';
import { courseOf } from './lawful-steps.ts';
import { inOrder, type StepEvent, situationBy } from './life.ts';
import type { HotlineContext, HotlineSettings } from './settings.ts';
import { type HotlineState, stepOf } from './state.ts';

type Decided = Decision<HotlineEvent>;
type Correcting =
  | 'LinkRepeat'
  | 'ClassifyHotlineCase'
  | 'CorrectText'
  | 'CorrectFact'
  | 'CorrectDate'
  | 'CorrectOutcome'
  | 'VoidEntry';
type StepCommand = Exclude<HotlineCommand, { command: 'RegisterHotlineCase' | Correcting }>;
/** The steps a command brings, before they are judged; a refusal where they cannot even be made. */
type Making<C extends StepCommand> = (
  command: C,
  state: HotlineState,
  settings: HotlineSettings,
) => readonly StepEvent[] | Decided;

/** A step is judged by its instant: by what came before it, and then what came after it by the step. */
function step<C extends StepCommand>(make: Making<C>) {
  return (state: HotlineState, command: C, { settings }: HotlineContext): Decided => {
    const made = make(command, state, settings);
    if ('ok' in made) return made;
    if (REPEATABLE.has(command.command) && isLast(state, made)) return nothingNew();
    const steps = made.map((event, index) => stepOf(state, event, `${NEW}${index}`));
    const then = { ...state, steps: [...state.steps, ...steps] };
    const own = steps.map(({ id }) => id);
    const refusal = objectionTo(courseOf(state, 'at'), courseOf(then, 'at'), { own, field: 'at' });
    if (refusal !== null) return { ok: false, refusal };
    const { lists } = settings;
    return accept(
      made,
      command.command === 'Dispatch' ? unlisted(lists, 'departments', command.department) : [],
    );
  };
}

const NEW = '+';

/** Steps that may be taken several times: the very same one twice in a row is one. */
const REPEATABLE: ReadonlySet<string> = new Set<StepCommand['command']>([
  'Dispatch',
  'ReturnDispatch',
  'ExtendHandling',
  'RecordDepartmentReply',
  'RecordFollowUp',
  'Supervise',
  'MergeInto',
  'LinkApplication',
]);

function isLast(state: HotlineState, events: readonly StepEvent[]): boolean {
  const last = inOrder(state.steps).slice(-events.length);
  const say = ({ type, data, texts }: StepEvent) => JSON.stringify([type, data, texts]);
  return last.length > 0 && last.every((step, index) => say(step.event) === say(events[index] ?? step.event));
}

const day = (at: Instant) => ({ v: 1, on: dateOfInstant(at) }) as const;

export const decide = decider<
  HotlineState,
  HotlineCommand,
  'RegisterHotlineCase',
  HotlineContext,
  HotlineEvent
>({
  opening: { RegisterHotlineCase: register },
  later: {
    AcceptHotlineCase: step(({ at }, state, settings) => [
      { type: 'HotlineCaseAccepted', ...day(at), data: { at, migrated: false } },
      ...limitOnAcceptance(state, at, settings),
    ]),
    RejectHotlineCase: step(({ at, reason }) => [
      { type: 'HotlineCaseRejected', ...day(at), data: { at }, texts: { reason } },
    ]),
    Dispatch: step(({ at, department }, state, settings) => [
      { type: 'Dispatched', ...day(at), data: { at, department, migrated: false } },
      ...limitOnDispatch(state, at, settings),
    ]),
    ReturnDispatch: step(({ at, reason }) => [
      { type: 'DispatchReturned', ...day(at), data: { at }, texts: { reason } },
    ]),
    ExtendHandling: step(({ at, dueAt, reason }) => [
      { type: 'HandlingExtended', ...day(at), data: { at, dueAt }, texts: { reason } },
    ]),
    RecordDepartmentReply: step(({ at, department = null, text }, state) => [
      {
        type: 'DepartmentReplied',
        ...day(at),
        data: { at, department: department ?? situationBy(state.steps, at).department },
        texts: { departmentReply: text },
      },
    ]),
    ReplyToCaller: step(({ at, text }) => [
      { type: 'CallerAnswered', ...day(at), data: { at }, ...textsSaid({ answer: text }) },
    ]),
    CloseHotlineCase: step(({ at, text }) => [
      {
        type: 'HotlineCaseClosed',
        ...day(at),
        data: { at, migrated: false },
        ...textsSaid({ settlement: text }),
      },
    ]),
    RecordFollowUp: step(({ at, satisfaction, text }, _, { lists }) => {
      const rated: StepEvent = {
        type: 'FollowUpRecorded',
        ...day(at),
        data: { at, satisfaction, migrated: false },
        ...textsSaid({ feedback: text }),
      };
      // Policy of the office, off unless set: 深圳“民意速办”.
      const again = lists.redoWhenDissatisfied && satisfaction === 'dissatisfied';
      const texts = { reason: '回访不满意，自动重办' };
      return again ? [rated, { type: 'HotlineCaseRedone', ...day(at), data: { at }, texts }] : [rated];
    }),
    Redo: step(({ at, reason }) => [
      { type: 'HotlineCaseRedone', ...day(at), data: { at }, texts: { reason } },
    ]),
    Supervise: step(({ at }) => [{ type: 'HotlineCaseSupervised', ...day(at), data: { at } }]),
    MergeInto: step(({ at, into }, state, { target }) => {
      if (into === state.number || target?.path.includes(state.number))
        return refuse('mergeIntoItself', '', { field: 'into' });
      if (target === null) return refuse('unknownCase', '', { field: 'into' });
      if (target?.voided) return refuse('voided', '', { field: 'into' });
      return [{ type: 'MergedInto', ...day(at), data: { at, into } }];
    }),
    /** The caller is shown the disclosure channel; an application exists only when a written one arrives (trap 26). */
    RedirectToDisclosure: step(({ at }) => [{ type: 'RedirectedToDisclosure', ...day(at), data: { at } }]),
    LinkApplication: step(({ at, application }, _, { applicationKnown }) =>
      applicationKnown === false
        ? refuse('unknownApplication', '', { field: 'application' })
        : [{ type: 'LinkedToApplication', ...day(at), data: { at, application } }],
    ),
    LinkRepeat: linkRepeat,
    ClassifyHotlineCase: classify,
    CorrectText: correctTextOf,
    CorrectFact: correctSource,
    CorrectDate: correctInstant,
    CorrectOutcome: () => refuse('noOutcome'),
    VoidEntry: (_, { on, reason }) =>
      accept([{ type: 'HotlineCaseVoided', v: 1, on, data: {}, texts: { reason } }]),
  },
});
