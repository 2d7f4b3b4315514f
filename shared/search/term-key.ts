/**
 * Terms as an index holds them: HMAC under a key of the ledger, so that whoever reads the store without the key reads
 * nothing and can try no name. Office and kind are under the hash: how often something stands in one office or kind
 * compares with nothing in another.
 */
import { hash, hkdfSync } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';

export type Within = { readonly office: string; readonly kind: CaseKind };

const KEY_BYTES = 32;
/** 72 bits: two terms that meet in one only bring a case to be looked at that is then passed over. */
const TERM_CHARACTERS = 12;
/** Of an office and kind, a power of two; the characters of a language come again and again. */
const REMEMBERED = 2 ** 15;

/** On one machine the key follows from the master key, and is kept nowhere. */
export function searchKeyOf(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'taizhang search index', KEY_BYTES));
}

/** Of one office and kind, the hash of a term. */
export function hashing(key: Buffer): (within: Within) => (term: string) => string {
  const hashed = keyed(key);
  const known = new Map<string, (term: string) => string>();
  return ({ office, kind }) => {
    const where = `${office}\n${kind}\n`;
    const before = known.get(where) ?? remembering((term) => hashed(where + term));
    known.set(where, before);
    return before;
  };
}

const BLOCK = 64;
const [INNER, OUTER] = [0x36, 0x5c];
/** Bytes that are kept for a text, and those of UTF-8 that one unit of it may take. */
const [SHORT, MOST_OF_A_UNIT] = [1024, 3];

/**
 * HMAC-SHA-256 (RFC 2104) under a key of at most a block, by two calls of the one-shot hash: with an object made for each
 * text it took three times as long.
 */
function keyed(key: Buffer): (said: string) => string {
  const padded = (byte: number, more: number): Buffer =>
    Buffer.concat([Buffer.alloc(BLOCK, byte).map((one, at) => one ^ (key[at] ?? 0)), Buffer.alloc(more)]);
  const [inner, outer] = [padded(INNER, SHORT), padded(OUTER, KEY_BYTES)];
  const innerOf = (said: string): Buffer =>
    said.length * MOST_OF_A_UNIT > SHORT
      ? Buffer.concat([inner.subarray(0, BLOCK), Buffer.from(said)])
      : inner.subarray(0, BLOCK + inner.write(said, BLOCK));
  return (said) => {
    outer.write(hash('sha256', innerOf(said), 'hex'), BLOCK, 'hex');
    return hash('sha256', outer, 'base64url').slice(0, TERM_CHARACTERS);
  };
}

/**
 * Each in its slot, whoever stood there before: what is asked for again and again is nearly always there, and what stands
 * in one case alone, as its number does, is soon gone.
 */
function remembering(work: (term: string) => string): (term: string) => string {
  const terms: string[] = Array(REMEMBERED).fill('');
  const hashes: string[] = Array(REMEMBERED).fill('');
  return (term) => {
    let mixed = 0;
    for (let at = 0; at < term.length; at += 1) mixed = (Math.imul(mixed, 31) + term.charCodeAt(at)) | 0;
    const slot = (mixed ^ (mixed >>> 15)) & (REMEMBERED - 1);
    const known = hashes[slot];
    if (known !== undefined && known !== '' && terms[slot] === term) return known;
    const found = work(term);
    terms[slot] = term;
    hashes[slot] = found;
    return found;
  };
}
