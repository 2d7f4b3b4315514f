/** The event log on SQLite. Several processes may record: the engine's own write lock orders them (ADR 3). */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { type Instant, laterOf } from '#shared/kernel/plain-date.ts';
import { commitFrom } from '../commit-bytes.ts';
import { OtherMasterKey } from '../key-wrapper.ts';
import { nextOfRule } from '../next-number.ts';
import {
  type AppendResult,
  type Clock,
  type CommitDraft,
  type LogReader,
  type LogWriter,
  type OpenedSeal,
  type OrderedLog,
  type Taken,
  writeOne,
} from '../ports.ts';
import { decryptBytes, encryptBytes, openTexts, type SealedRecord, sealTexts } from '../seal.ts';
import { type CutOffs, cutOffsIn, stampOf } from './cut-offs.ts';
import { type DataKeys, dataKeysIn } from './data-keys.ts';
import { destroying } from './destroyed-keys.ts';
import { keptHistories } from './kept-histories.ts';
import { ledgerIdOf } from './settings.ts';
import { sharedWrites } from './shared-writes.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { wholeReader } from './stored-commits.ts';
import { straysIn } from './strays.ts';
import { writingTogether } from './written-together.ts';

type Options = { readonly clock: Clock; readonly masterKey: Buffer };

/** `clock` is asked once a commit; `masterKey` is 32 bytes. */
export function sqliteEventLog(db: DatabaseSync, options: Options): OrderedLog {
  const sql = prepareStatements(db);
  const keys = dataKeysIn(sql, options.masterKey);
  const reader = readerOf(sql, keys);
  const cutOffs = cutOffsIn(db);
  const books = { sql, keys, reader, cutOffs };
  const together = writingTogether(db);
  const write = sharedWrites((jobs) => together(jobs, () => writerOf(books, options)));
  return {
    ...reader,
    write,
    // all offices of one machine are recorded in one order
    cutAt: (_, instant) => writeOne({ write }, async () => cutOffs.add(instant)),
    ...wholeReader(sql),
    readAfter: async (position, limit) => sql.after(position, limit),
    storedAfter: async (position, limit) => sql.storedAfter(position, limit),
    sealBytes: async (at, plain) => encryptBytes(await writeOne({ write }, async () => keys.made(at)), plain),
    openBytes: async (at, sealed) => {
      const key = keys.known(at);
      return typeof key === 'string' ? key : (decryptBytes(key, sealed) ?? 'altered');
    },
    ...destroying({ db, sql, write, keys }),
    strays: async () => straysIn(db),
    head: async () => sql.head(),
    id: ledgerIdOf(db),
    hashAt: async (position) => sql.hashOfPosition(position),
    isWithoutHoles: async () => sql.isWithoutHoles(),
    close: () => db.close(),
  };
}

function readerOf(sql: Statements, keys: DataKeys): LogReader {
  const historyOf = keptHistories(sql);
  return {
    history: async (at: StreamKey): Promise<readonly Commit[]> => historyOf(at),
    streamOf: async (office: string, kind: CaseKind, number: string) => sql.streamOf(office, kind, number),
    lastNumber: async (of) => sql.lastNumber(of),
    commitOfKey: async (office, key) => sql.commitOfKey(office, key),
    openSeal: async (commit: Commit): Promise<OpenedSeal> => {
      if (!commit.seal) return {};
      const key = keys.known(commit);
      return typeof key === 'string' ? key : openTexts(key, sql.seal(commit.seal.ref), commit.seal.digest);
    },
  };
}

type Books = {
  readonly sql: Statements;
  readonly keys: DataKeys;
  readonly reader: LogReader;
  readonly cutOffs: CutOffs;
};

function writerOf({ sql, keys, reader, cutOffs }: Books, { clock }: Options): LogWriter {
  cutOffs.begin();
  let last: Instant = sql.head()?.recordedAt ?? clock.now();
  return {
    ...reader,
    nextNumber: (rule) => nextOfRule(reader, rule),
    append: async (draft: CommitDraft): Promise<AppendResult> => {
      const before = sql.lastOf(draft.at);
      const taken = takenBy(sql, draft, before?.version ?? 0);
      if (taken !== null) return { ok: false, taken };
      last = laterOf(last, stampOf(clock.now(), cutOffs));
      const seal = sealedOrClosed(() => keys.made(draft.at), draft.events);
      if (seal === 'closed') return { ok: false, taken: 'seal' };
      return { ok: true, commit: insert(sql, draft, { recordedAt: last, prev: before?.hash ?? '', seal }) };
    },
  };
}

function sealedOrClosed(key: () => Buffer, events: CommitDraft['events']): SealedRecord | 'closed' | null {
  try {
    return sealTexts(key, events);
  } catch (fault) {
    if (fault instanceof OtherMasterKey) return 'closed';
    throw fault;
  }
}

function takenBy(sql: Statements, draft: CommitDraft, version: number): Taken | null {
  if (draft.key !== undefined && sql.commitOfKey(draft.at.office, draft.key) !== null) return 'key';
  if (version !== draft.version - 1) return 'version';
  if (draft.version === 1 && sql.streamOf(draft.at.office, draft.at.kind, draft.number) !== null)
    return 'number';
  return null;
}

function insert(
  sql: Statements,
  draft: CommitDraft,
  { recordedAt, prev, seal }: { recordedAt: Instant; prev: string; seal: SealedRecord | null },
): Commit {
  const commit = commitFrom(draft, { recordedAt, prev, seal });
  if (seal !== null) sql.insertSeal(seal.ref, seal.bytes);
  return { ...commit, position: sql.insertCommit(commit) };
}
