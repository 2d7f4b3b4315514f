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
import { isKnown } from '#shared/transparency/key-ring.ts';
import { type EntrySource, entryLine, type LogEntry } from '#shared/transparency/log-entry.ts';
import { keyLine as lineOf, type Signer, signedNote } from '#shared/transparency/signed-note.ts';
import { GrowingTree, openTiles, type Tile, tilePath } from '#shared/transparency/tiles.ts';
import { type KeptTree, keptTree } from './kept-tree.ts';
import { keepAnnouncement, ownRing, type Signers, signersOf } from './own-ring.ts';

type Sealing = {
  readonly source: EntrySource;
  readonly blobs: BlobStore;
  /** The line that was handed out first. */
  readonly keyLine: string;
  /** Every key at hand; one that never signed is announced with the next checkpoint. */
  readonly atHand: readonly Signer[];
  readonly clock: Clock;
};

/** Entries under one checkpoint at most: what was never sealed before is taken in parts. */
export const MOST_AT_ONCE = 65_536;

export const originOf = ({ name }: { readonly name: string }, log: string, generation: number): string =>
  `${name}/${log}${generation === 0 ? '' : `.${generation}`}`;

export async function sealLog(sealing: Sealing): Promise<SealedLog> {
  const { source, atHand } = sealing;
  const { log } = source;
  const tree = keptTree(sealing.blobs, log);
  let [newest, added] = [await ownNewest(tree, sealing), 0];
  for (;;) {
    const ring = await ownRing(sealing, tree, newest);
    if (newest !== null && newest.origin !== originOf(ring, log, generationOf(newest)))
      throw new SealingRefused('noKey', `the newest checkpoint of ${log} is of ${newest.origin}`);
    const entries = await entriesAfter(source, tree, newest);
    const coming = atHand.filter((one) => !isKnown(ring, one));
    if (entries.length === 0 && (coming.length === 0 || newest === null))
      return { log, checkpoint: newest, added };
    const signers: Signers = [...signersOf(ring, atHand), ...coming];
    newest = await grown({ ...sealing, signers }, tree, { newest, entries, keys: coming.map(lineOf) });
    added += entries.length;
  }
}

async function ownNewest(tree: KeptTree, { blobs }: Sealing): Promise<SignedCheckpoint | null> {
  const newest = await tree.newest();
  // its writer was stopped before it had named it the newest
  if (newest !== null && (await tree.shelf.get('checkpoint')) !== newest.whole)
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
  /** Lines of the signers that are new. */
  readonly keys?: readonly string[];
  /** Set back behind `newest`, from where the tiles now end. */
  readonly anew?: Anew;
};

export async function grown(
  sealing: Pick<Sealing, 'source' | 'blobs' | 'clock'> & { readonly signers: Signers },
  tree: KeptTree,
  { newest, entries, keys = [], anew }: Growth,
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
    ...{ ...(anew !== undefined && { anew }), keys },
  });
  const checkpoint = readCheckpoint(await signedNote(text, signers));
  if (checkpoint === null) throw new Error('what was signed is no checkpoint');
  await putOnce(blobs, `${tree.folder}/${checkpointName(checkpoint)}`, checkpoint.whole);
  await keepAnnouncement(blobs, tree.folder, checkpoint);
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
