/** Load, fold, decide, append: how a command or an imported row is recorded in the stream of a case. */
import { randomUUID } from 'node:crypto';
import type { Refusal, Warning } from '#shared/kernel/decision.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { Context, Kind, Row, RowKind } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { append, type LogWriter, type Taken } from '#shared/store/ports.ts';
import { isMarked, streamWritten } from './case-history.ts';
import type { RecordResult } from './execution.ts';
import { addFound } from './hotline-lists.ts';
import { type Loaded, load, staleFor, taken, type Where } from './load-case.ts';
import type { ParsedCommand } from './parse-command.ts';
import { contextFor } from './prepare.ts';

/** Why a row may not be recorded, though it fits the case (`isThere`: one that stands); null where it may. */
export type RowBar = (events: readonly DomainEvent[], isThere: boolean) => Refusal | null;

/** One imported row: recorded, a duplicate, a conflict at a field, or barred. `context` is prepared once for many rows. */
export function rowJob(
  kind: RowKind,
  where: Where & { readonly context?: Context; readonly bar?: RowBar | undefined },
  row: Row,
): (writer: LogWriter) => Promise<RecordResult> {
  return async (writer) => {
    const loaded = await load(writer, kind, where);
    const migrated = kind.migrate(loaded.state, row, where.context);
    if (!migrated.ok) return { outcome: 'conflict', field: migrated.field };
    const { number, state } = loaded;
    const refusal = where.bar?.(migrated.events, state !== null && !isMarked(state, 'voided'));
    if (refusal) return { outcome: 'refused', refusal };
    const again: Warning = { code: 'voidedNumberAgain', facts: { number } };
    const warnings = wasVoided(state) ? [again] : [];
    return recordAndTell(writer, kind, { loaded, where, events: migrated.events, warnings });
  };
}

/** By hand, that is: what came by an import that was taken back may come again without a word. */
function wasVoided(state: unknown): boolean {
  return isMarked(state, 'voided') && !isMarked(state, 'takenBack');
}

type CommandJob = {
  readonly expectedVersion?: number | undefined;
  readonly where: Where;
  readonly command: ParsedCommand;
  readonly key?: string | undefined;
  readonly today: PlainDate;
};

/** One command on a case of known number: a refusal leaves nothing behind. */
export async function recordCommand(writer: LogWriter, kind: Kind, job: CommandJob): Promise<RecordResult> {
  const { where, command, key, expectedVersion, today } = job;
  const loaded = await load(writer, kind, where);
  const stale = staleFor(loaded, expectedVersion);
  if (stale !== null) return stale;
  const { office, actor } = where;
  const meant = kind.meant?.(loaded.state, command.value) ?? command.value;
  const known = await contextFor(writer, kind, { office, today, command: meant });
  const { number, events: history } = loaded;
  const context = { ...known, role: actor.role, user: actor.user, number, history };
  const decision = kind.decide(loaded.state, command.value, context);
  if (!decision.ok) return { outcome: 'refused', refusal: decision.refusal };
  const parts = kind.parts?.(loaded.state, where.number, decision.events) ?? [];
  const other = parts.length === 0 ? null : await taken(writer, kind, { office, parts });
  if (other !== null) return refusedNumber(other);
  const { events, warnings } = decision;
  const recording = { loaded, where, events, warnings, key };
  const isTold = kind.tells !== undefined;
  const appended = await (isTold
    ? recordAndTell(writer, kind, recording)
    : record(writer, loaded, recording));
  if (appended.outcome !== 'recorded') return appended;
  for (const { number, events } of parts)
    await recordPart(writer, kind, { where: { ...where, number }, events });
  const { entriesIn } = kind;
  if (entriesIn !== undefined)
    await addFound(writer, { office, actor, on: today, met: events.flatMap(entriesIn) });
  return appended;
}

/** All parts or none: a job that throws leaves nothing behind. */
async function recordPart(
  writer: LogWriter,
  kind: Kind,
  part: Pick<Recording, 'where' | 'events'>,
): Promise<void> {
  const loaded = await load(writer, kind, part.where);
  const recorded = await record(writer, loaded, { ...part, warnings: [] });
  if (recorded.outcome === 'refused') throw new Error(`a part was not recorded: ${recorded.refusal.code}`);
}

function refusedNumber(number: string): RecordResult {
  const facts = { field: 'into', number };
  return { outcome: 'refused', refusal: { code: 'numberTaken', article: '条例29', facts } };
}

const TAKEN = {
  ...{ number: 'numberTaken', version: 'staleVersion', key: 'staleVersion', seal: 'sealClosed' },
} as const satisfies Readonly<Record<Taken, RefusalCode>>;

type Recording = {
  readonly where: Where;
  readonly events: readonly DomainEvent[];
  readonly warnings: readonly Warning[];
  readonly key?: string | undefined;
};

async function record(
  writer: LogWriter,
  { at, number, version, requests }: Loaded,
  { where: { actor, request = randomUUID() }, events, warnings, key }: Recording,
): Promise<RecordResult> {
  const result = await append(writer, { at, number, after: version, actor, request, key, events });
  if (result === null) return { outcome: 'duplicate', number, version, under: requests };
  if (!result.ok) return { outcome: 'refused', refusal: { code: TAKEN[result.taken], article: '' } };
  return { outcome: 'recorded', number, version: result.commit.version, warnings };
}

/** And what other cases learn from it, in the same write. */
async function recordAndTell(
  writer: LogWriter,
  kind: RowKind,
  recording: Recording & { readonly loaded: Loaded },
): Promise<RecordResult> {
  const { loaded } = recording;
  const recorded = await record(writer, loaded, recording);
  const last = recording.events.at(-1);
  if (kind.tells === undefined || last === undefined || recorded.outcome !== 'recorded') return recorded;
  const { office, actor, request } = recording.where;
  const after = await load(writer, kind, recording.where);
  for (const { kind: of, number, event } of kind.tells(loaded.state, after.state, last.on)) {
    const known = await streamWritten(writer, { office, kind: of, number });
    if (known === null) continue;
    const at = { office, kind: of, stream: known };
    const history = await writer.history(at);
    const entry = { at, number: history[0]?.number ?? number, after: history.length, actor, request };
    const told = await append(writer, { ...entry, events: [event] });
    // both or neither: a job that throws leaves nothing behind
    if (told?.ok === false) throw new Error(`${of} was not told of ${event.type}: ${told.taken}`);
  }
  return recorded;
}
