/** What a ledger notes about itself, once: which one it is, and which master key its texts are sealed under. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { StreamKey } from '#shared/kernel/event.ts';
import { caseKeyOf } from '../dynamodb/ledger-items.ts';
import { ERASED } from '../seal.ts';
import { queryOf } from './query.ts';

type Setting = 'ledger' | 'masterKey';

function settingOf(db: DatabaseSync, name: Setting): string | null {
  const row = db.prepare('SELECT value FROM settings WHERE name = ?').get(name);
  return row === undefined ? null : String(row.value);
}

/** What stands under the name from then on: of two who come at once, the value of the first. */
function settled(db: DatabaseSync, name: Setting, value: string): string {
  const known = settingOf(db, name);
  if (known !== null) return known;
  db.prepare('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, value);
  return settingOf(db, name) ?? value;
}

/** Ledgers of programs that gave none get theirs when they are opened. */
export function ledgerIdOf(db: DatabaseSync): string {
  return settled(db, 'ledger', randomUUID());
}

/** What the ledger knows of its master key. */
export function keyWitness(db: DatabaseSync) {
  return {
    fingerprint: async () => settingOf(db, 'masterKey'),
    note: async (fingerprint: string) => void settled(db, 'masterKey', fingerprint),
    *wrapped(): Generator<{ readonly owner: string; readonly wrapped: string }> {
      const rows = queryOf<StreamKey & { wrapped: string }>(
        db,
        'SELECT office, kind, stream, wrapped FROM data_keys WHERE wrapped <> ?',
      );
      for (const row of rows.iterate(ERASED)) yield { owner: caseKeyOf(row), wrapped: row.wrapped };
    },
  };
}
