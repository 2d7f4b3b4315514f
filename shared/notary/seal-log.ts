/**
 * Takes the entries of a log that are not sealed yet into its tree and signs a checkpoint. What is signed is kept before
 * anybody is told of it; stopped anywhere before, the tree stands at its last checkpoint and the next run begins there.
 */
import type { BlobStore } from '#shared/store/blobs.ts';
import { type SealedLog, SealingRefused } from '#shared/store/notary.ts';
import type { Clock } from '#shared/store/ports.ts';
import {
  type Anew,
  checkpointName,
  checkpointText,
  digestOfText,
  generationOf,
  namesName,
  readCheckpoint,
  type SignedCheckpoint,
} from '#shared/transparency/checkpoint.ts';
import { type EntrySource, entryLine, type LogEntry } from '#shared/transparency/log-entry.ts';
import { isSignedBy, type Signer, signedNote } from '#shared/transparency/signed-note.ts';
import { GrowingTree, openTiles, type Tile, tilePath } from '#shared/transparency/tiles.ts';
import { type KeptTree, keptTree } from './kept-tree.ts';

/** The first signs the log; those behind it sign the same text in their own way. */
export type Signers = readonly [Signer, ...Signer[]];
type Sealing = {
  readonly source: EntrySource;
  readonly blobs: BlobStore;
  readonly signers: Signers;
  readonly clock: Clock;
};

/** Entries under one checkpoint at most: what was never sealed before is taken in parts. */
export const MOST_AT_ONCE = 65_536;

export const originOf = (
  { name }: Signer | { readonly name: string },
  log: string,
  generation: number,
): string => `${name}/${log}${generation === 0 ? '' : `.${generation}`}`;

export async function sealLog(sealing: Sealing): Promise<SealedLog> {
  const { log } = sealing.source;
  const tree = keptTree(sealing.blobs, log);
  let [newest, added] = [await ownNewest(tree, sealing), 0];
  for (;;) {
    const entries = await entriesAfter(sealing.source, tree, newest);
    if (entries.length === 0) return { log, checkpoint: newest, added };
    newest = await grown(sealing, tree, { newest, entries });
    added += entries.length;
  }
}

async function ownNewest(
  tree: KeptTree,
  { signers: [signer], source, blobs }: Sealing,
): Promise<SignedCheckpoint | null> {
  const newest = await tree.newest();
  if (newest === null) return null;
  if (
    newest.origin !== originOf(signer, source.log, generationOf(newest)) ||
    !isSignedBy(newest.note, signer)
  )
    throw new SealingRefused(
      'noKey',
      `the newest checkpoint of ${source.log} is of another key (${newest.origin})`,
    );
  // its writer was stopped before it had named it the newest
  if ((await tree.shelf.get('checkpoint')) !== newest.whole)
    await blobs.put(`${tree.folder}/checkpoint`, Buffer.from(newest.whole));
  return newest;
}

/** The log has to go on where the tree ends: the last entry that was sealed is read again. */
async function entriesAfter(
  source: EntrySource,
  tree: KeptTree,
  newest: SignedCheckpoint | null,
): Promise<readonly LogEntry[]> {
  const size = newest?.size ?? 0;
  const taken: LogEntry[] = [];
  for await (const page of source.entriesFrom(Math.max(0, size - 1))) {
    taken.push(...page);
    if (taken.length > MOST_AT_ONCE) break;
  }
  if (size === 0) return taken.slice(0, MOST_AT_ONCE);
  const [last, ...others] = taken.slice(0, MOST_AT_ONCE + 1);
  if (last?.hash === (await tree.entry(size - 1, size))) return others;
  const what = last === undefined ? 'ends before' : 'has another one at';
  throw new SealingRefused(
    'notAsSealed',
    `the ${source.log} ${what} entry ${size}, which was sealed: run verify`,
  );
}

type Growth = {
  readonly newest: SignedCheckpoint | null;
  readonly entries: readonly LogEntry[];
  /** Set back behind `newest`, from where the tiles now end. */
  readonly anew?: Anew;
};

export async function grown(
  sealing: Sealing,
  tree: KeptTree,
  { newest, entries, anew }: Growth,
): Promise<SignedCheckpoint> {
  const { blobs, signers, clock, source } = sealing;
  const before = anew?.from ?? newest?.size ?? 0;
  const generation = (newest === null ? 0 : generationOf(newest)) + (anew === undefined ? 0 : 1);
  const growing = new GrowingTree(await tree.open(before));
  const keep = async (tiles: readonly Tile[]): Promise<void> => {
    for (const tile of tiles) await blobs.put(`${tree.folder}/${tilePath(tile)}`, tile.bytes);
  };
  for (const { hash } of entries) await keep(growing.add(Buffer.from(hash, 'hex')));
  await keep(growing.open());
  const names = entries.map(entryLine).join('');
  await putOnce(blobs, `${tree.folder}/${namesName(before, growing.size, generation)}`, names);
  const text = checkpointText({
    ...{ origin: originOf(signers[0], source.log, generation), size: growing.size },
    root: growing.root(),
    ...{ time: clock.now(), names: digestOfText(names) },
    ...(newest !== null && { previous: digestOfText(newest.whole) }),
    ...(anew !== undefined && { anew }),
  });
  const checkpoint = readCheckpoint(await signedNote(text, signers));
  if (checkpoint === null) throw new Error('what was signed is no checkpoint');
  await putOnce(blobs, `${tree.folder}/${checkpointName(checkpoint)}`, checkpoint.whole);
  await blobs.put(`${tree.folder}/checkpoint`, Buffer.from(checkpoint.whole));
  await dropOutgrown(blobs, tree.folder, { before, size: growing.size });
  return checkpoint;
}

async function putOnce(blobs: BlobStore, name: string, text: string): Promise<void> {
  if (!(await blobs.putOnce(name, Buffer.from(text))))
    throw new SealingRefused('notAsSealed', `${name} stands there with other bytes`);
}

/** Tiles that were not full and are held by fuller ones. */
async function dropOutgrown(
  blobs: BlobStore,
  folder: string,
  { before, size }: { readonly before: number; readonly size: number },
): Promise<void> {
  const standing = new Set(openTiles(size).map(tilePath));
  for (const name of openTiles(before).map(tilePath))
    if (!standing.has(name)) await blobs.remove(`${folder}/${name}`);
}
