/** The tiles of a tree made again from the names of its entries: an archive needs no tiles. */
import type { BlobStore } from '#shared/store/blobs.ts';
import { generationOf, namesName, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import { entriesOfNames, type LogName } from '#shared/transparency/log-entry.ts';
import { GrowingTree, type Tile, tilePath } from '#shared/transparency/tiles.ts';
import { folderOf, shelfIn } from './kept-tree.ts';

/** As far as names stand there; whether they are the right ones is for a check. */
export async function tilesAnew(
  blobs: BlobStore,
  log: LogName,
  chain: readonly SignedCheckpoint[],
): Promise<void> {
  const shelf = shelfIn(blobs, folderOf(log));
  const tree = new GrowingTree();
  const keep = async (tiles: readonly Tile[]): Promise<void> => {
    for (const tile of tiles) await blobs.put(`${folderOf(log)}/${tilePath(tile)}`, tile.bytes);
  };
  for (const one of chain) {
    const name = namesName(tree.size, one.size, generationOf(one));
    const entries = entriesOfNames((await shelf.get(name)) ?? '') ?? [];
    for (const { hash } of entries) await keep(tree.add(Buffer.from(hash, 'hex')));
  }
  await keep(tree.open());
}
