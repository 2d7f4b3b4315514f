/** What a row of an import makes of a hotline case. Migrated facts pass no procedural check. */
import type { Satisfaction } from '#shared/glossary/choices.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { saysTheSame } from '#shared/kernel/written.ts';
import { textsSaid } from './decide-registration.ts';
import { HOTLINE_SOURCE, type HotlineEvent } from './events.ts';
import { FIRST_LISTS, groupOf, type HotlineLists } from './lists.ts';
import { cellOf, type HotlineState, ROW_FIELDS, type RowField } from './state.ts';

/** A row with the keys of the contract, its cells already read and checked for form; a blank cell is absent. */
export type HotlineRow = {
  readonly number: string;
  readonly receivedAt: Instant;
  readonly source?: string | undefined;
  readonly type?: string | undefined;
  readonly topic?: string | undefined;
  readonly subdistrict?: string | undefined;
  readonly address?: string | undefined;
  readonly department?: string | undefined;
  readonly dueAt?: Instant | undefined;
  readonly closedAt?: Instant | undefined;
  readonly satisfaction?: Satisfaction | undefined;
};

type HotlineMigration =
  | { readonly ok: true; readonly events: readonly HotlineEvent[] }
  | { readonly ok: false; readonly field: string };

export function migrate(
  state: HotlineState | null,
  row: HotlineRow,
  lists: HotlineLists = FIRST_LISTS,
): HotlineMigration {
  const anew = (): HotlineMigration => ({ ok: true, events: [...registering(row, lists), ...steps(row)] });
  if (state === null || state.takenBack) return anew();
  const fresh = ROW_FIELDS.filter((field) => isFilled(row[field]) && !wasSaid(state, field, row[field]));
  const conflict = fresh.find((field) => isSettled(state, field));
  if (conflict !== undefined) return state.voided ? anew() : { ok: false, field: conflict };
  if (fresh.length > 0 && state.voided) return { ok: false, field: 'number' };
  const events = [...naming(row, fresh, lists), ...classifying(row, fresh), ...steps(only(row, fresh))];
  return { ok: true, events };
}

/** Recorded now or at some time before: the same row again adds nothing, also after a correction. */
function wasSaid(state: HotlineState, field: RowField, cell: string | undefined): boolean {
  if (field === 'source' && state.sourceAssumed) return false;
  // erased: nobody can tell any more
  if (field === 'address' && state.located && cellOf(state, field) === null) return true;
  const said = [cellOf(state, field), ...(state.past[field] ?? [])];
  return cell !== undefined && said.some((before) => saysTheSame(before, cell));
}

/** A filled cell that differs from it contradicts; a source that no row has named is nobody's word. */
function isSettled(state: HotlineState, field: RowField): boolean {
  if (field === 'source' && state.sourceAssumed) return false;
  return isFilled(cellOf(state, field)) || state.past[field] !== undefined;
}

function isFilled(cell: string | null | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

/** The row with the new cells alone. */
function only(row: HotlineRow, fresh: readonly RowField[]): HotlineRow {
  const cells = Object.fromEntries(fresh.map((field) => [field, row[field]]));
  return { number: row.number, receivedAt: row.receivedAt, ...cells };
}

function registering(row: HotlineRow, lists: HotlineLists): HotlineEvent[] {
  const on = dateOfInstant(row.receivedAt);
  const source = row.source || HOTLINE_SOURCE;
  const data = {
    number: row.number,
    at: row.receivedAt,
    source,
    group: groupOf(lists, source, on),
    type: row.type || null,
    topic: row.topic || null,
    subdistrict: row.subdistrict || null,
    migrated: true,
    ...(row.source ? {} : { sourceAssumed: true as const }),
    ...(row.address && { located: true as const }),
  };
  return [
    { type: 'HotlineCaseRegistered', v: 2, on, data, ...textsSaid({ address: row.address || undefined }) },
    { type: 'HotlineCaseAccepted', v: 1, on, data: { at: null, migrated: true } },
  ];
}

function naming(row: HotlineRow, fresh: readonly RowField[], lists: HotlineLists): HotlineEvent[] {
  const { source } = row;
  if (!source || !fresh.includes('source')) return [];
  const on = dateOfInstant(row.receivedAt);
  const data = { source, group: groupOf(lists, source, on), migrated: true };
  return [{ type: 'HotlineSourceNamed', v: 1, on, data }];
}

function classifying(row: HotlineRow, fresh: readonly RowField[]): HotlineEvent[] {
  const { type = null, topic = null, subdistrict = null, address } = only(row, fresh);
  if (type === null && topic === null && subdistrict === null && address === undefined) return [];
  const on = dateOfInstant(row.receivedAt);
  const located = address === undefined ? {} : { located: true as const };
  const data = { type, topic, subdistrict, migrated: true, ...located };
  return [{ type: 'HotlineCaseClassified', v: 2, on, data, ...textsSaid({ address }) }];
}

function steps({ receivedAt, department, dueAt, closedAt, satisfaction }: HotlineRow): HotlineEvent[] {
  const on = dateOfInstant(receivedAt);
  const ended = closedAt ? dateOfInstant(closedAt) : on;
  const events: HotlineEvent[] = [];
  if (department) {
    events.push({ type: 'Dispatched', v: 1, on, data: { at: null, department, migrated: true } });
  }
  if (dueAt) {
    const data = { at: null, dueAt, provisional: false, migrated: true };
    events.push({ type: 'TimeLimitSet', v: 1, on, data });
  }
  if (closedAt) {
    events.push({ type: 'HotlineCaseClosed', v: 1, on: ended, data: { at: closedAt, migrated: true } });
  }
  if (satisfaction) {
    const data = { at: null, satisfaction, migrated: true };
    events.push({ type: 'FollowUpRecorded', v: 1, on: ended, data });
  }
  return events;
}
