/**
 * What a write has read it does not read again: it holds the only lock, so that nothing changes but by itself. And while
 * no other connection has written since (`PRAGMA data_version`), the next write begins with what the one before knew.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { addressOf } from '../commit-bytes.ts';
import type { CaseAddress } from '../ports.ts';
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
  const cases = new ByName<Case>();
  const streams = new ByName<string | null>();
  const keys = new ByName<CaseAddress | null>();
  const all = [cases, streams, keys];
  const caseAt = (at: StreamKey): Case => cases.of(at, () => ({ last: asked.lastOf(at), commits: null }));
  return {
    lastOf: (at: StreamKey): Last => caseAt(at).last,
    history: (at: StreamKey): readonly Commit[] => {
      const one = caseAt(at);
      one.commits ??= asked.historyOf(at, one.last);
      return one.commits;
    },
    streamOf: (office: string, kind: CaseKind, number: string): string | null =>
      streams.of({ office, kind, stream: number }, () => asked.streamOf(office, kind, number)),
    commitOfKey: (office: string, key: string): CaseAddress | null =>
      keys.of({ office, kind: '', stream: key }, () => asked.commitOfKey(office, key)),
    recorded: (commit: Commit): void => {
      const { office, kind, version, hash, number, key } = commit;
      cases.set(commit, { last: { version, hash }, commits: null });
      if (version === 1) streams.set({ office, kind, stream: number }, commit.stream);
      if (key !== undefined) keys.set({ office, kind: '', stream: key }, addressOf(commit));
    },
    clear: (): void => {
      for (const one of all) one.clear();
    },
    isFull: (): boolean => cases.size > MOST || streams.size > MOST || keys.size > MOST,
  };
}

type Name = { readonly office: string; readonly kind: string; readonly stream: string };

/** By the parts of a name as they are: putting a name together costs more than looking it up. */
class ByName<T extends object | string | null> {
  readonly #groups = new Map<string, Map<string, Map<string, T>>>();
  size = 0;

  of(name: Name, ask: () => T): T {
    const known = this.#groups.get(name.office)?.get(name.kind)?.get(name.stream);
    return known === undefined ? this.set(name, ask()) : known;
  }

  /** Gives it back. */
  set({ office, kind, stream }: Name, value: T): T {
    const kinds = this.#groups.get(office) ?? new Map<string, Map<string, T>>();
    const group = kinds.get(kind) ?? new Map<string, T>();
    this.#groups.set(office, kinds.set(kind, group.set(stream, value)));
    this.size += 1;
    return value;
  }

  clear(): void {
    this.#groups.clear();
    this.size = 0;
  }
}
