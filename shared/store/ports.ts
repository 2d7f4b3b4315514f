/** The handful of ports behind which the two homes of the ledger stand. One contract suite runs on every adapter. */
import type { Actor, CaseKind, Commit, DomainEvent, SealableEvent, StreamKey } from '#shared/kernel/event.ts';
import { guarded } from '#shared/kernel/guarded-data.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';

/** A decision ready to be recorded as commit `version` of its stream. Version 1 also claims `number`. */
export type CommitDraft = {
  readonly at: StreamKey;
  readonly number: string;
  readonly version: number;
  readonly actor: Actor;
  readonly request?: string | undefined;
  readonly key?: string | undefined;
  readonly events: readonly SealableEvent[];
};

export type Taken = 'version' | 'number' | 'key' | 'seal';
/** `version`: somebody else's commit stands there; `number`: the number is another stream's; `key`: the command was carried out before; `seal`: the key of a case with sealed texts is gone or does not open. */
export type AppendResult =
  | { readonly ok: true; readonly commit: Commit }
  | { readonly ok: false; readonly taken: Taken };

/** The sealed fields of a commit by the index of their event: `{"0":{"subject":"…"}}`. */
export type SealedTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;
/**
 * Why texts cannot be read. `erased`: their key was destroyed and the mark of that stands in its place; `altered`: the
 * record is gone or is not the one that was sealed; `unopenable`: the key is missing or is not this ledger's;
 * `withheld`: it is sound, and not for whoever asks.
 */
export type SealFault = 'erased' | 'altered' | 'unopenable' | 'withheld';
export type OpenedSeal = SealedTexts | SealFault;

export type CaseAddress = StreamKey & { readonly number: string; readonly version: number };
/** Numbers that begin with `prefix`; with `digits`, only those that go on with exactly so many digits and end there. */
export type NumbersOf = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly prefix: string;
  readonly digits?: number;
};

export type NumberRule = Required<NumbersOf>;
/** Whether a number of that office and kind is one that was asked for. */
export function isAmong({ prefix, digits }: NumbersOf, number: string): boolean {
  if (!number.startsWith(prefix)) return false;
  const rest = number.slice(prefix.length);
  return digits === undefined || (rest.length === digits && /^[0-9]+$/.test(rest));
}

export interface LogReader {
  /** All commits of a case, oldest first; empty when there is none. Reads its own writes. */
  history(at: StreamKey): Promise<readonly Commit[]>;
  streamOf(office: string, kind: CaseKind, number: string): Promise<string | null>;
  commitOfKey(office: string, key: string): Promise<CaseAddress | null>;
  openSeal(commit: Commit): Promise<OpenedSeal>;
  /** The highest number of a kind, in the order of its characters, of those that are asked for. */
  lastNumber(of: NumbersOf): Promise<string | null>;
}

export interface LogWriter extends LogReader {
  /** One conditional write: the version, the number and the idempotency key must not exist. */
  append(draft: CommitDraft): Promise<AppendResult>;
  /** A number of the rule that no case bears and nobody else is given, behind the greatest there is. */
  nextNumber(rule: NumberRule): Promise<string>;
  /** Where a case of that number is begun, which is no other's: the same each time, so that a retry finds its own commit. */
  newStream(office: string, kind: CaseKind, number: string): string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown };

export interface EventLog extends LogReader {
  /**
   * Carries out jobs that arrived together as one write where the engine can. A job that throws
   * leaves nothing behind; one may be carried out again from its beginning, and only the last time counts. Nobody's
   * outcome is returned before everything is durable.
   */
  write<T>(jobs: readonly ((writer: LogWriter) => Promise<T>)[]): Promise<readonly Outcome<T>[]>;
  /**
   * Every commit, in pages; those of one case one after another in the order of their versions, cases in any order.
   * Throws SyntaxError at a commit whose bytes are no JSON.
   */
  scan(share?: Share, within?: Within): AsyncIterable<readonly Commit[]>;
  /** The same in the same order, as raw bytes of the store: for checks that must not trust the reader. */
  stored(share?: Share, within?: Within): AsyncIterable<readonly StoredCommit[]>;
  /**
   * About `limit` commits behind the place `after` (null: from the beginning), as stored: whole cases, each in one slice,
   * also one that is written to between two slices. What is recorded behind the place meanwhile may come or not.
   */
  slice(after: string | null, limit: number, share?: Share): Promise<Slice>;
  /** Every office of which anything is recorded, in order; read from an index of the engine. */
  offices(): Promise<readonly string[]>;
  /**
   * From now on nothing of these offices is recorded at or before the instant, however clocks stand; when it is through,
   * what bears that instant or an earlier one is in the log.
   */
  cutAt(offices: Iterable<string>, instant: Instant): Promise<void>;
  /** Bytes under the data key of a case, made when it has none yet. Throws OtherMasterKey where its key is gone. */
  sealBytes(at: StreamKey, plain: Uint8Array): Promise<Uint8Array>;
  /** What `sealBytes` of the same case gave, opened again. */
  openBytes(at: StreamKey, sealed: Uint8Array): Promise<Uint8Array | SealFault>;
  /** SHA-256 of the data key of a case, by which a destroyed one is told; `erased` where it is, null where it has none. */
  keyFingerprint(at: StreamKey): Promise<string | 'erased' | null>;
  /** For good: the mark of it stands in the place of the key, and nothing of the key in what the store keeps of its own. */
  destroyKey(at: StreamKey): Promise<void>;
  /** What stands beside the commits with none behind it, some thousands at most. */
  strays(): Promise<readonly Stray[]>;
  close(): void;
}

/** A write of one job: what the job gives back, or its error thrown. */
export async function writeOne<T>(
  log: Pick<EventLog, 'write'>,
  job: (writer: LogWriter) => Promise<T>,
): Promise<T> {
  const [outcome] = await log.write([job]);
  if (outcome?.ok !== true) throw outcome?.error ?? new Error('nothing was written');
  return outcome.value;
}

type Entry = Pick<CommitDraft, 'at' | 'actor' | 'request' | 'key'> & {
  /** The stream's own name where nothing else is given. */
  readonly number?: string;
};
type Decided<Event> =
  | { readonly events: readonly Event[] | ((history: readonly Commit[]) => readonly Event[]) }
  /** `after`: the version on which it was decided, where the decision has read the stream itself. */
  | { readonly events: readonly Event[]; readonly after: number | undefined };

/** The one place that adds to a stream: the next commit, or null where there is nothing to say. */
export async function append<Event extends DomainEvent>(
  writer: LogWriter,
  entry: Entry & Decided<Event>,
): Promise<AppendResult | null> {
  const { at, number = at.stream, actor, request, key, events: decided } = entry;
  const after = 'after' in entry ? entry.after : undefined;
  const history = after === undefined ? await writer.history(at) : [];
  const events = typeof decided === 'function' ? decided(history) : decided;
  if (events.length === 0) return null;
  const version = (after ?? history.length) + 1;
  return await writer.append({ at, number, version, actor, request, key, events: events.map(guarded) });
}

/** In a write of its own. */
export function appendAlone<Event extends DomainEvent>(
  log: Pick<EventLog, 'write'>,
  entry: Entry & Decided<Event>,
): Promise<AppendResult | null> {
  return writeOne(log, (writer) => append(writer, entry));
}

/** `name`: the number, the idempotency key, the reference of the sealed record, the key of the case. */
export type Stray = { readonly what: 'number' | 'key' | 'seal' | 'dataKey'; readonly name: string };

/** One of `of` disjoint shares of the cases, `part` from 0, so that a recount can be fanned out. */
export type Share = { readonly part: number; readonly of: number };

export type Slice = {
  /** Whole cases, each in the order of its versions. */
  readonly cases: readonly (readonly StoredCommit[])[];
  /** Behind which the next slice begins, as JSON; null behind the last. */
  readonly after: string | null;
};

/**
 * Only whole cases of these offices and kinds, and of those only the ones that have a commit recorded after the instant.
 * Where the engine keeps its commits in order, nothing else is read.
 */
export type Within = {
  readonly offices?: ReadonlySet<string>;
  readonly kinds?: ReadonlySet<CaseKind>;
  readonly changedAfter?: Instant;
  /**
   * Somebody waits for it: where the engine keeps no order, by its index of what was written to (ADR 68), which is as far
   * as the figures. What decides a signature or a proof reads the ledger itself.
   */
  readonly indexed?: boolean;
};

/** `position` is 0 where the engine has none. */
export type StoredCommit = StreamKey & Pick<Commit, 'version' | 'position' | 'bytes' | 'hash'>;

/** A log whose engine orders all its commits: the log itself is the change feed. */
export interface OrderedLog extends EventLog {
  /** Commits after `position` in recording order, at most `limit`. */
  readAfter(position: number, limit: number): Promise<readonly Commit[]>;
  /** The same as they stand in the store, not yet read. */
  storedAfter(position: number, limit: number): Promise<readonly StoredCommit[]>;
  /** The recording instant and position of the newest commit, null for an empty log. */
  head(): Promise<{ readonly position: number; readonly recordedAt: Instant } | null>;
  /** Which ledger it is: given once, and another one for every ledger. */
  readonly id: string;
  /** Null where nothing was recorded at that position. */
  hashAt(position: number): Promise<string | null>;
  /** Whether a commit stands at every position up to the head. */
  isWithoutHoles(): Promise<boolean>;
}

export type Clock = { now(): Instant };
