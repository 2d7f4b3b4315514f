/**
 * What a write has read it does not read again: it holds the only lock, so that nothing changes but by itself. And while
 * no other connection has written since (`PRAGMA data_version`), the next write begins with what the one before knew.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { addressOf } from '../commit-bytes.ts';
import type { CutOffs } from './cut-offs.ts';
import { queryOf } from './query.ts';
import type { Statements } from './statements.ts';

/** Answers of a sort that are kept from one write to the next. */
const MOST = 4096;

type Asked = Pick<Statements, 'lastOf' | 'streamOf' | 'commitOfKey' | 'head'>;
type Head = Partial<NonNullable<ReturnType<Asked['head']>>>;
export type KnownInWrites = ReturnType<typeof knownInWrites>;

export function knownInWrites(db: DatabaseSync, { sql, cutOffs }: { sql: Asked; cutOffs: CutOffs }) {
  const version = queryOf<readonly [number]>(db, 'PRAGMA data_version', true);
  const last = new Map<string, ReturnType<Asked['lastOf']>>();
  const streams = new Map<string, string | null>();
  const keys = new Map<string, ReturnType<Asked['commitOfKey']>>();
  let known: number | undefined;
  let head: Head | null = null;
  const forget = (): void => {
    known = undefined;
    head = null;
    for (const one of [last, streams, keys]) one.clear();
  };
  return {
    /** Something was taken back. */
    forget,
    /** Inside the write, before anything is asked. */
    begin: (): void => {
      const now = version.get()?.[0];
      if (now === known && last.size < MOST && streams.size < MOST && keys.size < MOST) return;
      forget();
      known = now;
      cutOffs.begin();
    },
    /** The newest commit of all; `{}` in an empty ledger. */
    head: (): Head => {
      head ??= sql.head() ?? {};
      return head;
    },
    lastOf: (at: StreamKey) => asked(last, `${at.office}\n${at.kind}\n${at.stream}`, () => sql.lastOf(at)),
    streamOf: (office: string, kind: CaseKind, number: string) =>
      asked(streams, `${office}\n${kind}\n${number}`, () => sql.streamOf(office, kind, number)),
    commitOfKey: (office: string, key: string) =>
      asked(keys, `${office}\n${key}`, () => sql.commitOfKey(office, key)),
    recorded: (commit: Commit): void => {
      const { office, kind, stream, version, hash, position, recordedAt } = commit;
      head = { position, recordedAt };
      last.set(`${office}\n${kind}\n${stream}`, { version, hash });
      if (version === 1) streams.set(`${office}\n${kind}\n${commit.number}`, stream);
      if (commit.key !== undefined) keys.set(`${office}\n${commit.key}`, addressOf(commit));
    },
  };
}

function asked<T extends object | string | null>(known: Map<string, T>, name: string, ask: () => T): T {
  const before = known.get(name);
  if (before !== undefined) return before;
  const answer = ask();
  known.set(name, answer);
  return answer;
}
