/** A tree as it lies in the store of documents, under `proof/<log>/`. */
import type { BlobStore } from '#shared/store/blobs.ts';
import { checkpointName, readCheckpoint, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import type { Nodes } from '#shared/transparency/proofs.ts';
import {
  entriesIn,
  hashesIn,
  nodeIn,
  type OpenTree,
  openTiles,
  TILE_WIDTH,
  type TileId,
  tileOfNode,
  tilePath,
} from '#shared/transparency/tiles.ts';

/** What is kept under a name is gone or cannot be used. */
export class TreeDamaged extends Error {}

/** Files of one log, here or on an anchor, by their names in it. */
export type Shelf = {
  get(name: string): Promise<string | null>;
  /** All names below a folder of it, in order; behind `after` where one is given. */
  names(folder: string, after?: string): AsyncIterable<string>;
};

const PAGE = 1000;

export function shelfIn(blobs: BlobStore, folder: string): Shelf {
  const at = (name: string): string => `${folder}/${name}`;
  return {
    get: async (name) => {
      const bytes = await blobs.get(at(name));
      return bytes === null ? null : Buffer.from(bytes).toString();
    },
    names: async function* (below, start) {
      let after = start === undefined ? null : at(start);
      do {
        const { items, next } = await blobs.list(at(`${below}/`), { after, limit: PAGE });
        yield* items.map((name) => name.slice(folder.length + 1));
        after = next;
      } while (after !== null);
    },
  };
}

export const folderOf = (log: LogName): string => `proof/${log}`;

export type KeptTree = ReturnType<typeof keptTree>;

export function keptTree(blobs: BlobStore, log: LogName) {
  const folder = folderOf(log);
  const shelf = shelfIn(blobs, folder);
  const tile = async (id: TileId): Promise<Uint8Array> => {
    const bytes = (await blobs.get(`${folder}/${tilePath(id)}`)) ?? (await widerTile(blobs, folder, id));
    if (bytes === null) throw new TreeDamaged(`${folder}/${tilePath(id)} is missing`);
    return bytes;
  };
  return {
    folder,
    shelf,
    newest: () => newestOn(shelf),
    /** What a tree of that size needs to grow. */
    open: async (size: number): Promise<OpenTree> => {
      const hashes: Buffer[][] = [];
      let entries: Buffer[] = [];
      for (const id of openTiles(size)) {
        const bytes = await tile(id);
        if (id.level === 'entries') entries = bundled(bytes).slice(0, id.width);
        else hashes[id.level] = hashesIn(bytes).slice(0, id.width);
      }
      return { size, entries, hashes: Array.from(hashes, (level) => level ?? []) };
    },
    /** The entry of that index in a tree of `size`, as hex. */
    entry: async (index: number, size: number): Promise<string> => {
      const at = Math.floor(index / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, size - at * TILE_WIDTH);
      const entry = bundled(await tile({ level: 'entries', index: at, width }))[index % TILE_WIDTH];
      if (entry === undefined) throw new TreeDamaged(`entry ${index} is missing`);
      return entry.toString('hex');
    },
    nodes: (size: number): Nodes => nodesOf(tile, size),
  };
}

function bundled(bytes: Uint8Array): Buffer[] {
  const entries = entriesIn(bytes);
  if (entries === null) throw new TreeDamaged('a bundle of entries cannot be read');
  return entries;
}

/** One that was not full is dropped once a fuller one is kept. */
async function widerTile(blobs: BlobStore, folder: string, id: TileId): Promise<Uint8Array | null> {
  const full = tilePath({ ...id, width: TILE_WIDTH });
  const whole = await blobs.get(`${folder}/${full}`);
  if (whole !== null) return whole;
  const { items } = await blobs.list(`${folder}/${full}.p/`, { after: null, limit: TILE_WIDTH });
  const widths = items.map((name) => Number(name.slice(name.lastIndexOf('/') + 1)));
  const wider = widths.filter((width) => width > id.width).sort((a, b) => a - b)[0];
  return wider === undefined ? null : blobs.get(`${folder}/${tilePath({ ...id, width: wider })}`);
}

function nodesOf(tile: (id: TileId) => Promise<Uint8Array>, size: number): Nodes {
  const read = new Map<string, Buffer[]>();
  return async (level, index) => {
    const { tile: id, from, to } = tileOfNode(level, index, size);
    const name = tilePath(id);
    const hashes = read.get(name) ?? hashesIn(await tile(id));
    read.set(name, hashes);
    const node = nodeIn(hashes, from, to);
    if (node === null) throw new TreeDamaged(`${name} is too short`);
    return node;
  };
}

/** Every checkpoint that can be read, as they were signed. */
export async function keptChain(shelf: Shelf): Promise<SignedCheckpoint[]> {
  const chain: SignedCheckpoint[] = [];
  for await (const name of shelf.names('checkpoints')) {
    const one = readCheckpoint((await shelf.get(name)) ?? '');
    if (one !== null) chain.push(one);
  }
  return chain;
}

/** One that was kept when its writer was stopped counts, although it was not yet named the newest. */
async function newestOn(shelf: Shelf): Promise<SignedCheckpoint | null> {
  const named = await shelf.get('checkpoint');
  const known = named === null ? null : readCheckpoint(named);
  if (named !== null && known === null) throw new TreeDamaged('the newest checkpoint cannot be read');
  let newest = known;
  for await (const name of shelf.names('checkpoints', known === null ? undefined : checkpointName(known)))
    newest = readCheckpoint((await shelf.get(name)) ?? '') ?? newest;
  return newest;
}
