/** Every statement on `ledger.db`, prepared once. Rows in, commits out; no rule lives here. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { addressOf, commitOf } from '../commit-bytes.ts';
import { sqliteCodeOf } from '../faults.ts';
import type { CaseAddress, StoredCommit } from '../ports.ts';
import { ERASED } from '../seal.ts';
import { type Newest, preparedHead, preparedNumbers, preparedPlaces } from './places.ts';
import { queryOf } from './query.ts';

type CommitRow = { readonly position: number; readonly body: string; readonly hash: string };
const commitOfRow = ({ position, body, hash }: CommitRow): Commit => commitOf(position, body, hash);

const commitsOf = (db: DatabaseSync, which: string) =>
  queryOf<CommitRow>(db, `SELECT position, body, hash FROM commits ${which}`);

const CASE_KEY = 'office, kind, stream, version';
const STORED = `${CASE_KEY}, position, body AS bytes, hash`;
const storedOnes = (db: DatabaseSync, which: string) =>
  queryOf<StoredCommit>(db, `SELECT ${STORED} FROM commits ${which}`);
type StoredRow = readonly [string, CaseKind, string, number, number, string, string];

function storedOf([office, kind, stream, version, position, bytes, hash]: StoredRow): StoredCommit {
  return { office, kind, stream, version, position, bytes, hash };
}

/** The index of the UNIQUE constraint. */
const BY_CASE = 'sqlite_autoindex_commits_1';

export type Statements = ReturnType<typeof prepareStatements>;

export function prepareStatements(db: DatabaseSync) {
  const newest: Newest = { hash: '', recordedAt: null };
  return {
    ...preparedCases(db),
    ...preparedScans(db),
    ...preparedHead(db, newest),
    ...preparedNumbers(db),
    ...preparedInserts(db, newest),
  };
}

function preparedCases(db: DatabaseSync) {
  const one = 'WHERE office = ? AND kind = ? AND stream = ?';
  const history = commitsOf(db, `${one} ORDER BY version`);
  const last = queryOf<{ version: number; hash: string }>(
    db,
    `SELECT version, hash FROM commits ${one} ORDER BY version DESC LIMIT 1`,
  );
  const number = queryOf<{ stream: string }>(
    db,
    'SELECT stream FROM numbers WHERE office = ? AND kind = ? AND number = ?',
  );
  const key = queryOf<CommitRow>(
    db,
    'SELECT c.position, c.body, c.hash FROM keys k JOIN commits c USING (position) WHERE k.office = ? AND k.key = ?',
  );
  const dataKey = queryOf<{ wrapped: string }>(db, `SELECT wrapped FROM data_keys ${one}`);
  const seal = queryOf<{ body: string }>(db, 'SELECT body FROM seals WHERE ref = ?');
  const sealed = db.prepare(`SELECT 1 FROM commits ${one} AND body LIKE '%"seal":{%' LIMIT 1`);
  return {
    history: (at: StreamKey) => history.all(at.office, at.kind, at.stream).map(commitOfRow),
    lastOf: (at: StreamKey) => last.get(at.office, at.kind, at.stream) ?? null,
    streamOf: (office: string, kind: CaseKind, n: string) => number.get(office, kind, n)?.stream ?? null,
    commitOfKey: (office: string, k: string): CaseAddress | null => {
      const row = key.get(office, k);
      return row === undefined ? null : addressOf(commitOfRow(row));
    },
    dataKey: (at: StreamKey) => dataKey.get(at.office, at.kind, at.stream)?.wrapped ?? null,
    isSealed: (at: StreamKey) => sealed.get(at.office, at.kind, at.stream) !== undefined,
    seal: (ref: string) => seal.get(ref)?.body ?? null,
  };
}

function preparedScans(db: DatabaseSync) {
  const after = commitsOf(db, 'WHERE position > ? ORDER BY position LIMIT ?');
  const storedAfter = queryOf<StoredRow>(
    db,
    `SELECT ${STORED} FROM commits WHERE position > ? ORDER BY position LIMIT ?`,
    true,
  );
  const first = storedOnes(db, `INDEXED BY ${BY_CASE} ORDER BY ${CASE_KEY} LIMIT ?`);
  const next = storedOnes(
    db,
    `INDEXED BY ${BY_CASE} WHERE (${CASE_KEY}) > (?, ?, ?, ?) ORDER BY ${CASE_KEY} LIMIT ?`,
  );
  return {
    ...preparedRanges(db),
    ...preparedPlaces(db),
    after: (position: number, limit: number) => after.all(position, limit).map(commitOfRow),
    storedAfter: (position: number, limit: number) => storedAfter.all(position, limit).map(storedOf),
    afterKey: (
      last: Pick<StoredCommit, keyof StreamKey | 'version'> | undefined,
      limit: number,
    ): StoredCommit[] =>
      last === undefined
        ? first.all(limit)
        : next.all(last.office, last.kind, last.stream, last.version, limit),
  };
}

type Group = Pick<StreamKey, 'office' | 'kind'>;

/** A row value that many rows begin with is passed row by row: asked column by column the index steps over them. */
export const NEXT_GROUP = {
  ofOffice: `SELECT office, kind FROM commits INDEXED BY ${BY_CASE} WHERE office = ? AND kind > ? ORDER BY kind LIMIT 1`,
  ofNext: `SELECT office, kind FROM commits INDEXED BY ${BY_CASE} WHERE office > ? ORDER BY office, kind LIMIT 1`,
} as const;

/** Part of the log: by office and kind, and what has changed. */
function preparedRanges(db: DatabaseSync) {
  const nextKind = queryOf<Group>(db, NEXT_GROUP.ofOffice);
  const nextOffice = queryOf<Group>(db, NEXT_GROUP.ofNext);
  const group = storedOnes(
    db,
    `WHERE office = ? AND kind = ? AND (stream, version) > (?, ?) ORDER BY stream, version LIMIT ?`,
  );
  const whole = storedOnes(db, `WHERE office = ? AND kind = ? AND stream = ? ORDER BY version`);
  return {
    ...preparedChanges(db),
    nextGroup: ({ office, kind }: { office: string; kind: string }) =>
      nextKind.get(office, kind) ?? nextOffice.get(office),
    groupAfter: (after: StreamKey & { readonly version: number }, limit: number) =>
      group.all(after.office, after.kind, after.stream, after.version, limit),
    wholeCase: (at: StreamKey) => whole.all(at.office, at.kind, at.stream),
  };
}

function preparedChanges(db: DatabaseSync) {
  const changed = queryOf<StreamKey & { position: number }>(
    db,
    'SELECT position, office, kind, stream FROM commits WHERE position > ? ORDER BY position LIMIT ?',
  );
  const from = queryOf<{ position: number; at: string }>(
    db,
    "SELECT position, json_extract(body, '$.recordedAt') AS at FROM commits WHERE position >= ? ORDER BY position LIMIT 1",
  );
  const last = queryOf<{ position: number }>(
    db,
    'SELECT coalesce(max(position), 0) AS position FROM commits',
  );
  return {
    /** Behind which position: the instant of recording grows with it, so the place is found by halving. */
    positionAt: (instant: Instant): number => {
      let [low, high] = [0, last.get()?.position ?? 0];
      while (low < high) {
        const middle = Math.floor((low + high) / 2) + 1;
        const row = from.get(middle);
        if (row !== undefined && row.at <= instant) low = row.position;
        else high = middle - 1;
      }
      return low;
    },
    /** The cases of the next commits behind a position, one for each commit. */
    changedBehind: (position: number, limit: number) => changed.all(position, limit),
  };
}

/** SQLITE_CONSTRAINT */
const TAKEN = 19;

function preparedInserts(db: DatabaseSync, newest: Newest) {
  const commit = db.prepare(
    'INSERT INTO commits (office, kind, stream, version, body, hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const number = db.prepare('INSERT INTO numbers (office, kind, number, stream) VALUES (?, ?, ?, ?)');
  const key = db.prepare('INSERT INTO keys (office, key, position) VALUES (?, ?, ?)');
  const seal = db.prepare('INSERT INTO seals (ref, body) VALUES (?, ?)');
  const dataKey = db.prepare(
    'INSERT INTO data_keys (office, kind, stream, wrapped) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const erased = db.prepare('UPDATE data_keys SET wrapped = ? WHERE office = ? AND kind = ? AND stream = ?');
  return {
    markErased: (at: StreamKey) => void erased.run(ERASED, at.office, at.kind, at.stream),
    /** Its position; null where somebody else's stands in its place. */
    insertCommit: (given: Commit): number | null => {
      const { office, kind, stream, version, bytes, hash, recordedAt } = given;
      let position: number;
      try {
        position = Number(commit.run(office, kind, stream, version, bytes, hash).lastInsertRowid);
      } catch (fault) {
        if (sqliteCodeOf(fault) === TAKEN) return null;
        throw fault;
      }
      if (version === 1) number.run(office, kind, given.number, stream);
      if (given.key !== undefined) key.run(office, given.key, position);
      newest.hash = hash;
      newest.recordedAt = recordedAt;
      return position;
    },
    insertSeal: (ref: string, body: string) => void seal.run(ref, body),
    /** Whether there was none. */
    addDataKey: (at: StreamKey, wrapped: string): boolean =>
      dataKey.run(at.office, at.kind, at.stream, wrapped).changes === 1,
  };
}
