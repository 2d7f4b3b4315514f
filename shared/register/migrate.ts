/** What a row of an import makes of an entry. Migrated facts pass no procedural check. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { saysTheSame } from '#shared/kernel/written.ts';
import type { RegisterEvent, RegisterKind } from './events.ts';
import {
  DATE_FIELD,
  fenOf,
  isRefusedPossible,
  itemOf,
  type RegisterRow,
  registering,
} from './registering.ts';
import type { Cells, RegisterState } from './state.ts';

type RegisterMigration =
  | { readonly ok: true; readonly events: readonly RegisterEvent[] }
  | { readonly ok: false; readonly field: string };

const SEALED = ['title', 'source'];

export function migrate(
  state: RegisterState | null,
  given: RegisterRow,
  policies?: Policies,
): RegisterMigration {
  if (!isRefusedPossible(given)) return { ok: false, field: 'refused' };
  const first = registering(given, true, policies);
  const repealedOn = given.entry === 'document' ? given.row.repealedOn || null : null;
  const anew: RegisterMigration = { ok: true, events: [first, ...repeal(repealedOn)] };
  if (state === null || state.takenBack || state.isAwaited) return anew;
  const row = cellsOf(given, first.on);
  const said = Object.entries(state.cells).filter(([key]) => !state.assumed.includes(key));
  const current: Cells = {
    ...Object.fromEntries(said),
    on: state.on,
    ...cell('repealedOn', state.repealedOn),
  };
  const differs = (key: string) =>
    !saysTheSame(row[key], state.imported[key]) && !saysTheSame(row[key], current[key]);
  const fresh = Object.keys(row).filter((key) => differs(key) && current[key] !== '');
  const conflict = fresh.find((key) => current[key] !== undefined || state.imported[key] !== undefined);
  if (conflict !== undefined)
    return state.voided ? anew : { ok: false, field: fieldOf(conflict, given.entry) };
  if (fresh.length > 0 && state.voided) return { ok: false, field: 'number' };
  const grown = fresh.filter((key) => key !== 'repealedOn').map((key) => [key, row[key] ?? ''] as const);
  const repealed = fresh.includes('repealedOn') ? repeal(repealedOn) : [];
  return { ok: true, events: [...completing(state.on, grown), ...repealed] };
}

/** The filled cells of a row by the names the state keeps them under. */
function cellsOf({ entry, row }: RegisterRow, on: PlainDate): Cells {
  const filled = Object.entries(row as Readonly<Record<string, string | number | null | undefined>>).filter(
    (pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== null && pair[1] !== '',
  );
  const { number: _, amount, [DATE_FIELD[entry]]: __, ...cells } = Object.fromEntries(filled);
  const fee = typeof amount === 'number' ? { fen: fenOf(amount) } : {};
  return { ...cells, on, ...fee, ...('item' in cells ? { item: itemOf(String(cells.item)) ?? '' } : {}) };
}

function cell(name: string, value: string | null): Cells {
  return value === null ? {} : { [name]: value };
}

function fieldOf(key: string, entry: RegisterKind): string {
  if (key === 'on') return DATE_FIELD[entry];
  return key === 'fen' ? 'amount' : key;
}

function repeal(on: PlainDate | null): RegisterEvent[] {
  return on === null ? [] : [{ type: 'DocumentRepealed', v: 1, on, data: { migrated: true } }];
}

/** Of a sealed cell the log keeps that it was given (''), the text itself is sealed. */
function completing(on: PlainDate, grown: readonly (readonly [string, string | number])[]): RegisterEvent[] {
  if (grown.length === 0) return [];
  const cells = Object.fromEntries(grown.map(([key, value]) => [key, SEALED.includes(key) ? '' : value]));
  const texts = Object.fromEntries(
    grown.filter(([key]) => SEALED.includes(key)).map(([key, value]) => [key, String(value)]),
  );
  const event: RegisterEvent = { type: 'EntryCompleted', v: 1, on, data: { cells, migrated: true } };
  return [Object.keys(texts).length === 0 ? event : { ...event, texts }];
}
