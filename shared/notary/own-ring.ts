/**
 * Under which keys a log is signed now. The checkpoints that announced a change are kept once more under `keys/`, so that
 * nobody has to read a whole chain for it; where they are gone, they are found in the chain again.
 */
import type { BlobStore } from '#shared/store/blobs.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import { checkpointName, readCheckpoint, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import { type KeyRing, ringAfter, ringOf } from '#shared/transparency/key-ring.ts';
import type { Signer } from '#shared/transparency/signed-note.ts';
import { type KeptTree, keptChain, type Shelf } from './kept-tree.ts';

/** The first signs the log; those behind it sign the same text in their own way. */
export type Signers = readonly [Signer, ...Signer[]];

const FOLDER = 'keys';

/** The checkpoints by which keys were announced, in their order. */
export async function announcementsOn(shelf: Shelf): Promise<SignedCheckpoint[]> {
  const found: SignedCheckpoint[] = [];
  for await (const name of shelf.names(FOLDER)) {
    const one = readCheckpoint((await shelf.get(name)) ?? '');
    if (one !== null) found.push(one);
  }
  return found;
}

export async function keepAnnouncement(
  blobs: BlobStore,
  folder: string,
  one: SignedCheckpoint,
): Promise<void> {
  const name = checkpointName(one).replace(/^[a-z]+/, FOLDER);
  if (one.keys !== undefined) await blobs.putOnce(`${folder}/${name}`, Buffer.from(one.whole));
}

/** From the line that was handed out first. Rejects with SealingRefused where the newest is not signed as it must be. */
export async function ownRing(
  { blobs, keyLine }: { readonly blobs: BlobStore; readonly keyLine: string },
  tree: KeptTree,
  newest: SignedCheckpoint | null,
): Promise<KeyRing> {
  const root = ringOf(keyLine);
  if (root === null) throw new SealingRefused('noKey', 'signing.pub is no line of a key');
  const announced = await announcementsOn(tree.shelf);
  const ring =
    (await followed(root, withNewest(announced, newest))) ??
    (await followed(root, withNewest(await keptChain(tree.shelf), newest)));
  if (ring === null)
    throw new SealingRefused('noKey', `the newest checkpoint is of another key (${newest?.origin})`);
  // whoever kept it was stopped before, or the tree was restored without them
  const kept = announced.flatMap(({ keys = [] }) => keys);
  if (kept.length < ring.signing.length + ring.former.length - 1)
    for (const one of withNewest(await keptChain(tree.shelf), newest))
      await keepAnnouncement(blobs, tree.folder, one);
  return ring;
}

const withNewest = (chain: readonly SignedCheckpoint[], newest: SignedCheckpoint | null) =>
  newest === null || chain.some(({ whole }) => whole === newest.whole) ? chain : [...chain, newest];

/** Null where one of the chain is not signed as it must be. */
export async function followed(root: KeyRing, chain: readonly SignedCheckpoint[]): Promise<KeyRing | null> {
  let ring: KeyRing | null = root;
  for (const one of chain) ring = ring && (await ringAfter(ring, one));
  return ring;
}

/** Those of the keys at hand that have to sign. Rejects with SealingRefused where one of them is not at hand. */
export function signersOf({ signing }: KeyRing, atHand: readonly Signer[]): Signers {
  const found = signing.map(({ keyId }) => {
    const signer = atHand.find((one) => one.keyId === keyId);
    if (signer === undefined)
      throw new SealingRefused('noKey', `the key ${keyId} that signs this ledger is not there`);
    return signer;
  });
  const [first, ...others] = found;
  if (first === undefined) throw new SealingRefused('noKey', 'there is no key to sign with');
  return [first, ...others];
}
