/** The event log on SQLite. Several processes may record: the engine's own write lock orders them (ADR 3). */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { type Instant, laterOf } from '#shared/kernel/plain-date.ts';
import { commitFrom } from '../commit-bytes.ts';
import { caseKeyOf } from '../dynamodb/ledger-items.ts';
import { OtherMasterKey, unwrapped } from '../key-wrapper.ts';
import { nextOfRule } from '../next-number.ts';
import {
  type AppendResult,
  type Clock,
  type CommitDraft,
  type LogReader,
  type LogWriter,
  type OpenedSeal,
  type OrderedLog,
  type Outcome,
  type Taken,
  writeOne,
} from '../ports.ts';
import {
  decryptBytes,
  ERASED,
  encrypt,
  encryptBytes,
  newDataKey,
  openTexts,
  type SealedRecord,
  sealTexts,
} from '../seal.ts';
import { beginWrite } from './begin-write.ts';
import { type CutOffs, cutOffsIn, stampOf } from './cut-offs.ts';
import { destroying } from './destroyed-keys.ts';
import { ledgerIdOf } from './settings.ts';
import { sharedWrites } from './shared-writes.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { wholeReader } from './stored-commits.ts';
import { straysIn } from './strays.ts';

type Options = { readonly clock: Clock; readonly masterKey: Buffer };

/** `clock` is asked once a commit; `masterKey` is 32 bytes. */
export function sqliteEventLog(db: DatabaseSync, options: Options): OrderedLog {
  const sql = prepareStatements(db);
  const reader = readerOf(sql, options.masterKey);
  const cutOffs = cutOffsIn(db);
  const books = { sql, reader, cutOffs };
  const write = sharedWrites((jobs) => writeTogether(db, jobs, () => writerOf(books, options)));
  return {
    ...reader,
    write,
    // all offices of one machine are recorded in one order
    cutAt: (_, instant) => writeOne({ write }, async () => cutOffs.add(instant)),
    ...wholeReader(sql),
    readAfter: async (position, limit) => sql.after(position, limit),
    storedAfter: async (position, limit) => sql.storedAfter(position, limit),
    sealBytes: async (at, plain) =>
      encryptBytes(await writeOne({ write }, async () => dataKeyOf(sql, at, options.masterKey)), plain),
    openBytes: async (at, sealed) => {
      const key = knownKey(sql, at, options.masterKey);
      return typeof key === 'string' ? key : (decryptBytes(key, sealed) ?? 'altered');
    },
    ...destroying({ db, sql, write, keyOf: (at) => knownKey(sql, at, options.masterKey) }),
    strays: async () => straysIn(db),
    head: async () => sql.head(),
    id: ledgerIdOf(db),
    hashAt: async (position) => sql.hashOfPosition(position),
    isWithoutHoles: async () => sql.isWithoutHoles(),
    close: () => db.close(),
  };
}

/** One transaction, a savepoint a job: what a job that throws has written is taken back alone. */
export async function writeTogether<T>(
  db: DatabaseSync,
  jobs: readonly ((writer: LogWriter) => Promise<T>)[],
  begin: () => LogWriter,
): Promise<readonly Outcome<T>[]> {
  await beginWrite(db);
  try {
    const writer = begin();
    const savepoint = { set: db.prepare('SAVEPOINT job'), release: db.prepare('RELEASE job') };
    const outcomes: Outcome<T>[] = [];
    for (const job of jobs) outcomes.push(await inSavepoint(db, savepoint, () => job(writer)));
    db.exec('COMMIT');
    return outcomes;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

type Savepoint = { readonly set: StatementSync; readonly release: StatementSync };

async function inSavepoint<T>(
  db: DatabaseSync,
  { set, release }: Savepoint,
  job: () => Promise<T>,
): Promise<Outcome<T>> {
  set.run();
  try {
    const value = await job();
    release.run();
    return { ok: true, value };
  } catch (error) {
    if (!db.isTransaction) throw error; // a full disk has ended all of it, and everybody in it is told
    db.exec('ROLLBACK TO job; RELEASE job');
    return { ok: false, error };
  }
}

function readerOf(sql: Statements, masterKey: Buffer): LogReader {
  return {
    history: async (at: StreamKey): Promise<readonly Commit[]> => sql.history(at),
    streamOf: async (office: string, kind: CaseKind, number: string) => sql.streamOf(office, kind, number),
    lastNumber: async (of) => sql.lastNumber(of),
    commitOfKey: async (office, key) => sql.commitOfKey(office, key),
    openSeal: async (commit: Commit): Promise<OpenedSeal> => {
      if (!commit.seal) return {};
      const key = knownKey(sql, commit, masterKey);
      return typeof key === 'string' ? key : openTexts(key, sql.seal(commit.seal.ref), commit.seal.digest);
    },
  };
}

function knownKey(sql: Statements, at: StreamKey, masterKey: Buffer): Buffer | 'erased' | 'unopenable' {
  const wrapped = sql.dataKey(at);
  if (wrapped === ERASED) return 'erased';
  const key = wrapped === null ? null : unwrapped(masterKey, wrapped, caseKeyOf(at));
  return key ?? 'unopenable';
}

type Books = { readonly sql: Statements; readonly reader: LogReader; readonly cutOffs: CutOffs };

function writerOf({ sql, reader, cutOffs }: Books, { clock, masterKey }: Options): LogWriter {
  cutOffs.begin();
  let last: Instant = sql.head()?.recordedAt ?? clock.now();
  return {
    ...reader,
    nextNumber: (rule) => nextOfRule(reader, rule),
    append: async (draft: CommitDraft): Promise<AppendResult> => {
      const taken = takenBy(sql, draft);
      if (taken !== null) return { ok: false, taken };
      last = laterOf(last, stampOf(clock.now(), cutOffs));
      const seal = sealedOrClosed(() => dataKeyOf(sql, draft.at, masterKey), draft.events);
      if (seal === 'closed') return { ok: false, taken: 'seal' };
      return { ok: true, commit: insert(sql, draft, { recordedAt: last, seal }) };
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

function takenBy(sql: Statements, draft: CommitDraft): Taken | null {
  if (draft.key !== undefined && sql.commitOfKey(draft.at.office, draft.key) !== null) return 'key';
  if (sql.versionOf(draft.at) !== draft.version - 1) return 'version';
  if (draft.version === 1 && sql.streamOf(draft.at.office, draft.at.kind, draft.number) !== null)
    return 'number';
  return null;
}

function insert(
  sql: Statements,
  draft: CommitDraft,
  { recordedAt, seal }: { recordedAt: Instant; seal: SealedRecord | null },
): Commit {
  const prev = draft.version === 1 ? '' : sql.hashAt(draft.at, draft.version - 1);
  const commit = commitFrom(draft, { recordedAt, prev, seal });
  if (seal !== null) sql.insertSeal(seal.ref, seal.bytes);
  return { ...commit, position: sql.insertCommit(commit) };
}

function dataKeyOf(sql: Statements, at: StreamKey, masterKey: Buffer): Buffer {
  const wrapped = sql.dataKey(at);
  const known = wrapped === null ? null : unwrapped(masterKey, wrapped, caseKeyOf(at));
  if (known !== null) return known;
  // beside sealed texts whose key is gone none is made: the right one would never open what is sealed from then on
  if (wrapped !== null || sql.isSealed(at)) throw new OtherMasterKey();
  const key = newDataKey();
  sql.insertDataKey(at, encrypt(masterKey, key));
  return key;
}
