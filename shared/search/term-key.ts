/**
 * Terms as an index holds them: HMAC under a key of the ledger, so that whoever reads the store without the key reads
 * nothing and can try no name. Office and kind are under the hash: how often something stands in one office or kind
 * compares with nothing in another.
 */
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';

export type Within = { readonly office: string; readonly kind: CaseKind };
type Hashed = (within: Within, term: string) => string;

const KEY_BYTES = 32;
/** 72 bits: two terms that meet in one only bring a case to be looked at that is then passed over. */
const TERM_BYTES = 9;
/** Hashes remembered; the characters of a language come again and again. */
const REMEMBERED = 200_000;

/** On one machine the key follows from the master key, and is kept nowhere. */
export function searchKeyOf(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'taizhang search index', KEY_BYTES));
}

export function hashing(key: Buffer): Hashed {
  // handed over as bytes it would be made ready for every hash anew
  const secret = createSecretKey(key);
  let known = new Map<string, string>();
  return ({ office, kind }, term) => {
    const said = [office, kind, term].join('\n');
    const before = known.get(said);
    if (before !== undefined) return before;
    const hash = createHmac('sha256', secret)
      .update(said)
      .digest()
      .subarray(0, TERM_BYTES)
      .toString('base64url');
    if (known.size >= REMEMBERED) known = new Map();
    known.set(said, hash);
    return hash;
  };
}
