/** An entry of the register as its history leaves it. */
import type { Handled } from '#shared/handling/state.ts';
import type { DomainEvent, Json, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Following, Settled } from '#shared/kernel/policy-applied.ts';
import { redated } from '#shared/kernel/procedure.ts';
import type { RegisterEvent, RegisteringEvent, RegisterKind } from './events.ts';
import { withCells, withText } from './mend.ts';

export type Cells = Readonly<Record<string, string | number>>;
/** An event whose date can be corrected. */
export type EntryStep = { readonly id: string; readonly type: string; readonly on: PlainDate };

export type RegisterState = Handled & {
  readonly entry: RegisterKind;
  readonly number: string;
  /** Published, issued, decided, received or recorded on. */
  readonly on: PlainDate;
  readonly repealedOn: PlainDate | null;
  /** Of a publication: the day the information came about or changed; null where nobody has said. */
  readonly formedOn: PlainDate | null;
  /** Its last day, where another law has set it. */
  readonly publishBy: PlainDate | null;
  /** It becomes public and is not published yet; `on` is then the day it came about. */
  readonly isAwaited: boolean;
  /** What the entry says, by the names of its events' data; `title` and `source` come from the sealed texts. */
  readonly cells: Cells;
  readonly migrated: boolean;
  readonly voided: boolean;
  /** Voided because the import that recorded it was undone. */
  readonly takenBack: boolean;
  /** Cells that nobody has filled: a default stands in them. */
  readonly assumed: readonly string[];
  readonly steps: readonly EntryStep[];
  /** The cells of the row as imported; '' for a sealed one whose key is destroyed. */
  readonly imported: Cells;
};

const ENTRY_OF: Readonly<Record<RegisteringEvent['type'], RegisterKind>> = {
  InformationFormed: 'publication',
  Published: 'publication',
  DocumentIssued: 'document',
  DecisionRecorded: 'decision',
  FeeRecorded: 'fee',
  FigureRecorded: 'figure',
};

export function evolve(state: RegisterState | null, recorded: Recorded<DomainEvent>): RegisterState | null {
  const event = recorded as Recorded<RegisterEvent>;
  if (isRegistering(event) && (state === null || state.voided)) return registered(event);
  if (state === null) return null;
  const step = { id: event.id, type: event.type, on: event.on };
  switch (event.type) {
    case 'Published':
      return state.isAwaited ? published(state, event) : state;
    case 'DocumentRepealed': {
      const imported = event.data.migrated ? { ...state.imported, repealedOn: event.on } : state.imported;
      return { ...state, repealedOn: event.on, imported, steps: [...state.steps, step] };
    }
    case 'EntryCompleted': {
      const { reason: _, ...texts } = event.texts ?? {};
      const cells = { ...event.data.cells, ...texts };
      const now = withCells(state, { ...state.cells, ...cells });
      return {
        ...now,
        assumed: state.assumed.filter((name) => !(name in cells)),
        imported: event.data.migrated ? { ...state.imported, ...cells } : now.imported,
      };
    }
    case 'PolicyApplied':
      return following(state, event.data as Settled)?.state ?? state;
    case 'TextCorrected':
      return withText(state, event);
    case 'EntryDateCorrected':
      return withDate(state, event.data.event, event.on);
    case 'EntryVoided':
      return { ...state, voided: true, takenBack: event.data.takenBack !== undefined };
    default:
      return state;
  }
}

/** Policy licenceRefusals; null where nothing of the entry counts otherwise. */
export function following(state: RegisterState, settled: Settled): Following<RegisterState> | null {
  const { kind, count, refused, refusals = 'counted' } = state.cells;
  if (settled.policy !== 'licenceRefusals' || state.entry !== 'decision' || kind !== 'licence') return null;
  if (refusals === settled.value || count === 0) return null;
  const after = { ...state, cells: { ...state.cells, refusals: settled.value } };
  const isKnown = settled.value === 'counted' || refused !== undefined;
  return {
    state: after,
    might: isKnown ? null : { ...after, cells: { ...after.cells, refused: count ?? 0 } },
    wasUnknown: !state.voided && refusals === 'notCounted' && refused === undefined,
  };
}

function isRegistering(event: Recorded<RegisterEvent>): event is Recorded<RegisteringEvent> {
  return Object.hasOwn(ENTRY_OF, event.type);
}

function registered(event: Recorded<RegisteringEvent>): RegisterState {
  const { number, migrated, publishBy = null, ...data } = { publishBy: null, ...event.data };
  const isAwaited = event.type === 'InformationFormed';
  const assumed = 'countAssumed' in data ? ['count'] : [];
  const sealed = 'sealed' in data ? data.sealed : [];
  const cells = { ...filled(data), ...Object.fromEntries(sealed.map((name) => [name, ''])), ...event.texts };
  return {
    entry: ENTRY_OF[event.type],
    number,
    on: event.on,
    repealedOn: null,
    formedOn: isAwaited ? event.on : null,
    ...{ publishBy, isAwaited, cells },
    migrated,
    voided: false,
    takenBack: false,
    assumed,
    steps: [{ id: event.id, type: event.type, on: event.on }],
    imported: migrated ? without({ ...cells, on: event.on }, assumed) : {},
  };
}

function published(
  state: RegisterState,
  event: Recorded<Extract<RegisteringEvent, { type: 'Published' }>>,
): RegisterState {
  const { number: _, migrated, ...data } = event.data;
  const cells = { ...state.cells, ...filled(data), ...event.texts };
  return {
    ...state,
    ...{ cells, on: event.on, isAwaited: false },
    imported: migrated ? { ...cells, on: event.on } : state.imported,
    steps: [...state.steps, { id: event.id, type: event.type, on: event.on }],
  };
}

function without(cells: Cells, names: readonly string[]): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([name]) => !names.includes(name)));
}

function filled(data: Readonly<Record<string, Json>>): Cells {
  return Object.fromEntries(
    Object.entries(data).filter(
      (cell): cell is [string, string | number] => typeof cell[1] === 'string' || typeof cell[1] === 'number',
    ),
  );
}

function withDate(state: RegisterState, id: string, day: PlainDate): RegisterState {
  const steps = redated(state.steps, id, day);
  const dayOf = (type: string): PlainDate | null => steps.findLast((step) => step.type === type)?.on ?? null;
  const on = dayOf('Published') ?? steps[0]?.on ?? state.on;
  return { ...state, steps, on, repealedOn: dayOf('DocumentRepealed'), formedOn: dayOf('InformationFormed') };
}
