/**
 * Proofs that an entry is in a tree, and that a tree goes on where a smaller one ended (RFC 6962 §2.1.1, §2.1.2; checked
 * as RFC 9162 §2.1.3.2 and §2.1.4.2 say).
 */
import { nodeHash, splitOf } from './tree-hash.ts';

/** The hash of the perfect tree of 2^`level` leaves, the `index`th of its size. Rejects where it is not there. */
export type Nodes = (level: number, index: number) => Promise<Buffer>;
type Range = { readonly from: number; readonly to: number };

/** The root of the first `size` leaves; of at least one. */
export function rootOfSize(nodes: Nodes, size: number): Promise<Buffer> {
  return rangeHash(nodes, { from: 0, to: size });
}

/** Throws RangeError where the tree has no such leaf. */
export async function inclusionProof(nodes: Nodes, index: number, size: number): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const proof: Buffer[] = [];
  let range = { from: 0, to: size };
  while (range.to - range.from > 1) {
    const middle = range.from + splitOf(range.to - range.from);
    const [left, right] = [
      { from: range.from, to: middle },
      { from: middle, to: range.to },
    ];
    proof.unshift(await rangeHash(nodes, index < middle ? right : left));
    range = index < middle ? left : right;
  }
  return proof;
}

/** Empty where the sizes are equal. Throws RangeError where the smaller is none, or larger. */
export async function consistencyProof(nodes: Nodes, before: number, size: number): Promise<Buffer[]> {
  if (!(before > 0 && before <= size)) throw new RangeError(`no tree of ${before} before one of ${size}`);
  const proof: Buffer[] = [];
  let range = { from: 0, to: size };
  while (range.to !== before) {
    const middle = range.from + splitOf(range.to - range.from);
    const goesRight = before > middle;
    const [left, right] = [
      { from: range.from, to: middle },
      { from: middle, to: range.to },
    ];
    proof.unshift(await rangeHash(nodes, goesRight ? left : right));
    range = goesRight ? right : left;
  }
  // the smaller tree as a whole is known to who asks
  return range.from === 0 ? proof : [await rangeHash(nodes, range), ...proof];
}

async function rangeHash(nodes: Nodes, { from, to }: Range): Promise<Buffer> {
  const leaves = to - from;
  const level = Math.log2(leaves);
  if (Number.isInteger(level)) return nodes(level, from / leaves);
  const middle = from + splitOf(leaves);
  return nodeHash(await rangeHash(nodes, { from, to: middle }), await rangeHash(nodes, { from: middle, to }));
}

type Inclusion = {
  readonly leaf: Buffer;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
};

export function isIncluded({ leaf, index, size, proof, root }: Inclusion): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const one of proof) {
    if (last === 0) return false;
    const isRight = at % 2 === 1 || at === last;
    hash = isRight ? nodeHash(one, hash) : nodeHash(hash, one);
    if (isRight) [at, last] = pastEven(at, last);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

type Growth = {
  readonly before: number;
  readonly size: number;
  readonly rootBefore: Buffer;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
};

/** Whether the tree of `size` begins with the one of `before` entries. Everything begins with nothing. */
export function isConsistent({ before, size, rootBefore, root, proof }: Growth): boolean {
  if (!(before >= 0 && before <= size)) return false;
  if (before === size) return proof.length === 0 && rootBefore.equals(root);
  if (before === 0) return proof.length === 0;
  const isPerfect = Number.isInteger(Math.log2(before));
  const [first, ...rest] = isPerfect ? [rootBefore, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [before - 1, size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [old, hash] = [first, first];
  for (const one of rest) {
    if (last === 0) return false;
    const isRight = at % 2 === 1 || at === last;
    if (isRight) old = nodeHash(one, old);
    hash = isRight ? nodeHash(one, hash) : nodeHash(hash, one);
    if (isRight) [at, last] = pastEven(at, last);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(rootBefore) && hash.equals(root);
}

const half = (n: number): number => Math.floor(n / 2);

/** Up to the first level on which the node is a right one, or the first. */
function pastEven(index: number, end: number): [number, number] {
  let [at, last] = [index, end];
  while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
  return [at, last];
}
