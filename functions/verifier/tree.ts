/**
 * The tree of RFC 6962, section 2.1, over the commits of a ledger in their order of recording: an entry is the 32 bytes
 * of a commit's SHA-256, a leaf SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right). The root is base64.
 */
import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const leafOf = (hash: string): Buffer => sha256(LEAF, Buffer.from(hash, 'hex'));
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** The roots of the first `size` entries, for each of the sizes that there are so many entries for. */
export function rootsAt(hashes: Iterable<string>, sizes: Iterable<number>): Map<number, string> {
  const wanted = new Set(sizes);
  const roots = new Map<number, string>();
  const peaks: Buffer[] = [];
  let size = 0;
  if (wanted.has(0)) roots.set(0, sha256().toString('base64'));
  for (const hash of hashes) {
    let node = leafOf(hash);
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeOf(peaks.pop() ?? node, node);
    peaks.push(node);
    size += 1;
    if (wanted.has(size)) roots.set(size, joined(peaks).toString('base64'));
  }
  return roots;
}

function joined(peaks: readonly Buffer[]): Buffer {
  return peaks.reduceRight((right, left) => nodeOf(left, right));
}

/** RFC 9162, 2.1.3.2: the root that an entry and its path lead to; null where the path does not fit the place. */
export function rootOfProof(
  hash: string,
  { index, size, path }: { index: number; size: number; path: readonly string[] },
): string | null {
  if (!(index >= 0 && index < size)) return null;
  let [place, last, node] = [index, size - 1, leafOf(hash)];
  for (const step of path) {
    const sibling = Buffer.from(step, 'base64');
    if (last === 0 || sibling.length !== 32) return null;
    if (place % 2 === 1 || place === last) {
      node = nodeOf(sibling, node);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else node = nodeOf(node, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node.toString('base64') : null;
}
