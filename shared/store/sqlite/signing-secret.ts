/** The secret that cookies and feeds are signed with, made at the first asking, sealed in `accounts.db`. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { OtherMasterKey } from '../key-wrapper.ts';
import { decrypt, encrypt } from '../seal.ts';
import { queryOf } from './query.ts';

const SIGNING = 'signing';

/** Another one in its place: what was signed with the one before is worth nothing any more. */
export function newSigningSecret(
  db: DatabaseSync,
  masterKey: Buffer,
): { readonly before: string; readonly after: string } {
  const before = signingSecretIn(db, masterKey);
  const after = randomBytes(32).toString('base64url');
  const sealed = encrypt(masterKey, Buffer.from(`${SIGNING}\n${after}`));
  db.exec('PRAGMA secure_delete = ON');
  db.prepare('UPDATE secrets SET value = ? WHERE name = ?').run(sealed, SIGNING);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return { before, after };
}

/** As long as it lies there sealed under the master key, who copies `accounts.db` alone can sign nothing. */
export function signingSecretIn(db: DatabaseSync, masterKey: Buffer): string {
  const sealed = (text: string): string => encrypt(masterKey, Buffer.from(`${SIGNING}\n${text}`));
  db.prepare('INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    SIGNING,
    sealed(randomBytes(32).toString('base64url')),
  );
  const standing = String(
    queryOf<{ value: string }>(db, 'SELECT value FROM secrets WHERE name = ?').get(SIGNING)?.value,
  );
  const [name, text] = decrypt(masterKey, standing)?.toString('utf8').split('\n') ?? [];
  if (name === SIGNING && text !== undefined) return text;
  if (standing.includes('.')) throw new OtherMasterKey('the signing secret is under another master key');
  // an earlier program has left it in the clear: cookies and feeds go on with it
  db.exec('PRAGMA secure_delete = ON');
  db.prepare('UPDATE secrets SET value = ? WHERE name = ?').run(sealed(standing), SIGNING);
  db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  return standing;
}
