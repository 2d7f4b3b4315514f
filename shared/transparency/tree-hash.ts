/** The Merkle tree of RFC 6962 §2.1: leaves and nodes are hashed apart, so that neither can be taken for the other. */
import { hash } from 'node:crypto';

export const HASH_BYTES = 32;
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256();

export function leafHash(entry: Uint8Array): Buffer {
  return sha256(LEAF, entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(NODE, left, right);
}

/** The largest power of two that is smaller than `n`, which is 2 or more: where a tree of `n` leaves is divided. */
export function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The root over hashes of trees of one size, of which only the last may be smaller. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  const [first] = hashes;
  if (first === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return first;
  const k = splitOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

/** A tree that only grows and forgets its leaves: one hash for each perfect tree it consists of. */
export class Frontier {
  readonly #perfect: { readonly leaves: number; readonly hash: Buffer }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: Buffer): void {
    let grown = { leaves: 1, hash: leaf };
    for (let last = this.#perfect.at(-1); last?.leaves === grown.leaves; last = this.#perfect.at(-1)) {
      this.#perfect.pop();
      grown = { leaves: grown.leaves * 2, hash: nodeHash(last.hash, grown.hash) };
    }
    this.#perfect.push(grown);
    this.#size += 1;
  }

  root(): Buffer {
    const [last, ...before] = this.#perfect.map((one) => one.hash).reverse();
    return last === undefined ? EMPTY_ROOT : before.reduce((right, left) => nodeHash(left, right), last);
  }
}
