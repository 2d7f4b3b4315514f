/** A hotline case as its history leaves it. */
import type { Handled } from '#shared/handling/state.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { dateOfInstant, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Description, HotlineCaseClassified, HotlineCaseRegistered, HotlineEvent } from './events.ts';
import { changesOf, RECEIVED, type Situation, type Step, type StepEvent, situationAfter } from './life.ts';
import { withText } from './mend.ts';

/** The cells of an import's row. */
export const ROW_FIELDS = [
  'receivedAt',
  'source',
  'type',
  'topic',
  'subdistrict',
  'address',
  'department',
  'dueAt',
  'closedAt',
  'satisfaction',
] as const;
export type RowField = (typeof ROW_FIELDS)[number];

export type HotlineState = Situation &
  Description &
  Handled & {
    readonly number: string;
    readonly receivedAt: Instant;
    /** Its address was given, also once the texts are erased. */
    readonly located: boolean;
    /** No row has named the source yet: it stands for the one that most cases have. */
    readonly sourceAssumed: boolean;
    readonly migrated: boolean;
    readonly voided: boolean;
    /** Voided because the import that registered it was undone. */
    readonly takenBack: boolean;
    /** What was said when it was registered: caller, contact, description, address; empty while closed. */
    readonly texts: Readonly<Record<string, string>>;
    /** An earlier call about the same. */
    readonly repeatOf: string | null;
    /** The event that registered it. */
    readonly registration: string;
    /** In the order entered. */
    readonly steps: readonly Step[];
    /** What fields held before they were changed: a row that says it again is a duplicate for good. */
    readonly past: Readonly<Partial<Record<RowField, readonly string[]>>>;
  };

export function evolve(state: HotlineState | null, recorded: Recorded<DomainEvent>): HotlineState | null {
  const event = recorded as Recorded<HotlineEvent>;
  if (event.type === 'HotlineCaseRegistered' && (state === null || state.voided)) return registered(event);
  if (state === null) return null;
  const next = changed(state, event);
  if (next === state) return state;
  const past = withPast(state, next);
  return past === next.past ? next : { ...next, past };
}

const NOTHING_PAST: HotlineState['past'] = {};
const NO_STEPS: readonly Step[] = [];
const NO_TEXTS: HotlineState['texts'] = {};

function registered({ id, data, texts = NO_TEXTS }: Recorded<HotlineCaseRegistered>): HotlineState {
  const { number, at, migrated, sourceAssumed = false, located = false, ...description } = data;
  return {
    ...RECEIVED,
    sourceAssumed,
    ...description,
    ...{ number, receivedAt: at, migrated, located },
    voided: false,
    takenBack: false,
    texts,
    repeatOf: null,
    registration: id,
    steps: NO_STEPS,
    past: NOTHING_PAST,
  };
}

function changed(state: HotlineState, event: Recorded<HotlineEvent>): HotlineState {
  switch (event.type) {
    case 'HotlineCaseRegistered':
      return state;
    case 'HotlineCaseClassified':
      return classified(state, event);
    case 'HotlineSourceNamed': {
      const { source, group } = event.data;
      return { ...state, source, group, sourceAssumed: false };
    }
    case 'TextCorrected':
      return withText(state, event);
    case 'LinkedAsRepeat':
      return { ...state, repeatOf: event.data.of };
    case 'HotlineDateCorrected':
      return redated(state, event.data.event, event.on);
    case 'HotlineCaseVoided':
      return { ...state, voided: true, takenBack: event.data.takenBack !== undefined };
    default:
      return isStep(event) ? stepped(state, event) : state;
  }
}

function classified(state: HotlineState, { data, texts }: HotlineCaseClassified): HotlineState {
  return {
    ...state,
    type: data.type ?? state.type,
    topic: data.topic ?? state.topic,
    subdistrict: data.subdistrict ?? state.subdistrict,
    located: data.located ?? state.located,
    texts: texts === undefined ? state.texts : { ...state.texts, ...texts },
  };
}

function isStep(event: Recorded<HotlineEvent>): event is Recorded<StepEvent> {
  return event.type in STEP_TYPES;
}

/** Events of a later version of the program are no steps of this one. */
const STEP_TYPES: Readonly<Record<StepEvent['type'], true>> = {
  HotlineCaseAccepted: true,
  HotlineCaseRejected: true,
  Dispatched: true,
  DispatchReturned: true,
  TimeLimitSet: true,
  HandlingExtended: true,
  DepartmentReplied: true,
  CallerAnswered: true,
  HotlineCaseClosed: true,
  FollowUpRecorded: true,
  HotlineCaseRedone: true,
  HotlineCaseSupervised: true,
  MergedInto: true,
  RedirectedToDisclosure: true,
  LinkedToApplication: true,
};

export function stepOf(state: HotlineState, event: StepEvent, id: string): Step {
  const { at } = event.data;
  const { type } = event;
  if (at !== null) return { id, type, at, dated: true, event };
  // A migrated row says no instant: what began counts from the receipt, a rating from the closing.
  const from = event.type === 'FollowUpRecorded' ? (state.closedAt ?? state.receivedAt) : state.receivedAt;
  return { id, type, at: from, dated: false, event };
}

/** A step that comes last is only added; another one replays the whole life. */
function stepped(state: HotlineState, event: Recorded<StepEvent>): HotlineState {
  const step = stepOf(state, event, event.id);
  const steps = [...state.steps, step];
  const isLast = state.steps.every(({ at }) => at <= step.at);
  return isLast ? { ...state, ...changesOf(state, step), steps } : retold(state, steps);
}

function retold(state: HotlineState, steps: readonly Step[]): HotlineState {
  return { ...state, ...situationAfter(steps), steps };
}

/** The same time of day on another date. */
export function movedTo(at: Instant, on: PlainDate): Instant {
  return `${on}${at.slice(dateOfInstant(at).length)}` as Instant;
}

/** The case with the date of one event corrected; steps that had no instant of their own go with the receipt. */
export function redated(state: HotlineState, id: string, on: PlainDate): HotlineState {
  const receivedAt = id === state.registration ? movedTo(state.receivedAt, on) : state.receivedAt;
  const steps = state.steps.map((step) => {
    if (step.id === id) return { ...step, at: movedTo(step.at, on) };
    return !step.dated && step.at === state.receivedAt ? { ...step, at: receivedAt } : step;
  });
  return retold({ ...state, receivedAt }, steps);
}

/** What the case holds in a cell of a row; null also where it is an address that is erased or left closed. */
export function cellOf(state: HotlineState, field: RowField): string | null {
  return field === 'address' ? (state.texts.address ?? null) : state[field];
}

function withPast(before: HotlineState, now: HotlineState): HotlineState['past'] {
  let { past } = before;
  for (const field of ROW_FIELDS) {
    const value = cellOf(before, field);
    if (value === null || value === cellOf(now, field) || past[field]?.includes(value)) continue;
    // nobody had said it
    if (field === 'source' && before.sourceAssumed) continue;
    past = { ...past, [field]: [...(past[field] ?? []), value] };
  }
  return past;
}
