/** The commits that are only tried out, in a database of their own. */
import { DatabaseSync } from 'node:sqlite';
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { commitOf } from '../commit-bytes.ts';
import { cutOffsIn } from './cut-offs.ts';
import { queryOf } from './query.ts';

const TABLES = `
PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;
CREATE TABLE commits (stream TEXT, version INTEGER, body TEXT, hash TEXT, PRIMARY KEY (stream, version)) WITHOUT ROWID;
CREATE TABLE numbers (kind TEXT, number TEXT, stream TEXT, PRIMARY KEY (kind, number)) WITHOUT ROWID;
CREATE TABLE keys (key TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE seals (ref TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
CREATE TABLE cut_offs (instant TEXT PRIMARY KEY) WITHOUT ROWID;`;

type Seal = { readonly ref: string; readonly bytes: string };
type TriedCommit = { readonly bytes: string; readonly hash: string; readonly seal: Seal | null };
/** What was tried in a while, to be gone on from: `secret` in base64, under which its texts are sealed. */
export type TriedPart = {
  readonly secret: string;
  readonly commits: readonly TriedCommit[];
  readonly cutOffs: readonly Instant[];
};

type CommitRow = { readonly body: string; readonly hash: string };
type Added = { readonly commit: Commit; readonly seal: Seal | null };
export type Tried = ReturnType<typeof triedCommits>;

export function openTried(): DatabaseSync {
  const db = new DatabaseSync('');
  db.exec(TABLES);
  return db;
}

export const streamKey = ({ office, kind, stream }: StreamKey): string => `${kind}\n${office}\n${stream}`;
export const kindKey = (office: string, kind: CaseKind): string => `${kind}\n${office}`;

export function triedCommits(db: DatabaseSync) {
  const history = queryOf<CommitRow>(db, 'SELECT body, hash FROM commits WHERE stream = ? ORDER BY version');
  const number = queryOf<{ stream: string }>(db, 'SELECT stream FROM numbers WHERE kind = ? AND number = ?');
  const numbers = queryOf<{ number: string }>(
    db,
    'SELECT number FROM numbers WHERE kind = ? AND number >= ? ORDER BY number DESC',
  );
  const key = queryOf<{ body: string }>(db, 'SELECT body FROM keys WHERE key = ?');
  const seal = queryOf<{ body: string }>(db, 'SELECT body FROM seals WHERE ref = ?');
  const add = db.prepare('INSERT INTO commits VALUES (?, ?, ?, ?)');
  const addNumber = db.prepare('INSERT INTO numbers VALUES (?, ?, ?)');
  const addKey = db.prepare('INSERT INTO keys VALUES (?, ?)');
  const addSeal = db.prepare('INSERT INTO seals VALUES (?, ?)');
  const streams = queryOf<{ stream: string }>(db, 'SELECT DISTINCT stream FROM commits');
  const added = addedTo(db);
  const commitIn = ({ body, hash }: CommitRow): Commit => commitOf(0, body, hash);
  return {
    cutOffs: cutOffsIn(db),
    history: (at: string) => history.all(at).map(commitIn),
    streamOf: (kind: string, named: string) => number.get(kind, named)?.stream ?? null,
    numbers: (kind: string, from: string) => numbers.iterate(kind, from),
    ofKey: (named: string) => key.get(named)?.body ?? null,
    seal: (ref: string) => seal.get(ref)?.body ?? null,
    streams: () => streams.all().map(({ stream }) => stream),
    ...{ note: added.note, noted: added.noted },
    add: (commit: Commit, seal: Seal | null): void => {
      added.see({ commit, seal });
      const { office, kind, version, stream, bytes, hash } = commit;
      add.run(streamKey(commit), version, bytes, hash);
      if (version === 1) addNumber.run(kindKey(office, kind), commit.number, stream);
      if (commit.key !== undefined) addKey.run(`${office}\n${commit.key}`, bytes);
      if (seal !== null) addSeal.run(seal.ref, seal.bytes);
    },
  };
}

function addedTo(db: DatabaseSync) {
  const standing = queryOf<{ found: number }>(
    db,
    'SELECT 1 AS found FROM commits WHERE stream = ? AND version = ? AND hash = ?',
  );
  const stands = ({ commit }: Added): boolean =>
    standing.get(streamKey(commit), commit.version, commit.hash) !== undefined;
  let added: Added[] | null = null;
  return {
    /** From now on what is added is remembered. */
    note: (): void => {
      added = [];
    },
    see: (one: Added): void => void added?.push(one),
    /** What was added since and was not taken back, as a job that failed is. */
    noted: (): readonly TriedCommit[] => {
      const once = new Map((added ?? []).filter(stands).map((one) => [one.commit.hash, one]));
      return [...once.values()].map(({ commit: { bytes, hash }, seal }) => ({ bytes, hash, seal }));
    },
  };
}
