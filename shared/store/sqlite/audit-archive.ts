/** The audit stream in an archive: entries as stored, texts sealed, in the order in which they stand in the tree. */
import type { DatabaseSync } from 'node:sqlite';
import { ArchiveError, type ArchiveRow, AUDIT_KEYS, AUDIT_ROWS } from '../archive-form.ts';
import { queryOf } from './query.ts';

export function* auditRowsIn(db: DatabaseSync): Generator<ArchiveRow> {
  const entries = queryOf<[number, string, string, number, string, string, string]>(
    db,
    "SELECT position, office, stream, version, body, hash, coalesce(sealed, '') FROM commits ORDER BY position",
    true,
  );
  for (const r of entries.iterate()) yield { t: AUDIT_ROWS, r };
  const keys = queryOf<[string, string]>(db, 'SELECT office, wrapped FROM data_keys ORDER BY office', true);
  for (const r of keys.iterate()) yield { t: AUDIT_KEYS, r };
}

/** Fills an empty stream. What was not sealed when it was archived (position 0) comes behind what was. */
export function restoreAuditRows(db: DatabaseSync, rows: Iterable<ArchiveRow>): void {
  const entry = db.prepare(
    `INSERT INTO commits (position, office, kind, stream, version, body, hash, sealed)
       VALUES (?, ?, 'audit', ?, ?, ?, ?, nullif(?, ''))`,
  );
  const key = db.prepare('INSERT INTO data_keys (office, wrapped) VALUES (?, ?)');
  const later: ArchiveRow['r'][] = [];
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const { t, r } of rows) {
      if (t === AUDIT_KEYS) key.run(...r);
      if (t !== AUDIT_ROWS) continue;
      if (r[0] === 0) later.push(r);
      else entry.run(...r);
    }
    for (const [, ...cells] of later) entry.run(null, ...cells);
    db.exec('COMMIT');
  } catch (fault) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw new ArchiveError(`an entry of the audit stream does not fit: ${String(fault)}`);
  }
}
