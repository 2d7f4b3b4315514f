/** What a row of an import makes of an appeal. Migrated facts pass no procedural check. */
import type { AppealKind, AppealOutcome, AppealRoute } from '#shared/glossary/choices.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import { saysTheSame } from '#shared/kernel/written.ts';
import type { AppealEvent } from './events.ts';
import { countingBy } from './follow-policy.ts';
import type { AppealState } from './state.ts';

/** A row with the keys of the contract, its cells already read and checked for form; a blank cell is absent. */
export type AppealRow = {
  readonly number: string;
  readonly kind: AppealKind;
  readonly route?: AppealRoute | undefined;
  readonly openedOn: PlainDate;
  readonly application?: string | undefined;
  /** Whether this office was sued only as the review organ. */
  readonly coDefendant?: 'true' | 'false' | undefined;
  readonly outcome?: AppealOutcome | undefined;
  readonly concludedOn?: PlainDate | undefined;
};

type AppealMigration =
  | { readonly ok: true; readonly events: readonly AppealEvent[] }
  | { readonly ok: false; readonly field: string };

const FIELDS = ['kind', 'route', 'openedOn', 'application', 'coDefendant', 'outcome', 'concludedOn'] as const;

export function migrate(
  state: AppealState | null,
  row: AppealRow,
  policies: Policies = DEFAULT_POLICIES,
): AppealMigration {
  if (row.kind === 'review' && row.coDefendant === 'true') return { ok: false, field: 'coDefendant' };
  const anew: AppealMigration = { ok: true, events: [opening(row), ...conclusion(row, policies)] };
  if (state === null || state.takenBack) return anew;
  const filled = FIELDS.filter(
    (field) => isFilled(row[field]) && !(field === 'route' && row.kind === 'review'),
  );
  // that it is not the review organ only is what nobody needs to say
  const known = { ...state, coDefendant: state.coDefendant ? 'true' : '' };
  const fresh = filled.filter(
    (field) =>
      !saysTheSame(row[field], state.imported[field]) &&
      !saysTheSame(row[field], known[field]) &&
      !(field === 'coDefendant' && row[field] === 'false' && !state.coDefendant),
  );
  const conflict = fresh.find((field) => isFilled(known[field]) || isFilled(state.imported[field]));
  if (conflict !== undefined) return state.voided ? anew : { ok: false, field: conflict };
  if (fresh.length > 0 && state.voided) return { ok: false, field: 'number' };
  const concluded =
    fresh.includes('outcome') || fresh.includes('concludedOn') ? conclusion(row, policies) : [];
  const organ = fresh.includes('coDefendant') ? reviewOrgan(state) : [];
  const linked = fresh.includes('application') ? linking(state, row) : [];
  return { ok: true, events: [...linked, ...concluded, ...organ] };
}

function isFilled(cell: string | number | null | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

function opening(row: AppealRow): AppealEvent {
  const { number, kind, application } = row;
  const route = kind === 'suit' ? row.route || null : null;
  const asReviewOrgan = row.coDefendant === 'true' ? { asReviewOrgan: true as const } : {};
  const unknown = { procedure: null, copyReceivedOn: null };
  const beside = { coDefendant: row.coDefendant === 'true', ...asReviewOrgan };
  const data = {
    number,
    kind,
    route,
    application: application || null,
    ...beside,
    ...unknown,
    migrated: true,
  };
  return { type: 'AppealOpened', v: 2, on: row.openedOn, data };
}

function conclusion({ outcome, concludedOn }: AppealRow, policies: Policies): AppealEvent[] {
  if (!outcome || !concludedOn) return [];
  const data = { outcome, means: null, order: null, migrated: true, ...countingBy(policies) };
  return [{ type: 'AppealConcluded', v: 2, on: concludedOn, data }];
}

function linking(state: AppealState, { application }: AppealRow): AppealEvent[] {
  if (!application) return [];
  const data = { application, migrated: true };
  return [{ type: 'AppealApplicationLinked', v: 1, on: state.openedOn, data }];
}

function reviewOrgan(state: AppealState): AppealEvent[] {
  const data = { coDefendant: true, migrated: true };
  return [{ type: 'AppealCoDefendantCorrected', v: 1, on: state.openedOn, data }];
}
