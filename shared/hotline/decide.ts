/** The rules of hotline cases: what a command makes of a case, or why it is refused. */
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { dateOfInstant, type Instant, type PlainDate } from '../kernel/plain-date.ts';
import type { HotlineCommand, HotlineCommandName, HotlineCommandOf } from './commands.ts';
import { correctDate, correctOutcome, voidEntry } from './decide-correction.ts';
import { HOTLINE_SOURCE, type HotlineEvent } from './events.ts';
import type { HotlineState } from './state.ts';

/** `dueAt` is the time limit of the case's type by the office's calendar, set when the case is accepted. */
export type HotlineContext = { readonly today: PlainDate; readonly dueAt?: Instant };
type Decided = Decision<HotlineEvent>;
type Rule<N extends HotlineCommandName> = (
  state: HotlineState,
  command: HotlineCommandOf<N>,
  context: HotlineContext,
) => Decided;

export function decide(
  state: HotlineState | null,
  command: HotlineCommand,
  context: HotlineContext,
): Decided {
  const on = 'at' in command ? dateOfInstant(command.at) : command.on;
  if (on > context.today) return refuse('future', '', { field: 'at' in command ? 'at' : 'on' });
  if (command.command === 'RegisterHotlineCase')
    return state === null ? register(command) : refuse('alreadyExists');
  if (state === null) return refuse('unknownCase');
  if (state.voided) return refuse('voided');
  if ('at' in command && command.at < state.receivedAt) return refuse('dateOrder', '', { field: 'at' });
  const rule = RULES[command.command] as Rule<HotlineCommandName>;
  return rule(state, command, context);
}

function register(command: HotlineCommandOf<'RegisterHotlineCase'>): Decided {
  const { at, source, type, caller } = command;
  const data = {
    number: command.case ?? '',
    at,
    source,
    group: source === HOTLINE_SOURCE ? ('12345' as const) : ('other' as const),
    type,
    topic: command.topic ?? null,
    migrated: false,
  };
  const event: HotlineEvent = { type: 'HotlineCaseRegistered', v: 1, on: dateOfInstant(at), data };
  return accept([caller === undefined ? event : { ...event, texts: { caller } }]);
}

/** Why nothing more can be done with a case, or null. */
function ended(state: HotlineState): Decided | null {
  if (state.mergedInto !== null) return refuse('merged', '', { into: state.mergedInto });
  if (state.redirected) return refuse('redirected');
  return state.rejected ? refuse('alreadyRejected') : null;
}

/** Why a case is not in handling, or null. */
function notInHand(state: HotlineState): Decided | null {
  const end = ended(state);
  if (end !== null) return end;
  if (!state.accepted) return refuse('notAccepted');
  return state.closedAt === null ? null : refuse('alreadyClosed');
}

const acceptCase: Rule<'AcceptHotlineCase'> = (state, { at }, context) => {
  if (state.accepted) return refuse('alreadyAccepted');
  const on = dateOfInstant(at);
  const accepted: HotlineEvent = { type: 'HotlineCaseAccepted', v: 1, on, data: { at, migrated: false } };
  const { dueAt } = context;
  if (dueAt === undefined) return ended(state) ?? accept([accepted]);
  const data = { dueAt, migrated: false };
  return ended(state) ?? accept([accepted, { type: 'TimeLimitSet', v: 1, on, data }]);
};

const reject: Rule<'RejectHotlineCase'> = (state, { at, reason }) => {
  if (state.accepted) return refuse('alreadyAccepted');
  const on = dateOfInstant(at);
  return ended(state) ?? accept([{ type: 'HotlineCaseRejected', v: 1, on, data: { at }, texts: { reason } }]);
};

const dispatch: Rule<'Dispatch'> = (state, { at, department }) => {
  const data = { at, department, migrated: false };
  return notInHand(state) ?? accept([{ type: 'Dispatched', v: 1, on: dateOfInstant(at), data }]);
};

const returnDispatch: Rule<'ReturnDispatch'> = (state, { at, reason }) => {
  const barred = notInHand(state) ?? (state.dispatched ? null : refuse('notDispatched'));
  const on = dateOfInstant(at);
  return barred ?? accept([{ type: 'DispatchReturned', v: 1, on, data: { at }, texts: { reason } }]);
};

const extendHandling: Rule<'ExtendHandling'> = (state, { at, dueAt, reason }) => {
  const late = dueAt <= at || (state.dueAt !== null && dueAt <= state.dueAt);
  const barred =
    notInHand(state) ?? (late ? refuse<HotlineEvent>('dateOrder', '', { field: 'dueAt' }) : null);
  const on = dateOfInstant(at);
  return barred ?? accept([{ type: 'HandlingExtended', v: 1, on, data: { at, dueAt }, texts: { reason } }]);
};

const reply: Rule<'ReplyToCaller'> = (state, { at }) =>
  notInHand(state) ?? accept([{ type: 'CallerAnswered', v: 1, on: dateOfInstant(at), data: { at } }]);

const close: Rule<'CloseHotlineCase'> = (state, { at }) => {
  const barred = notInHand(state);
  if (barred !== null) return barred;
  if (state.repliedAt === null && !state.migrated) return refuse('notReplied');
  if (state.repliedAt !== null && at < state.repliedAt) return refuse('dateOrder', '', { field: 'at' });
  return accept([{ type: 'HotlineCaseClosed', v: 1, on: dateOfInstant(at), data: { at, migrated: false } }]);
};

function notClosed(state: HotlineState, at: Instant): Decided | null {
  const end = ended(state);
  if (end !== null) return end;
  if (state.closedAt === null) return refuse('notClosed');
  return at < state.closedAt ? refuse('dateOrder', '', { field: 'at' }) : null;
}

const followUp: Rule<'RecordFollowUp'> = (state, { at, satisfaction }) => {
  const data = { at, satisfaction, migrated: false };
  return notClosed(state, at) ?? accept([{ type: 'FollowUpRecorded', v: 1, on: dateOfInstant(at), data }]);
};

const redo: Rule<'Redo'> = (state, { at, reason }) => {
  const on = dateOfInstant(at);
  const event: HotlineEvent = { type: 'HotlineCaseRedone', v: 1, on, data: { at }, texts: { reason } };
  return notClosed(state, at) ?? accept([event]);
};

const supervise: Rule<'Supervise'> = (state, { at }) =>
  ended(state) ?? accept([{ type: 'HotlineCaseSupervised', v: 1, on: dateOfInstant(at), data: { at } }]);

const mergeInto: Rule<'MergeInto'> = (state, { at, into }) => {
  if (into === state.number) return refuse('mergeIntoItself');
  const barred = ended(state) ?? (state.closedAt === null ? null : refuse<HotlineEvent>('alreadyClosed'));
  return barred ?? accept([{ type: 'MergedInto', v: 1, on: dateOfInstant(at), data: { at, into } }]);
};

/** The caller is shown the disclosure channel; an application exists only when a written one arrives. */
const redirect: Rule<'RedirectToDisclosure'> = (state, { at }) => {
  const barred = ended(state) ?? (state.closedAt === null ? null : refuse<HotlineEvent>('alreadyClosed'));
  return barred ?? accept([{ type: 'RedirectedToDisclosure', v: 1, on: dateOfInstant(at), data: { at } }]);
};

const RULES: { readonly [N in Exclude<HotlineCommandName, 'RegisterHotlineCase'>]: Rule<N> } = {
  AcceptHotlineCase: acceptCase,
  RejectHotlineCase: reject,
  Dispatch: dispatch,
  ReturnDispatch: returnDispatch,
  ExtendHandling: extendHandling,
  ReplyToCaller: reply,
  CloseHotlineCase: close,
  RecordFollowUp: followUp,
  Redo: redo,
  Supervise: supervise,
  MergeInto: mergeInto,
  RedirectToDisclosure: redirect,
  CorrectDate: correctDate,
  CorrectOutcome: correctOutcome,
  VoidEntry: voidEntry,
};
