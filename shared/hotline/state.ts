/** A hotline case as its history leaves it. */
import type { DomainEvent, Recorded } from '../kernel/event.ts';
import { dateOfInstant, type Instant, type PlainDate } from '../kernel/plain-date.ts';
import type { HotlineCaseRegistered, HotlineEvent, Satisfaction, SourceGroup } from './events.ts';

/** An event whose date can be corrected. */
export type HotlineStep = { readonly id: string; readonly type: string; readonly at: Instant };

export type HotlineState = {
  readonly number: string;
  readonly receivedAt: Instant;
  readonly source: string;
  readonly group: SourceGroup;
  readonly type: string | null;
  readonly topic: string | null;
  readonly department: string | null;
  readonly dueAt: Instant | null;
  readonly accepted: boolean;
  readonly rejected: boolean;
  readonly mergedInto: string | null;
  readonly redirected: boolean;
  readonly dispatched: boolean;
  readonly dispatches: number;
  /** At least one return, at least one redo: these rates count cases, not events. */
  readonly returned: boolean;
  readonly redone: boolean;
  readonly supervised: boolean;
  readonly repliedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** The last one given. */
  readonly satisfaction: Satisfaction | null;
  readonly migrated: boolean;
  readonly voided: boolean;
  readonly steps: readonly HotlineStep[];
  /** The cells of the row as first imported: the same row stays a duplicate after a correction. */
  readonly imported: Readonly<Record<string, string | number>>;
};

type Changes = { readonly [K in keyof HotlineState]?: HotlineState[K] };

export function evolve(state: HotlineState | null, recorded: Recorded<DomainEvent>): HotlineState | null {
  const event = recorded as Recorded<HotlineEvent>;
  if (state === null) return event.type === 'HotlineCaseRegistered' ? registered(event) : null;
  if (event.type === 'HotlineDateCorrected') return withDate(state, event.data.event, event.on);
  const changes = changesOf(state, event);
  const at = 'at' in event.data ? event.data.at : null;
  const steps = at === null || changes === null ? [] : [{ id: event.id, type: event.type, at }];
  return { ...state, ...changes, ...importedBy(state, event), steps: [...state.steps, ...steps] };
}

const BLANK = {
  department: null,
  dueAt: null,
  accepted: false,
  rejected: false,
  mergedInto: null,
  redirected: false,
  dispatched: false,
  dispatches: 0,
  returned: false,
  redone: false,
  supervised: false,
  repliedAt: null,
  closedAt: null,
  satisfaction: null,
  voided: false,
} as const;

function registered(event: Recorded<HotlineCaseRegistered>): HotlineState {
  const { number, at, source, group, type, topic, migrated } = event.data;
  return {
    ...BLANK,
    ...{ number, receivedAt: at, source, group, type, topic, migrated },
    steps: [{ id: event.id, type: event.type, at }],
    imported: migrated ? filled({ receivedAt: at, source, type, topic }) : {},
  };
}

function changesOf(state: HotlineState, event: HotlineEvent): Changes | null {
  switch (event.type) {
    case 'HotlineCaseAccepted':
      return { accepted: true };
    case 'HotlineCaseRejected':
      return { rejected: true };
    case 'Dispatched':
      return { department: event.data.department, dispatched: true, dispatches: state.dispatches + 1 };
    case 'DispatchReturned':
      return { department: null, dispatched: false, returned: true };
    case 'TimeLimitSet':
    case 'HandlingExtended':
      return { dueAt: event.data.dueAt };
    case 'HotlineCaseClassified':
      return { type: event.data.type ?? state.type, topic: event.data.topic ?? state.topic };
    default:
      return endingOf(event);
  }
}

function endingOf(event: HotlineEvent): Changes | null {
  switch (event.type) {
    case 'CallerAnswered':
      return { repliedAt: event.data.at };
    case 'HotlineCaseClosed':
      return { closedAt: event.data.at };
    case 'FollowUpRecorded':
      return { satisfaction: event.data.satisfaction };
    case 'HotlineCaseRedone':
      return { redone: true, repliedAt: null, closedAt: null };
    case 'HotlineCaseSupervised':
      return { supervised: true };
    case 'MergedInto':
      return { mergedInto: event.data.into };
    case 'RedirectedToDisclosure':
      return { redirected: true };
    case 'HotlineCaseVoided':
      return { voided: true };
    default:
      return null;
  }
}

/** The cells a migrated event brought. */
function importedBy(state: HotlineState, event: HotlineEvent): Changes {
  if (!('migrated' in event.data) || event.data.migrated !== true) return {};
  const { department, dueAt, satisfaction, type, topic } = event.data as Readonly<
    Record<string, string | null>
  >;
  const closedAt = event.type === 'HotlineCaseClosed' ? event.data.at : null;
  return {
    imported: { ...state.imported, ...filled({ department, dueAt, satisfaction, type, topic, closedAt }) },
  };
}

function filled(cells: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => Boolean(cell[1])),
  );
}

export function redated(steps: readonly HotlineStep[], id: string, on: PlainDate): readonly HotlineStep[] {
  return steps.map((step) =>
    step.id === id
      ? { ...step, at: `${on}${step.at.slice(dateOfInstant(step.at).length)}` as Instant }
      : step,
  );
}

function withDate(state: HotlineState, id: string, on: PlainDate): HotlineState {
  const steps = redated(state.steps, id, on);
  const last = (type: string) => steps.findLast((step) => step.type === type)?.at ?? null;
  return {
    ...state,
    steps,
    receivedAt: steps[0]?.at ?? state.receivedAt,
    repliedAt: state.repliedAt === null ? null : last('CallerAnswered'),
    closedAt: state.closedAt === null ? null : last('HotlineCaseClosed'),
  };
}
