/**
 * The audit stream on SQLite, `audit.db`: one chain an office, one short write an entry. What is asked for is found by
 * columns that the engine derives from the hashed bytes themselves, so that no index can say other than they do.
 */
import type { DatabaseSync } from 'node:sqlite';
import { RIGHT_ACTS } from '#shared/glossary/audit.ts';
import { type Instant, laterOf } from '#shared/kernel/plain-date.ts';
import { type AuditEntry, type AuditLog, AuditUnwritable, auditCommit, auditKeyAt } from '../audit-log.ts';
import { caseKeyOf } from '../dynamodb/ledger-items.ts';
import { OtherMasterKey, unwrapped } from '../key-wrapper.ts';
import type { Clock, OrderedLog, StoredCommit } from '../ports.ts';
import { encrypt, newDataKey, openTexts } from '../seal.ts';
import { inOrder, lossesIn, OF_RIGHTS, pageOf, storedIn } from './audit-pages.ts';
import { inWrite } from './begin-write.ts';
import { checkpointAfter } from './checkpoints.ts';
import { queryOf } from './query.ts';
import { openDatabase } from './schema.ts';

const STREAM = 'audit';
const derived = (name: string, path: string): string =>
  `${name} TEXT GENERATED ALWAYS AS (json_extract(body, '$.${path}')) VIRTUAL`;

const TABLES = `
CREATE TABLE IF NOT EXISTS commits (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  office TEXT NOT NULL, kind TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
  body TEXT NOT NULL, hash TEXT NOT NULL, sealed TEXT,
  ${derived('who', 'actor.user')}, ${derived('what', 'events[0].type')},
  ${derived('on_kind', 'events[0].data.on.kind')}, ${derived('on_number', 'events[0].data.on.number')},
  ${derived('came_from', 'events[0].data.from')},
  UNIQUE (office, stream, version)
) STRICT;
CREATE INDEX IF NOT EXISTS audit_by_person ON commits (office, who);
CREATE INDEX IF NOT EXISTS audit_by_case ON commits (office, on_number, on_kind) WHERE on_number IS NOT NULL;
CREATE INDEX IF NOT EXISTS audit_by_act ON commits (office, what);
CREATE INDEX IF NOT EXISTS audit_by_address ON commits (office, came_from) WHERE came_from IS NOT NULL;
CREATE INDEX IF NOT EXISTS audit_of_rights_${RIGHT_ACTS.length} ON commits (office) WHERE ${OF_RIGHTS};
CREATE TABLE IF NOT EXISTS data_keys (office TEXT PRIMARY KEY, wrapped TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Entries of one machine stand in one order. */
export type OrderedAuditLog = AuditLog &
  Pick<OrderedLog, 'storedAfter'> & {
    head(): Promise<Pick<StoredCommit, 'position'> | null>;
  };
type Options = { readonly clock: Clock; readonly masterKey: Buffer };

/** An entry waits for no disk: what the machine loses with its power is what the last second wrote. */
export function openAuditLog(file: string, options: Options): OrderedAuditLog {
  const db = openAuditFile(file);
  db.exec('PRAGMA synchronous = NORMAL');
  checkpointAfter(db, 1000);
  return sqliteAuditLog(db, options);
}

export function openAuditFile(file: string): DatabaseSync {
  return openDatabase(file, TABLES);
}

function sqliteAuditLog(db: DatabaseSync, options: Options): OrderedAuditLog {
  const keys = keysIn(db, options.masterKey);
  const append = appending(db, { ...options, key: keys.make });
  const sealed = queryOf<{ sealed: string | null }>(db, 'SELECT sealed FROM commits WHERE position = ?');
  return {
    append: async (entry) => {
      try {
        await inWrite(db, () => append(entry));
      } catch (fault) {
        throw new AuditUnwritable('an entry of the audit stream was not written', { cause: fault });
      }
    },
    page: async (asked, page) => pageOf(db, asked, page),
    textsOf: async ({ commit }) => {
      const { seal } = JSON.parse(commit.bytes);
      if (seal === undefined) return {};
      const key = keys.known(commit.office);
      const record = sealed.get(commit.position)?.sealed ?? null;
      return key === null ? 'unopenable' : openTexts(key, record, seal.digest);
    },
    losses: async () => lossesIn(db),
    stored: () => storedIn(db),
    ...inOrder(db),
    close: () => db.close(),
  };
}

function keysIn(db: DatabaseSync, masterKey: Buffer) {
  const standing = queryOf<{ wrapped: string }>(db, 'SELECT wrapped FROM data_keys WHERE office = ?');
  const insert = db.prepare('INSERT INTO data_keys VALUES (?, ?)');
  const wrappedOf = (office: string): string | null => standing.get(office)?.wrapped ?? null;
  const open = (office: string, wrapped: string): Buffer | null =>
    unwrapped(masterKey, wrapped, caseKeyOf(auditKeyAt(office)));
  return {
    known: (office: string): Buffer | null => {
      const wrapped = wrappedOf(office);
      return wrapped === null ? null : open(office, wrapped);
    },
    make: (office: string): Buffer => {
      const wrapped = wrappedOf(office);
      const known = wrapped === null ? null : open(office, wrapped);
      if (known !== null) return known;
      if (wrapped !== null) throw new OtherMasterKey();
      const key = newDataKey();
      insert.run(office, encrypt(masterKey, key));
      return key;
    },
  };
}

type Last = { readonly version: number; readonly hash: string };
type Appending = { readonly clock: Clock; readonly key: (office: string) => Buffer };

/** Inside a write: the last entry is read under its lock. */
function appending(db: DatabaseSync, { clock, key }: Appending): (entry: AuditEntry) => void {
  const last = queryOf<Last>(
    db,
    `SELECT version, hash FROM commits WHERE office = ? AND stream = '${STREAM}' ORDER BY version DESC LIMIT 1`,
  );
  const newest = queryOf<{ at: Instant }>(
    db,
    `SELECT json_extract(body, '$.recordedAt') AS at FROM commits ORDER BY position DESC LIMIT 1`,
  );
  const insert = db.prepare(
    'INSERT INTO commits (office, kind, stream, version, body, hash, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return (entry) => {
    const { office } = entry;
    const before = last.get(office);
    const now = clock.now();
    const place = {
      ...{ stream: STREAM, version: (before?.version ?? 0) + 1, prev: before?.hash ?? '' },
      // time grows with the position, also where a clock is set back
      recordedAt: laterOf(newest.get()?.at ?? now, now),
    };
    const { commit, seal } = auditCommit(entry, place, () => key(office));
    const { kind, stream, version, bytes, hash } = commit;
    insert.run(office, kind, stream, version, bytes, hash, seal?.bytes ?? null);
  };
}
