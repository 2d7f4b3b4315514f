/**
 * How a tree lies in files (C2SP tlog-tiles): 256 hashes of one level a tile, a tile of level L over those of L-1, and
 * the entries themselves in bundles of 256. The last of each is narrower and goes when it is full.
 */
import { HASH_BYTES, leafHash, nodeHash, rootOf } from './tree-hash.ts';

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** `level` of the tile, not of the tree; `width` 1–256. */
export type TileId = { readonly level: number | 'entries'; readonly index: number; readonly width: number };
export type Tile = TileId & { readonly bytes: Buffer };

/** `tile/0/x001/x234/067`, and `.p/17` behind one of 17. */
export function tilePath({ level, index, width }: TileId): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${groups.join('/')}${partial}`;
}

/** Those that are not full in a tree of `size` entries. */
export function openTiles(size: number): TileId[] {
  const found: TileId[] = [];
  if (size % TILE_WIDTH > 0) found.push({ level: 'entries', ...lastOf(size) });
  for (
    let [level, count] = [0, size];
    count > 0;
    [level, count] = [level + 1, Math.floor(count / TILE_WIDTH)]
  )
    if (count % TILE_WIDTH > 0) found.push({ level, ...lastOf(count) });
  return found;
}

function lastOf(count: number): { index: number; width: number } {
  return { index: Math.floor(count / TILE_WIDTH), width: count % TILE_WIDTH };
}

/** The tile of a tree of `size` in which a node's hash lies or can be made from, and which of its hashes. */
export function tileOfNode(
  level: number,
  index: number,
  size: number,
): { readonly tile: TileId; readonly from: number; readonly to: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const hashes = 2 ** (level % TILE_HEIGHT);
  const first = index * hashes;
  const at = Math.floor(first / TILE_WIDTH);
  const count = Math.floor(size / TILE_WIDTH ** tileLevel);
  const width = Math.min(TILE_WIDTH, count - at * TILE_WIDTH);
  const from = first % TILE_WIDTH;
  return { tile: { level: tileLevel, index: at, width }, from, to: from + hashes };
}

export function hashesIn(bytes: Uint8Array): Buffer[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, index) =>
    Buffer.from(bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
  );
}

const LENGTH_BYTES = 2;

/** Each entry behind its length in two bytes, the higher first. */
export function bundleOf(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** Null where the bytes are no bundle. */
export function entriesIn(bytes: Uint8Array): Buffer[] | null {
  const bundle = Buffer.from(bytes);
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    if (at + LENGTH_BYTES > bundle.length) return null;
    const end = at + LENGTH_BYTES + bundle.readUInt16BE(at);
    if (end > bundle.length) return null;
    entries.push(bundle.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return entries;
}

/** What stands in the tiles of a tree that are not full: all that is needed to let it grow. */
export type OpenTree = {
  readonly size: number;
  readonly entries: readonly Buffer[];
  /** By level. */
  readonly hashes: readonly (readonly Buffer[])[];
};

/** A tree that grows by entries, and hands out the tiles that came to be. */
export class GrowingTree {
  #size: number;
  #entries: Buffer[];
  readonly #levels: Buffer[][];

  constructor({ size, entries, hashes }: OpenTree = { size: 0, entries: [], hashes: [] }) {
    this.#size = size;
    this.#entries = [...entries];
    this.#levels = hashes.map((level) => [...level]);
  }

  get size(): number {
    return this.#size;
  }

  /** The tiles that are full with it. */
  add(entry: Buffer): Tile[] {
    const full: Tile[] = [];
    this.#entries.push(entry);
    this.#size += 1;
    if (this.#entries.length === TILE_WIDTH) {
      full.push(this.#tile('entries', bundleOf(this.#entries)));
      this.#entries = [];
    }
    let hash: Buffer | null = leafHash(entry);
    for (let level = 0; hash !== null; level += 1) {
      const open: Buffer[] = this.#levels[level] ?? [];
      this.#levels[level] = open;
      open.push(hash);
      hash = open.length === TILE_WIDTH ? rootOf(open) : null;
      if (hash === null) break;
      full.push(this.#tile(level, Buffer.concat(open)));
      this.#levels[level] = [];
    }
    return full;
  }

  #tile(level: TileId['level'], bytes: Buffer): Tile {
    const below = level === 'entries' ? 0 : level;
    const index = Math.floor(this.#size / TILE_WIDTH ** (below + 1)) - 1;
    return { level, index, width: TILE_WIDTH, bytes };
  }

  /** The tiles that are not full. */
  open(): Tile[] {
    return openTiles(this.#size).map((tile) => ({
      ...tile,
      bytes:
        tile.level === 'entries' ? bundleOf(this.#entries) : Buffer.concat(this.#levels[tile.level] ?? []),
    }));
  }

  root(): Buffer {
    let below: Buffer | null = null;
    for (const level of this.#levels) {
      const hashes: Buffer[] = below === null ? level : [...level, below];
      if (hashes.length > 0) below = rootOf(hashes);
    }
    return below ?? rootOf([]);
  }
}

/** The hash of a node from the hashes of its tile. */
export function nodeIn(hashes: readonly Buffer[], from: number, to: number): Buffer | null {
  const own = hashes.slice(from, to);
  if (own.length !== to - from) return null;
  const [left, right] = own;
  return own.length === 2 && left && right ? nodeHash(left, right) : rootOf(own);
}
