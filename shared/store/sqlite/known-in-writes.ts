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
type Head = Partial<NonNullable<ReturnType<Asked['head']>>>;
export type KnownInWrites = ReturnType<typeof knownInWrites>;

export function knownInWrites(db: DatabaseSync, asked: Asked, cutOffs: CutOffs) {
  const version = queryOf<readonly [number]>(db, 'PRAGMA data_version', true);
  const cases = new ByName<Case>();
  const streams = new ByName<string | null>();
  const keys = new ByName<CaseAddress | null>();
  let known: number | undefined;
  let head: Head | null = null;
  const forget = (): void => {
    known = undefined;
    head = null;
    for (const one of [cases, streams, keys]) one.clear();
  };
  const caseAt = (at: StreamKey): Case =>
    cases.get(at) ?? cases.set(at, { last: asked.lastOf(at), commits: null });
  return {
    /** Something was taken back. */
    forget,
    /** Inside the write, before anything is asked. */
    begin: (): void => {
      const now = version.get()?.[0];
      if (now === known && cases.size < MOST && streams.size < MOST && keys.size < MOST) return;
      forget();
      known = now;
      cutOffs.begin();
    },
    /** The newest commit of all; `{}` in an empty ledger. */
    head: (): Head => {
      head ??= asked.head() ?? {};
      return head;
    },
    lastOf: (at: StreamKey): Last => caseAt(at).last,
    history: (at: StreamKey): readonly Commit[] => {
      const one = caseAt(at);
      one.commits ??= asked.historyOf(at, one.last);
      return one.commits;
    },
    streamOf: (office: string, kind: CaseKind, number: string): string | null => {
      const name = { office, kind, stream: number };
      const before = streams.get(name);
      return before === undefined ? streams.set(name, asked.streamOf(office, kind, number)) : before;
    },
    commitOfKey: (office: string, key: string): CaseAddress | null => {
      const name = { office, kind: '', stream: key };
      const before = keys.get(name);
      return before === undefined ? keys.set(name, asked.commitOfKey(office, key)) : before;
    },
    recorded: (commit: Commit): void => {
      const { office, kind, version, hash, position, recordedAt, number, key } = commit;
      head = { position, recordedAt };
      cases.set(commit, { last: { version, hash }, commits: null });
      if (version === 1) streams.set({ office, kind, stream: number }, commit.stream);
      if (key !== undefined) keys.set({ office, kind: '', stream: key }, addressOf(commit));
    },
  };
}

type Name = { readonly office: string; readonly kind: string; readonly stream: string };

/** By the parts of a name as they are: putting a name together costs more than looking it up. */
class ByName<T> {
  readonly #groups = new Map<string, Map<string, Map<string, T>>>();
  size = 0;

  get({ office, kind, stream }: Name): T | undefined {
    return this.#groups.get(office)?.get(kind)?.get(stream);
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
