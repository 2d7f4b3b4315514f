/** How a case is handled, as its history leaves it. */
import { AWAITING, type CaseBrief, DESK, returnedTo } from '#shared/kernel/case-brief.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import type { FoldedKind } from '#shared/kernel/kind.ts';
import type { Known } from '#shared/kernel/known.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FileAttached, HandlingEvent, HandlingType } from './events.ts';
import { evolveProposals, type Proposal } from './proposals.ts';

type Note = {
  readonly id: string;
  /** Absent once the texts of the case are erased. */
  readonly text?: string | undefined;
  readonly by: string;
  readonly at: Instant;
};
/** `name`, `digest` and `note` are absent once the texts of the case are erased. */
export type AttachedFile = FileAttached['data'] & {
  readonly event: string;
  readonly name?: string | undefined;
  readonly digest?: string | undefined;
  readonly note?: string | undefined;
  readonly by: string;
  readonly at: Instant;
  readonly withdrawn: {
    readonly by: string;
    readonly at: Instant;
    readonly reason?: string | undefined;
  } | null;
};

/** In the order entered. */
export type Handling = {
  readonly department: string | null;
  readonly person: string | null;
  readonly notes: readonly Note[];
  readonly files: readonly AttachedFile[];
  /** Steps that wait for approval, at most one, and those that were returned. */
  readonly proposals: readonly Proposal[];
  /** Accounts that may know of it beside whoever has it. */
  readonly granted: readonly string[];
};
/** What the state of every kind that is handled carries; absent while nobody has done any of it. */
export type Handled = { readonly handling?: Handling };

export const UNTOUCHED: Handling = {
  ...{ department: null, person: null, notes: [], files: [], proposals: [], granted: [] },
};

export function handlingOf({ handling = UNTOUCHED }: Handled): Handling {
  return handling;
}

/** Typed over every event: a new one that is forgotten here does not compile. */
const TYPES: Readonly<Record<HandlingType, true>> = {
  CaseAssigned: true,
  AccessGranted: true,
  AccessRevoked: true,
  NoteAdded: true,
  FileAttached: true,
  FileScanned: true,
  FileWithdrawn: true,
  StepProposed: true,
  StepApproved: true,
  StepReturned: true,
  StepWithdrawn: true,
};

/** An event beside the procedure: no step, nothing that a form somebody has open must know. */
export function isHandling(event: Recorded): event is Recorded<HandlingEvent> {
  return Object.hasOwn(TYPES, event.type);
}

export function evolveHandling(now: Handling, event: Recorded<HandlingEvent>): Handling {
  const { texts = {}, id, actor, recordedAt } = event;
  const entered = { by: actor.user, at: recordedAt };
  switch (event.type) {
    case 'CaseAssigned': {
      const { department = now.department, person = now.person } = event.data;
      return { ...now, department, person };
    }
    case 'AccessGranted':
    case 'AccessRevoked': {
      const { person } = event.data;
      const others = now.granted.filter((one) => one !== person);
      return { ...now, granted: event.type === 'AccessGranted' ? [...others, person] : others };
    }
    case 'NoteAdded':
      return { ...now, notes: [...now.notes, { id, text: texts.note, ...entered }] };
    case 'FileAttached': {
      const { name, digest, note } = texts;
      const file = { ...event.data, event: id, name, digest, note, ...entered, withdrawn: null };
      return { ...now, files: [...now.files, file] };
    }
    case 'FileScanned':
      return withFile(now, event.data.file, event.data);
    case 'FileWithdrawn':
      return withFile(now, event.data.file, { withdrawn: { ...entered, reason: texts.reason } });
    default:
      return { ...now, proposals: evolveProposals(now.proposals, event) };
  }
}

function withFile(now: Handling, name: string, change: Partial<AttachedFile>): Handling {
  return { ...now, files: now.files.map((one) => (one.file === name ? { ...one, ...change } : one)) };
}

/** What the history of a case comes to: what its kind makes of it, and who has it and what waits. */
export function handledFolded<State extends Handled>(own: FoldedKind<State>): FoldedKind<State> {
  const { brief, known } = own;
  return {
    ...own,
    evolve: (state, event) => {
      if (!isHandling(event)) return own.evolve(state, event);
      return state && { ...state, handling: evolveHandling(handlingOf(state), event) };
    },
    ...(brief && { brief: (state, calendar) => withFacts(brief(state, calendar), state) }),
    ...(known && { known: (state) => withDepartment(known(state), state) }),
  };
}

/** Who has the case, by which the work list is narrowed, and on whose desk a step of it lies. */
function withFacts(brief: CaseBrief, state: Handled): CaseBrief {
  const { department, person, proposals } = handlingOf(state);
  const waiting = proposals.some(({ returned }) => returned === null);
  const [back] = proposals.filter(({ returned }) => returned !== null);
  const desk = waiting ? AWAITING : back === undefined ? null : returnedTo(back.by);
  const said = {
    ...(department !== null && { department }),
    ...(person !== null && { person }),
    ...(desk !== null && { [DESK]: desk }),
  };
  return { ...brief, facts: { ...brief.facts, ...said } };
}

/** Who has it now is known of it before whose matter it once was. */
function withDepartment(known: Known, state: Handled): Known {
  return { ...known, department: handlingOf(state).department ?? known.department };
}
