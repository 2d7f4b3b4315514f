/** What the audit stream says of an account or a token as it stands, so that a change behind its back shows. */
import { createHash } from 'node:crypto';
import type { EventData } from '#shared/kernel/event.ts';
import type { AccountWithHash, ApiToken, Factor } from '#shared/store/accounts.ts';
import type { AuditSubject } from '#shared/store/audit-log.ts';

export const accountNamed = (user: string): AuditSubject => ({ kind: 'account', number: user });
export const tokenNamed = (id: string): AuditSubject => ({ kind: 'token', number: id });

/** Tells a secret from another, and nothing of it. */
export function fingerprint(of: object): string {
  const said = Object.entries(of).filter(([, value]) => value !== undefined);
  return createHash('sha256').update(JSON.stringify(said.sort())).digest('hex').slice(0, 32);
}

/** Under which a session is named wherever it is told of, from the hash it is kept under; nobody enters with it. */
export function sessionNamed(hash: string): string {
  return hash.slice(0, 12);
}

/** `print` covers what nobody may read: the hash of the password, and whatever else belongs to the account. */
export function factsOfAccount({ user: _, role, office, disabled, ...rest }: AccountWithHash): EventData {
  return { role, office, disabled, print: fingerprint(rest) };
}

/** With the hash under which it opens. The day of its last use is no right of it. */
export function factsOfToken(
  { id: _, usedOn: _day, user, role, office, ...rest }: ApiToken,
  hash: string | null,
): EventData {
  return { user, role, office, print: fingerprint({ ...rest, hash }) };
}

/** Of a factor what opens; a secret that is sealed may be sealed anew, and its counter goes on. */
export function factsOfFactor({ id, kind, secret }: Factor): EventData {
  return { kind, factor: fingerprint(kind === 'passkey' ? { id, kind, secret } : { id, kind }) };
}
