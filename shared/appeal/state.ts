/** An appeal as its history leaves it. */
import type { DomainEvent, Recorded } from '../kernel/event.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { AppealEvent, AppealKind, AppealOpened, AppealOutcome, AppealRoute } from './events.ts';

/** An event whose date can be corrected. */
export type AppealStep = { readonly id: string; readonly type: string; readonly on: PlainDate };

export type AppealState = {
  readonly number: string;
  readonly kind: AppealKind;
  readonly route: AppealRoute | null;
  readonly openedOn: PlainDate;
  readonly application: string | null;
  readonly coDefendant: boolean;
  readonly answered: boolean;
  /** Null while pending, also while a judgment is under appeal. */
  readonly outcome: AppealOutcome | null;
  readonly concludedOn: PlainDate | null;
  readonly migrated: boolean;
  readonly voided: boolean;
  readonly steps: readonly AppealStep[];
  /** The cells of the row as first imported: the same row stays a duplicate after a correction. */
  readonly imported: Readonly<Record<string, string | number>>;
};

const DATED = ['AppealOpened', 'AppealAnswered', 'AppealConcluded', 'JudgmentAppealed'];

export function evolve(state: AppealState | null, recorded: Recorded<DomainEvent>): AppealState | null {
  const event = recorded as Recorded<AppealEvent>;
  if (state === null) return event.type === 'AppealOpened' ? opened(event) : null;
  if (!DATED.includes(event.type) || event.type === 'AppealOpened') return apply(state, event);
  const step = { id: event.id, type: event.type, on: event.on };
  return apply({ ...state, steps: [...state.steps, step] }, event);
}

function opened(event: Recorded<AppealOpened>): AppealState {
  const { number, kind, route, application, coDefendant, migrated } = event.data;
  const cells = { kind, route, openedOn: event.on, application };
  return {
    number,
    kind,
    route,
    application,
    coDefendant,
    migrated,
    openedOn: event.on,
    answered: false,
    outcome: null,
    concludedOn: null,
    voided: false,
    steps: [{ id: event.id, type: event.type, on: event.on }],
    imported: migrated ? filledCells(cells) : {},
  };
}

function filledCells(cells: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== null),
  );
}

function apply(state: AppealState, event: Recorded<AppealEvent>): AppealState {
  switch (event.type) {
    case 'AppealAnswered':
      return { ...state, answered: true };
    case 'AppealConcluded': {
      const { outcome, migrated } = event.data;
      const cells = migrated ? { outcome, concludedOn: event.on } : {};
      return { ...state, outcome, concludedOn: event.on, imported: { ...state.imported, ...cells } };
    }
    case 'JudgmentAppealed':
      return { ...state, outcome: null, concludedOn: null };
    case 'AppealApplicationLinked': {
      const { application, migrated } = event.data;
      return { ...state, application, imported: { ...state.imported, ...(migrated ? { application } : {}) } };
    }
    case 'AppealRouteCorrected':
      return { ...state, route: event.data.route };
    case 'AppealDateCorrected':
      return withDate(state, event.data.event, event.on);
    case 'AppealOutcomeCorrected':
      return { ...state, outcome: event.data.outcome };
    case 'AppealVoided':
      return { ...state, voided: true };
    default:
      return state;
  }
}

function withDate(state: AppealState, id: string, on: PlainDate): AppealState {
  const steps = redated(state.steps, id, on);
  const last = steps.findLast((step) => step.type === 'AppealConcluded');
  return {
    ...state,
    steps,
    openedOn: steps[0]?.on ?? state.openedOn,
    concludedOn: state.concludedOn === null ? null : (last?.on ?? state.concludedOn),
  };
}

export function redated(steps: readonly AppealStep[], id: string, on: PlainDate): readonly AppealStep[] {
  return steps.map((step) => (step.id === id ? { ...step, on } : step));
}
