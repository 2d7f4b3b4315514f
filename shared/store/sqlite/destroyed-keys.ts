/**
 * Destroying the key of a case. Nothing of a destroyed key is left in the file or in the log beside it. What was freed is overwritten as it is freed
 * (`secure_delete`); what an earlier division of a page has left in its gap is looked for, and the file made anew where
 * it is found.
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { OtherMasterKey } from '../key-wrapper.ts';
import { type EventLog, writeOne } from '../ports.ts';
import { ERASED, fingerprintOf } from '../seal.ts';
import type { DataKeys } from './data-keys.ts';
import type { Statements } from './statements.ts';

const CHUNK_BYTES = 1 << 20;

type Keys = {
  readonly db: DatabaseSync;
  readonly sql: Pick<Statements, 'dataKey' | 'markErased'>;
  readonly write: EventLog['write'];
  readonly keys: Pick<DataKeys, 'known' | 'forget'>;
};

export function destroying({ db, sql, write, keys }: Keys): Pick<EventLog, 'keyFingerprint' | 'destroyKey'> {
  return {
    keyFingerprint: async (at) => {
      const key = sql.dataKey(at) === null ? null : keys.known(at);
      if (key === 'unopenable') throw new OtherMasterKey();
      return Buffer.isBuffer(key) ? fingerprintOf(key) : key;
    },
    destroyKey: async (at) => {
      const wrapped = sql.dataKey(at);
      if (wrapped === null || wrapped === ERASED) return;
      await writeOne({ write }, async () => sql.markErased(at));
      keys.forget(at);
      wipe(db.location(), wrapped);
    },
  };
}

/** On a connection of its own: another may be in the middle of a write. Null is a database in memory. */
function wipe(file: string | null, secret: string): void {
  if (file === null) return;
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 30000; PRAGMA secure_delete = ON; PRAGMA wal_checkpoint(TRUNCATE)');
    if (!holds(file, secret)) return;
    db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

function holds(file: string, secret: string): boolean {
  return [file, `${file}-wal`].some((one) => existsSync(one) && contains(one, Buffer.from(secret)));
}

function contains(file: string, sought: Buffer): boolean {
  const from = openSync(`${file}`, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES + sought.length);
  try {
    for (let at = 0; ; at += CHUNK_BYTES) {
      const read = readSync(from, chunk, { position: at });
      if (chunk.subarray(0, read).includes(sought)) return true;
      if (read < chunk.length) return false;
    }
  } finally {
    closeSync(from);
  }
}
