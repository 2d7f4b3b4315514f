/** Load, fold, decide, append: how a command or an imported row is recorded in the stream of a case. */
import { randomUUID } from 'node:crypto';
import type { Refusal, Warning } from '#shared/kernel/decision.ts';
import type { Actor, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { LogReader, LogWriter, OpenedSeal, Taken } from '#shared/store/ports.ts';
import { fold, historyOf, streamWritten } from './case-history.ts';
import type { Context, ParsedCommand, Part, Room, Row } from './room.ts';
import { streamIdOf } from './stream-id.ts';

type Where = {
  readonly office: string;
  readonly number: string;
  readonly actor: Actor;
  /** What the commits of one request have in common; each has its own where nobody says. */
  readonly request?: string;
};
export type RecordResult =
  | {
      readonly outcome: 'recorded';
      readonly number: string;
      readonly version: number;
      readonly warnings: readonly Warning[];
    }
  | { readonly outcome: 'duplicate'; readonly number: string; readonly version: number }
  | { readonly outcome: 'conflict'; readonly field: string }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** `number`: what the case stands under, which may be written otherwise than it was asked for. */
type Loaded = {
  readonly at: StreamKey;
  readonly number: string;
  readonly version: number;
  readonly state: unknown;
};

/** The state of a case, null when there is none; sealed texts are left closed. */
export async function stateOfRow(
  log: LogReader,
  room: Room,
  { office, number }: { readonly office: string; readonly number: string },
): Promise<unknown> {
  const commits = await historyOf(log, { office, kind: room.kind, number });
  if (commits === null) return null;
  return fold(
    commits.map((commit) => ({ commit })),
    room.evolve,
  );
}

async function load(writer: LogWriter, room: Room, { office, number: written }: Where): Promise<Loaded> {
  const known =
    room.settingOf === undefined
      ? await streamWritten(writer, { office, kind: room.kind, number: written })
      : await writer.streamOf(office, room.kind, written);
  const number = room.settingOf === undefined ? caseNumber(written) : written;
  const own = room.settingOf === undefined ? streamIdOf(office, room.kind, number) : number;
  const at = { office, kind: room.kind, stream: known ?? own };
  if (known === null) return { at, number, version: 0, state: null };
  const commits = await writer.history(at);
  const opened: { commit: (typeof commits)[number]; seal: OpenedSeal }[] = [];
  for (const commit of commits) opened.push({ commit, seal: await writer.openSeal(commit) });
  const state = fold(opened, room.evolve);
  return { at, number: commits[0]?.number ?? number, version: commits.length, state };
}

/** One imported row: recorded, a duplicate, or a conflict at a field. `context` is prepared once for many rows. */
export function rowJob(
  room: Room,
  where: Where & { readonly context?: Context },
  row: Row,
): (writer: LogWriter) => Promise<RecordResult> {
  return async (writer) => {
    const loaded = await load(writer, room, where);
    const migrated = room.migrate(loaded.state, row, where.context);
    if (!migrated.ok) return { outcome: 'conflict', field: migrated.field };
    const { number, state } = loaded;
    const again: Warning = { code: 'voidedNumberAgain', facts: { number } };
    const warnings = wasVoided(state) ? [again] : [];
    return append(writer, loaded, { where, events: migrated.events, warnings });
  };
}

/** By hand, that is: what came by an import that was taken back may come again without a word. */
function wasVoided(state: unknown): boolean {
  const { voided = false, takenBack = false } =
    (state as { readonly voided?: boolean; readonly takenBack?: boolean } | null) ?? {};
  return voided && !takenBack;
}

type CommandJob = {
  readonly expectedVersion?: number;
  readonly where: Where;
  readonly command: ParsedCommand;
  readonly key?: string;
  readonly context: Context;
};

/** One command on a case of known number: a refusal leaves nothing behind. */
export function commandJob(room: Room, job: CommandJob): (writer: LogWriter) => Promise<RecordResult> {
  return async (writer) => {
    const { where, command, key, expectedVersion } = job;
    const loaded = await load(writer, room, where);
    if (expectedVersion !== undefined && expectedVersion !== loaded.version) return stale(loaded.version);
    const context = await prepared(writer, room, job);
    const decision = room.decide(loaded.state, command, context);
    if (!decision.ok) return { outcome: 'refused', refusal: decision.refusal };
    const parts = room.parts?.(loaded.state, { number: where.number, events: decision.events }) ?? [];
    const other = await taken(writer, room, { office: where.office, parts });
    if (other !== null) return refusedNumber(other);
    const appended = await append(writer, loaded, {
      where,
      events: decision.events,
      warnings: decision.warnings,
      ...(key && { key }),
    });
    for (const { number, events } of parts) {
      const part = { ...where, number };
      await append(writer, await load(writer, room, part), { where: part, events, warnings: [] });
    }
    if (appended.outcome === 'recorded')
      await room.follow?.(writer, { ...where, events: decision.events, context });
    return appended;
  };
}

async function prepared(
  writer: LogWriter,
  room: Room,
  { where, command, context }: CommandJob,
): Promise<Context> {
  if (room.prepare === undefined) return context;
  const { office, number } = where;
  return { ...context, settings: await room.prepare(writer, { office, number, command }) };
}

function refusedNumber(number: string): RecordResult {
  const facts = { field: 'into', number };
  return { outcome: 'refused', refusal: { code: 'numberTaken', article: '条例29', facts } };
}

function stale(version: number): RecordResult {
  return { outcome: 'refused', refusal: { code: 'staleVersion', article: '', facts: { version } } };
}

const TAKEN = {
  ...{ number: 'numberTaken', version: 'staleVersion', key: 'staleVersion', seal: 'sealClosed' },
} as const satisfies Readonly<Record<Taken, RefusalCode>>;

type Append = { where: Where; events: readonly DomainEvent[]; warnings: readonly Warning[]; key?: string };

async function append(
  writer: LogWriter,
  { at, number, version }: Loaded,
  { where, events, warnings, key }: Append,
): Promise<RecordResult> {
  if (events.length === 0) return { outcome: 'duplicate', number, version };
  const draft = {
    at,
    number,
    version: version + 1,
    actor: where.actor,
    request: where.request ?? randomUUID(),
    events,
  };
  const result = await writer.append(key === undefined ? draft : { ...draft, key });
  if (!result.ok)
    return {
      outcome: 'refused',
      refusal: { code: TAKEN[result.taken], article: '' },
    };
  return { outcome: 'recorded', number, version: version + 1, warnings };
}

/** The first number among the parts that stands for another case, or null. */
async function taken(
  writer: LogWriter,
  { kind }: Room,
  { office, parts }: { office: string; parts: readonly Part[] },
): Promise<string | null> {
  for (const { number } of parts) if ((await writer.streamOf(office, kind, number)) !== null) return number;
  return null;
}
