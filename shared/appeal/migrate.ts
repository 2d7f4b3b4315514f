/** What a row of an import makes of an appeal. Migrated facts pass no procedural check. */
import type { PlainDate } from '../kernel/plain-date.ts';
import { saysTheSame } from '../kernel/written.ts';
import type { AppealEvent, AppealKind, AppealOutcome, AppealRoute } from './events.ts';
import type { AppealState } from './state.ts';

/** A row with the keys of the contract, its cells already read and checked for form; a blank cell is absent. */
export type AppealRow = {
  readonly number: string;
  readonly kind: AppealKind;
  readonly route?: AppealRoute | undefined;
  readonly openedOn: PlainDate;
  readonly application?: string | undefined;
  readonly outcome?: AppealOutcome | undefined;
  readonly concludedOn?: PlainDate | undefined;
};

export type AppealMigration =
  | { readonly ok: true; readonly events: readonly AppealEvent[] }
  | { readonly ok: false; readonly field: string };

const FIELDS = ['kind', 'route', 'openedOn', 'application', 'outcome', 'concludedOn'] as const;

export function migrate(state: AppealState | null, row: AppealRow): AppealMigration {
  const anew: AppealMigration = { ok: true, events: [opening(row), ...conclusion(row)] };
  if (state === null || state.takenBack) return anew;
  const filled = FIELDS.filter(
    (field) => isFilled(row[field]) && !(field === 'route' && row.kind === 'review'),
  );
  const fresh = filled.filter(
    (field) => !saysTheSame(row[field], state.imported[field]) && !saysTheSame(row[field], state[field]),
  );
  const conflict = fresh.find((field) => isFilled(state[field]) || isFilled(state.imported[field]));
  if (conflict !== undefined) return state.voided ? anew : { ok: false, field: conflict };
  if (fresh.length > 0 && state.voided) return { ok: false, field: 'number' };
  const concluded = fresh.includes('outcome') || fresh.includes('concludedOn') ? conclusion(row) : [];
  return { ok: true, events: [...(fresh.includes('application') ? linking(state, row) : []), ...concluded] };
}

function isFilled(cell: string | number | null | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

function opening(row: AppealRow): AppealEvent {
  const { number, kind, application } = row;
  const route = kind === 'suit' ? row.route || null : null;
  const unknown = { coDefendant: false, procedure: null, copyReceivedOn: null };
  const data = { number, kind, route, application: application || null, ...unknown, migrated: true };
  return { type: 'AppealOpened', v: 2, on: row.openedOn, data };
}

function conclusion({ outcome, concludedOn }: AppealRow): AppealEvent[] {
  if (!outcome || !concludedOn) return [];
  const data = { outcome, means: null, migrated: true };
  return [{ type: 'AppealConcluded', v: 1, on: concludedOn, data }];
}

function linking(state: AppealState, { application }: AppealRow): AppealEvent[] {
  if (!application) return [];
  const data = { application, migrated: true };
  return [{ type: 'AppealApplicationLinked', v: 1, on: state.openedOn, data }];
}
