/**
 * Terms as an index holds them: HMAC under a key of the ledger, so that whoever reads the store without the key reads
 * nothing and can try no name. Office and kind are under the hash: how often something stands in one office or kind
 * compares with nothing in another.
 */
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';

export type Within = { readonly office: string; readonly kind: CaseKind };

const KEY_BYTES = 32;
/** 72 bits: two terms that meet in one only bring a case to be looked at that is then passed over. */
const TERM_BYTES = 9;
/** Of an office and kind; the characters of a language come again and again. */
const REMEMBERED = 50_000;

/** On one machine the key follows from the master key, and is kept nowhere. */
export function searchKeyOf(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'taizhang search index', KEY_BYTES));
}

/** Of one office and kind, the hash of a term. */
export function hashing(key: Buffer): (within: Within) => (term: string) => string {
  // handed over as bytes it would be made ready for every hash anew
  const secret = createSecretKey(key);
  const hashed = (said: string): string =>
    createHmac('sha256', secret).update(said).digest().toString('base64url', 0, TERM_BYTES);
  const known = new Map<string, (term: string) => string>();
  return ({ office, kind }) => {
    const where = `${office}\n${kind}\n`;
    const before = known.get(where) ?? remembering((term) => hashed(where + term));
    known.set(where, before);
    return before;
  };
}

/** What is asked for again stays; what stands in one case alone, as its number does, goes. */
function remembering(work: (term: string) => string): (term: string) => string {
  let [recent, before] = [new Map<string, string>(), new Map<string, string>()];
  return (term) => {
    const known = recent.get(term);
    if (known !== undefined) return known;
    const hash = before.get(term) ?? work(term);
    if (recent.size >= REMEMBERED) [recent, before] = [new Map(), recent];
    recent.set(term, hash);
    return hash;
  };
}
