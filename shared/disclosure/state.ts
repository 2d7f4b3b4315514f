/** The fold of an application's history; it never throws, because history is fact. */
import type { Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application, DatedStep } from './application.ts';
import type {
  ApplicationCompleted,
  ApplicationRegistered,
  DisclosureEvent,
  StepEvent,
  StepType,
} from './events.ts';
import { followed } from './follow-policy.ts';
import { withRegistration, withText } from './mend.ts';
import { withOrder, withoutOrder } from './reply-orders.ts';
import { isGivenAgain, NOTHING_DONE, standing } from './standing.ts';

type Event = Recorded<DisclosureEvent>;

export function evolve(state: Application | null, event: Event): Application | null {
  if (event.type === 'ApplicationRegistered' && (state === null || state.voided)) return registered(event);
  if (state === null) return null;
  switch (event.type) {
    case 'DateCorrected':
      return redated(state, event.data.event, event.data.to);
    case 'ApplicantTypeCorrected':
      return { ...state, applicantType: event.data.type };
    case 'OutcomeCorrected':
      return standing({ ...state, outcomeCorrectedTo: event.data }, state.steps);
    case 'TextCorrected':
      return withText(state, event);
    case 'RegistrationCorrected':
      return withRegistration(state, event);
    case 'PolicyApplied':
      return followed(state, event.data);
    case 'EntryVoided':
      return { ...state, voided: true, takenBack: event.data.takenBack !== undefined };
    case 'ApplicationCompleted':
      return completed(state, event);
    case 'ReplyRedated':
      return { ...state, redatings: [...state.redatings, { ...event.data, on: event.on }] };
    case 'ReplyOrdered':
      return { ...state, orders: withOrder(state.orders, event.data) };
    case 'ReplyOrderLifted':
      return { ...state, orders: withoutOrder(state.orders, event.data.appeal) };
    case 'LetterIssued': {
      const { kind, about, number, template, replaces } = event.data;
      const letter = { kind, about, number, template, replaces, on: event.on, event: event.id };
      return { ...state, letters: [...state.letters, letter] };
    }
    default:
      return isStep(event) ? withStep(state, event) : state;
  }
}

function registered(event: Recorded<ApplicationRegistered>): Application {
  const { channel, submittedOn, receivedOn, applicantType, migrated, splitFrom, countedFrom } = event.data;
  const original: Record<string, string> = { applicantType, ...(event.texts ?? {}) };
  if (receivedOn !== null) original.receivedOn = receivedOn;
  if (channel !== null) original.channel = channel;
  const blank: Application = {
    ...NOTHING_DONE,
    channel,
    submittedOn,
    applicantType,
    migrated,
    original,
    texts: event.texts ?? {},
    steps: [],
    services: [],
    outcomeCorrectedTo: null,
    splitFrom,
    countedFrom: countedFrom ?? null,
    redatings: [],
    letters: [],
    orders: [],
    voided: false,
    takenBack: false,
  };
  return withStep(blank, event);
}

function completed(state: Application, { data, texts = {} }: Recorded<ApplicationCompleted>): Application {
  const channel = data.channel ?? state.channel;
  const said = { ...(data.channel !== null && { channel: data.channel }), ...texts };
  return {
    ...state,
    channel,
    texts: { ...state.texts, ...texts },
    original: { ...state.original, ...said },
  };
}

/** Typed over every step: a new one that is forgotten here does not compile. */
const STEPS: { readonly [Type in StepEvent['type']]: true } = {
  ApplicationRegistered: true,
  ReceiptConfirmed: true,
  CorrectionRequested: true,
  CorrectionReceived: true,
  CorrectionPeriodExtended: true,
  ThirdPartyConsulted: true,
  ThirdPartyReplied: true,
  OrganConsulted: true,
  OrganReplied: true,
  ReplyExtended: true,
  ReasonsAsked: true,
  ReasonsReceived: true,
  DelayAgreed: true,
  FeeNoticeSent: true,
  FeePaid: true,
  ApplicationReplied: true,
  ClosedUncorrected: true,
  ClosedUnpaid: true,
  ApplicationWithdrawn: true,
  ApplicationSplit: true,
  ReplyRedone: true,
  ReplyRevised: true,
  ApplicationArchived: true,
  PaperServed: true,
};

function isStep(event: Event): event is Recorded<StepEvent> {
  return Object.hasOwn(STEPS, event.type);
}

function withStep(state: Application, event: Recorded<StepEvent>): Application {
  const { id, type, recordedAt } = event;
  const on = dayOf(event);
  const step: DatedStep = { id, type, entry: state.steps.length, on, corrected: false, recordedAt, event };
  // what was corrected before a reply was given again has been given again with it
  const replaced = isGivenAgain(event) && event.data.counts === 'replaces';
  const known = replaced ? { ...state, outcomeCorrectedTo: null } : state;
  const grown = told(known, inOrder([...state.steps, step]));
  if (event.type !== 'ApplicationReplied' || !event.data.migrated) return grown;
  return { ...grown, original: { ...grown.original, outcome: event.data.outcome, decidedOn: on } };
}

function told(state: Application, steps: readonly DatedStep[]): Application {
  const services = steps.flatMap(({ id, on, event }) =>
    event.type === 'PaperServed' ? [{ id, on, ...event.data }] : [],
  );
  return standing({ ...state, services }, steps);
}

/** A part of a split paper was registered on another day than the paper was received. */
function dayOf(event: Recorded<StepEvent>): PlainDate {
  return event.type === 'ApplicationRegistered' ? (event.data.receivedOn ?? event.on) : event.on;
}

/** Also used to try a date before it is recorded. */
export function redated(state: Application, id: string, to: PlainDate): Application {
  const step = state.steps.find((one) => one.id === id);
  if (step === undefined) return state;
  const moved = inOrder(
    state.steps.map((one) => (one.id === id ? { ...one, on: to, corrected: true } : one)),
  );
  return told({ ...state, ...submission(state, step, to) }, moved);
}

/** Handed in at the counter, or not received yet: the date of the registration is that of the submission. */
function submission(state: Application, { event }: DatedStep, to: PlainDate): { submittedOn?: PlainDate } {
  if (event.type !== 'ApplicationRegistered' || state.submittedOn === null) return {};
  const same = state.channel === 'inPerson' || event.data.receivedOn === null;
  return same ? { submittedOn: to } : {};
}

/** On one day the receipt comes first and the conclusion last; between them the order of entry stands. */
const FIRST: readonly StepType[] = ['ApplicationRegistered', 'ReceiptConfirmed'];
const CONCLUDING: readonly StepType[] = [
  'ApplicationReplied',
  'ClosedUncorrected',
  'ClosedUnpaid',
  'ApplicationWithdrawn',
  'ApplicationSplit',
];
const AFTERWARDS: readonly StepType[] = ['ReplyRedone', 'ReplyRevised', 'ApplicationArchived', 'PaperServed'];

function rankOf(type: StepType): number {
  if (FIRST.includes(type)) return 0;
  if (CONCLUDING.includes(type)) return 2;
  return AFTERWARDS.includes(type) ? 3 : 1;
}

export function inOrder(steps: readonly DatedStep[]): readonly DatedStep[] {
  const compare = (a: DatedStep, b: DatedStep): number => {
    if (a.on !== b.on) return a.on < b.on ? -1 : 1;
    return rankOf(a.event.type) - rankOf(b.event.type) || a.entry - b.entry;
  };
  return [...steps].sort(compare);
}
