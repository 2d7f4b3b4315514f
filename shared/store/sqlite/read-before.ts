/**
 * What was read before and is given again: histories for everybody, and all that a write asks for the writes that follow.
 * What a write has read it does not read again: it holds the only lock, so that nothing changes but by itself. And while
 * no other connection has written since (`PRAGMA data_version`), the next write begins with what the one before knew.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import type { CutOffs } from './cut-offs.ts';
import { queryOf } from './query.ts';
import type { Statements } from './statements.ts';

/** Answers of a sort that are kept from one write to the next. */
const MOST = 1024;

type Last = ReturnType<Statements['lastOf']>;
type Asked = Pick<Statements, 'lastOf' | 'streamOf' | 'commitOfKey' | 'head'> & {
  historyOf(at: StreamKey, last: Last): readonly Commit[];
};
type Case = { readonly last: Last; commits: readonly Commit[] | null };
type Head = Partial<Pick<Commit, 'recordedAt'>>;
export type KnownInWrites = ReturnType<typeof knownInWrites>;

export function knownInWrites(db: DatabaseSync, asked: Asked, cutOffs: CutOffs) {
  const version = queryOf<readonly [number]>(db, 'PRAGMA data_version', true);
  const { clear, isFull, recorded, ...answers } = answersOf(asked);
  let known: number | undefined;
  let head: Head | null = null;
  const forget = (): void => {
    known = undefined;
    head = null;
    clear();
  };
  return {
    ...answers,
    /** Something was taken back. */
    forget,
    /** Inside the write, before anything is asked. */
    begin: (): void => {
      const now = version.get()?.[0];
      if (now === known && !isFull()) return;
      forget();
      known = now;
      cutOffs.begin();
    },
    /** The newest commit of all; `{}` in an empty ledger. */
    head: (): Head => {
      head ??= asked.head() ?? {};
      return head;
    },
    recorded: (commit: Commit): void => {
      head = { recordedAt: commit.recordedAt };
      recorded(commit);
    },
  };
}

function answersOf(asked: Asked) {
  // also of settings of which nothing was ever recorded: they are asked for with every command
  const cases = new ByName((office, kind, stream): Case => {
    return { last: asked.lastOf({ office, kind, stream }), commits: null };
  });
  const streams = new ByName(asked.streamOf);
  const keys = new ByName((office, _, key) => asked.commitOfKey(office, key));
  const all = [cases, streams, keys];
  return {
    lastOf: ({ office, kind, stream }: StreamKey): Last => cases.of(office, kind, stream)?.last ?? null,
    history: (at: StreamKey): readonly Commit[] => {
      const one = cases.of(at.office, at.kind, at.stream);
      if (one !== null) one.commits ??= asked.historyOf(at, one.last);
      return one?.commits ?? NOTHING;
    },
    streamOf: (office: string, kind: CaseKind, number: string) => streams.of(office, kind, number),
    commitOfKey: (office: string, key: string) => keys.of(office, OF_OFFICE, key),
    recorded: ({ office, kind, stream, version, hash }: Commit): void => {
      for (const one of all) one.missed = null;
      if (version > 1 || cases.knows(office, kind, stream))
        cases.set([office, kind, stream], { last: { version, hash }, commits: null });
    },
    clear: (): void => {
      for (const one of all) one.clear();
    },
    isFull: (): boolean => all.some(({ size }) => size > MOST),
  };
}

type Name = readonly [office: string, kind: CaseKind, name: string];
/** Keys are of an office, whatever they recorded. */
const OF_OFFICE: CaseKind = 'office';

/** By the parts of a name as they are: putting a name together costs more than looking it up. */
class ByName<T extends object | string> {
  readonly #ask: (...name: Name) => T | null;
  readonly #groups = new Map<string, Map<string, Map<string, T>>>();
  size = 0;
  /** What was not there when it was asked for last: a new case is asked for again and again, and then no more. */
  missed: Name | null = null;

  constructor(ask: (...name: Name) => T | null) {
    this.#ask = ask;
  }

  knows(office: string, kind: CaseKind, name: string): T | undefined {
    return this.#groups.get(office)?.get(kind)?.get(name);
  }

  of(office: string, kind: CaseKind, name: string): T | null {
    const { missed } = this;
    if (missed !== null && missed[2] === name && missed[1] === kind && missed[0] === office) return null;
    const known = this.knows(office, kind, name);
    if (known !== undefined) return known;
    const found = this.#ask(office, kind, name);
    if (found === null) this.missed = [office, kind, name];
    else this.set([office, kind, name], found);
    return found;
  }

  set([office, kind, name]: Name, value: T): void {
    const kinds = this.#groups.get(office) ?? new Map<string, Map<string, T>>();
    const group = kinds.get(kind) ?? new Map<string, T>();
    this.#groups.set(office, kinds.set(kind, group.set(name, value)));
    this.size += 1;
  }

  clear(): void {
    this.#groups.clear();
    this.size = 0;
    this.missed = null;
  }
}

/** Characters of stored commits, of all histories that are kept and of one. */
const MOST_KEPT = 4_000_000;
const MOST_OF_ONE = 400_000;
const NOTHING: readonly Commit[] = [];

type Kept = { readonly commits: readonly Commit[]; readonly size: number };

/**
 * Histories that were read before, given again while nothing was added to them: the hash of the last commit vouches for
 * all before it. The same history is the same array, so that what it comes to need not be worked out again either.
 */
export function keptHistories(
  sql: Pick<Statements, 'history'>,
): (at: StreamKey, last: ReturnType<Statements['lastOf']>) => readonly Commit[] {
  /** The one that was asked for last stands last. */
  const kept = new Map<string, Kept>();
  let size = 0;
  const forget = (name: string, one: Kept): void => {
    kept.delete(name);
    size -= one.size;
  };
  const keep = (name: string, one: Kept): void => {
    if (one.size > MOST_OF_ONE) return;
    kept.set(name, one);
    size += one.size;
    for (const [oldest, other] of kept) {
      if (size <= MOST_KEPT) break;
      forget(oldest, other);
    }
  };
  return (at, last) => {
    if (last === null) return NOTHING;
    const name = `${at.office}\n${at.kind}\n${at.stream}`;
    const known = kept.get(name);
    if (known !== undefined) forget(name, known);
    const isSame = known?.commits.length === last.version && known.commits.at(-1)?.hash === last.hash;
    const one = known !== undefined && isSame ? known : sized(sql.history(at));
    keep(name, one);
    return one.commits;
  };
}

function sized(commits: readonly Commit[]): Kept {
  return { commits, size: commits.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}
