/** The event log on SQLite. Several processes may record: the engine's own write lock orders them (ADR 3). */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { type Instant, laterOf } from '#shared/kernel/plain-date.ts';
import { commitFrom } from '../commit-bytes.ts';
import { OtherMasterKey } from '../key-wrapper.ts';
import { nextOfRule, streamBeside } from '../next-number.ts';
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
import { decryptBytes, encryptBytes, openTexts, refBeside, type SealedRecord, sealTexts } from '../seal.ts';
import { type CutOffs, cutOffsIn, stampOf } from './cut-offs.ts';
import { type DataKeys, dataKeysIn } from './data-keys.ts';
import { destroying } from './destroyed-keys.ts';
import { type KnownInWrites, keptHistories, knownInWrites } from './read-before.ts';
import { cacheOfWrites } from './schema.ts';
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
  const cutOffs = cutOffsIn(db);
  const historyOf = keptHistories(sql);
  const known = knownInWrites(db, { ...sql, historyOf }, cutOffs);
  const isSealed = (at: StreamKey): boolean => known.lastOf(at) !== null && sql.isSealed(at);
  const keys = dataKeysIn({ ...sql, isSealed }, options.masterKey);
  const books = { sql, keys };
  const reader = readerOf(books, { ...sql, history: (at) => historyOf(at, sql.lastOf(at)) });
  const writer = writerOf({ ...books, known, cutOffs }, options);
  const together = writingTogether(db, { begin: known.begin, undone: known.forget });
  const fitCache = cacheOfWrites(db);
  const write = sharedWrites((jobs) => {
    fitCache(jobs.length);
    return together(jobs, writer);
  });
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

type Books = {
  readonly sql: Statements;
  readonly keys: DataKeys;
};
type Asked = Pick<Statements, 'streamOf' | 'commitOfKey'> & {
  history(at: StreamKey): readonly Commit[];
};

function readerOf({ sql, keys }: Books, asked: Asked): LogReader {
  return {
    history: async (at: StreamKey): Promise<readonly Commit[]> => asked.history(at),
    streamOf: async (office: string, kind: CaseKind, number: string) => asked.streamOf(office, kind, number),
    lastNumber: async (of) => sql.lastNumber(of),
    commitOfKey: async (office, key) => asked.commitOfKey(office, key),
    openSeal: async (commit: Commit): Promise<OpenedSeal> => {
      if (!commit.seal) return {};
      const key = keys.known(commit);
      return typeof key === 'string' ? key : openTexts(key, sql.seal(commit.seal.ref), commit.seal.digest);
    },
  };
}

type Writing = Books & { readonly known: KnownInWrites; readonly cutOffs: CutOffs };

/** Only inside a write. */
function writerOf({ known, cutOffs, ...books }: Writing, { clock }: Options): LogWriter {
  const { sql, keys } = books;
  const reader = readerOf(books, known);
  return {
    ...reader,
    nextNumber: (rule) => nextOfRule(reader, rule),
    newStream: streamBeside,
    append: async (draft: CommitDraft): Promise<AppendResult> => {
      // whether another commit stands where the first of a case goes is seen when it is put there
      const isFirst = draft.version === 1;
      const before = isFirst ? null : known.lastOf(draft.at);
      const taken = takenBy(known, draft, before?.version ?? 0);
      if (taken !== null) return { ok: false, taken };
      const now = stampOf(clock.now(), cutOffs);
      const recordedAt = laterOf(known.head().recordedAt ?? now, now);
      const seal = sealedOrClosed(() => keys[isFirst ? 'first' : 'made'](draft.at), draft);
      if (seal === 'closed') return { ok: false, taken: 'seal' };
      const commit = insert(sql, draft, { recordedAt, prev: before?.hash ?? '', seal });
      // its key was made in vain, and goes with the job
      if (commit === null && seal !== null) throw new Error('a case of this stream has another number');
      if (commit === null) return { ok: false, taken: 'version' };
      known.recorded(commit);
      return { ok: true, commit };
    },
  };
}

function sealedOrClosed(
  key: () => Buffer,
  { at, events }: Pick<CommitDraft, 'at' | 'events'>,
): SealedRecord | 'closed' | null {
  try {
    return sealTexts(key, events, () => refBeside(at.stream));
  } catch (fault) {
    if (fault instanceof OtherMasterKey) return 'closed';
    throw fault;
  }
}

function takenBy(known: KnownInWrites, { at, key, ...draft }: CommitDraft, version: number): Taken | null {
  if (key !== undefined && known.commitOfKey(at.office, key) !== null) return 'key';
  if (version !== draft.version - 1) return 'version';
  if (draft.version > 1 || known.streamOf(at.office, at.kind, draft.number) === null) return null;
  return known.lastOf(at) === null ? 'number' : 'version';
}

function insert(
  sql: Statements,
  draft: CommitDraft,
  { recordedAt, prev, seal }: { recordedAt: Instant; prev: string; seal: SealedRecord | null },
): Commit | null {
  const commit = commitFrom(draft, { recordedAt, prev, seal });
  const position = sql.insertCommit(commit);
  if (position === null) return null;
  if (seal !== null) sql.insertSeal(seal.ref, seal.bytes);
  return Object.assign(commit, { position });
}
