/** The tree of RFC 6962 against a model that follows the words of the RFC, and against the vectors that are published. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  inclusionProof,
  isConsistent,
  isIncluded,
  rootOfSize,
} from '#shared/transparency/proofs.ts';
import {
  bundleOf,
  entriesIn,
  GrowingTree,
  hashesIn,
  nodeIn,
  openTiles,
  type Tile,
  tileOfNode,
  tilePath,
} from '#shared/transparency/tiles.ts';
import { EMPTY_ROOT, Frontier, leafHash } from '#shared/transparency/tree-hash.ts';

/** RFC 6962 §2.1, word by word. */
function mth(entries: readonly Buffer[]): Buffer {
  const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (entries.length === 0) return sha();
  if (entries.length === 1) return sha(Buffer.from([0]), entries[0] ?? Buffer.alloc(0));
  let k = 1;
  while (k << 1 < entries.length) k <<= 1;
  return sha(Buffer.from([1]), mth(entries.slice(0, k)), mth(entries.slice(k)));
}

/** RFC 6962 §2.1.1. */
function path(m: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length <= 1) return [];
  let k = 1;
  while (k << 1 < entries.length) k <<= 1;
  return m < k
    ? [...path(m, entries.slice(0, k)), mth(entries.slice(k))]
    : [...path(m - k, entries.slice(k)), mth(entries.slice(0, k))];
}

/** RFC 6962 §2.1.2. */
function subproof(m: number, entries: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (m === entries.length) return isWhole ? [] : [mth(entries)];
  let k = 1;
  while (k << 1 < entries.length) k <<= 1;
  return m <= k
    ? [...subproof(m, entries.slice(0, k), isWhole), mth(entries.slice(k))]
    : [...subproof(m - k, entries.slice(k), false), mth(entries.slice(0, k))];
}

const entriesOf = (n: number, from = 0): Buffer[] =>
  Array.from({ length: n }, (_, index) =>
    createHash('sha256')
      .update(`entry ${from + index}`)
      .digest(),
  );

/** Grown in steps, each going on from what its tiles hold, as a notary does. */
function kept(steps: readonly (readonly Buffer[])[]) {
  const files = new Map<string, Buffer>();
  const keep = (tiles: readonly Tile[]): void => {
    for (const tile of tiles) files.set(tilePath(tile), tile.bytes);
  };
  let [size, root] = [0, EMPTY_ROOT];
  for (const entries of steps) {
    const open = new Map(
      openTiles(size).map((tile) => [tile.level, files.get(tilePath(tile)) ?? Buffer.alloc(0)]),
    );
    const levels = Math.max(-1, ...[...open.keys()].filter((level) => level !== 'entries'));
    const tree = new GrowingTree({
      size,
      entries: entriesIn(open.get('entries') ?? Buffer.alloc(0)) ?? [],
      hashes: Array.from({ length: levels + 1 }, (_, level) => hashesIn(open.get(level) ?? Buffer.alloc(0))),
    });
    for (const entry of entries) keep(tree.add(entry));
    keep(tree.open());
    [size, root] = [tree.size, tree.root()];
  }
  const nodes = async (level: number, index: number): Promise<Buffer> => {
    const { tile, from, to } = tileOfNode(level, index, size);
    const node = nodeIn(hashesIn(files.get(tilePath(tile)) ?? Buffer.alloc(0)), from, to);
    if (node === null) throw new Error(`no ${tilePath(tile)}`);
    return node;
  };
  return { files, nodes, root, size };
}

/** Leaves and roots of the reference implementation of certificate transparency. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the published vectors of certificate transparency', () => {
  it('the empty tree and the eight roots', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const [tree, frontier] = [new GrowingTree(), new Frontier()];
    for (const [index, leaf] of LEAVES.entries()) {
      tree.add(leaf);
      frontier.add(leafHash(leaf));
      expect(tree.root().toString('hex')).toBe(ROOTS[index]);
      expect(frontier.root().toString('hex')).toBe(ROOTS[index]);
    }
  });

  it.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ])('the audit path of leaf %i of %i', async (index, size, proof) => {
    const { nodes } = kept([LEAVES.slice(0, size)]);
    expect((await inclusionProof(nodes, index, size)).map((one) => one.toString('hex'))).toEqual(proof);
  });

  it.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('the proof that a tree of %i went on to %i', async (before, size, proof) => {
    const { nodes } = kept([LEAVES.slice(0, size)]);
    expect((await consistencyProof(nodes, before, size)).map((one) => one.toString('hex'))).toEqual(proof);
  });
});

const SIZES = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 250, max: 530 })), {
  minLength: 1,
  maxLength: 4,
});

/** Every entry another, in as many steps as sizes. */
function steps(sizes: readonly number[]): Buffer[][] {
  let from = 0;
  return sizes.map((n) => {
    from += n;
    return entriesOf(n, from - n);
  });
}

describe('against the words of the RFC', () => {
  it('the root, however the tree grew', async () => {
    await fc.assert(
      fc.asyncProperty(SIZES, async (sizes) => {
        const all = steps(sizes);
        const { root, nodes, size, files } = kept(all);
        expect(root.equals(mth(all.flat()))).toBe(true);
        if (size > 0) expect((await rootOfSize(nodes, size)).equals(root)).toBe(true);
        const bundles = [...files].filter(([name]) => /^tile\/entries\/\d{3}$/.test(name)).sort();
        const full = Math.floor(size / 256) * 256;
        expect(bundles.flatMap(([, bytes]) => entriesIn(bytes) ?? [])).toEqual(all.flat().slice(0, full));
      }),
      { numRuns: 40 },
    );
  });

  it('proofs of inclusion are the RFC’s, are accepted, and of nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.nat(), fc.nat(), async (n, pick, other) => {
        const entries = entriesOf(n);
        const { nodes, root } = kept([entries]);
        const index = pick % n;
        const proof = await inclusionProof(nodes, index, n);
        expect(proof).toEqual(path(index, entries));
        const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
        expect(isIncluded({ leaf, index, size: n, proof, root })).toBe(true);
        const elsewhere = other % n;
        if (elsewhere !== index)
          expect(isIncluded({ leaf, index: elsewhere, size: n, proof, root })).toBe(false);
        expect(isIncluded({ leaf: leafHash(leaf), index, size: n, proof, root })).toBe(false);
        expect(isIncluded({ leaf, index, size: n, proof: [...proof, leaf], root })).toBe(false);
        if (proof.length > 0)
          expect(isIncluded({ leaf, index, size: n, proof: proof.slice(1), root })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('proofs of consistency are the RFC’s, are accepted, and none for a tree that was rewritten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.nat(), fc.nat(), async (n, pick, change) => {
        const entries = entriesOf(n);
        const before = 1 + (pick % n);
        const { nodes, root } = kept([entries]);
        const proof = await consistencyProof(nodes, before, n);
        expect(proof).toEqual(subproof(before, entries, true));
        const rootBefore = mth(entries.slice(0, before));
        expect(isConsistent({ before, size: n, rootBefore, root, proof })).toBe(true);
        const forged = entries.with(change % before, Buffer.alloc(32, 7));
        const other = kept([forged]);
        const otherProof = await consistencyProof(other.nodes, before, n);
        expect(isConsistent({ before, size: n, rootBefore, root: other.root, proof: otherProof })).toBe(
          false,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('everything begins with nothing, and nothing goes back', () => {
    const root = mth(entriesOf(3));
    expect(isConsistent({ before: 0, size: 3, rootBefore: EMPTY_ROOT, root, proof: [] })).toBe(true);
    expect(isConsistent({ before: 4, size: 3, rootBefore: root, root, proof: [] })).toBe(false);
  });
});

describe('files of a tree', () => {
  it('are named as C2SP tlog-tiles says', () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17');
    expect(tilePath({ level: 'entries', index: 999, width: 256 })).toBe('tile/entries/999');
    expect(tilePath({ level: 0, index: 1000, width: 1 })).toBe('tile/0/x001/000.p/1');
  });

  it('the tiles of 70,000 entries are those of the specification', () => {
    // C2SP tlog-tiles: 273 full tiles and one of 112 at level 0, one full and one of 17 at level 1, one of 1 at level 2
    expect(openTiles(70_000).map(tilePath)).toEqual([
      'tile/entries/273.p/112',
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });

  it('a bundle that was cut is none', () => {
    const bundle = bundleOf(entriesOf(3));
    expect(entriesIn(bundle)).toEqual(entriesOf(3));
    expect(entriesIn(bundle.subarray(0, -1))).toBeNull();
    expect(entriesIn(bundle.subarray(0, 35))).toBeNull();
  });
});
