/**
 * What was looked for, as an address may carry it: sealed, so that neither the history of a browser nor the log of a
 * proxy tells whom somebody asked about.
 */
import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '#shared/store/seal.ts';

const KEY_BYTES = 32;
const HEAD = 'A256GCM.';

const addressKey = (key: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', 'taizhang search address', KEY_BYTES));

export function sealedQuery(key: Buffer, query: string): string {
  const sealed = encrypt(addressKey(key), Buffer.from(query));
  return sealed.slice(HEAD.length).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null for what was never given out here. */
export function queryIn(key: Buffer, address: string): string | null {
  const sealed = address.replaceAll('-', '+').replaceAll('_', '/');
  return decrypt(addressKey(key), HEAD + sealed)?.toString('utf8') ?? null;
}
