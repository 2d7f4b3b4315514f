/** The keys of a notary: those at hand, and those under which its logs are signed. */
import type { BlobStore } from '#shared/store/blobs.ts';
import { type Notary, SealingRefused } from '#shared/store/notary.ts';
import { readCheckpoint, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import { type KeyRing, ringOf } from '#shared/transparency/key-ring.ts';
import type { EntrySource, LogName } from '#shared/transparency/log-entry.ts';
import { keyLine, type Signer } from '#shared/transparency/signed-note.ts';
import { keptTree } from './kept-tree.ts';
import { announcementsOn, ownRing, type Signers, signersOf } from './own-ring.ts';

export type NotaryKey = {
  /** Every key at hand, also of what no log signs with yet or any more. The first is made at the first use. */
  signers(): Promise<readonly Signer[]>;
  /** The line of the public half of the first key; null where none was made yet. It never changes. */
  line(): Promise<string | null>;
  /** Whether a checkpoint was ever signed with it and kept, as was noted beside it. */
  hasSigned(): Promise<boolean>;
  noteSigned(): Promise<void>;
  /** Told with which keys every log signs now: what they have left may go. */
  settled?(rings: readonly KeyRing[]): Promise<void>;
};
type Keyed = {
  readonly key: NotaryKey;
  readonly blobs: BlobStore;
  readonly logs: readonly { readonly source: EntrySource }[];
};

/** Of each log. */
export async function ringsOf({ logs, blobs }: Omit<Keyed, 'key'>, first: string): Promise<KeyRing[]> {
  const rings: KeyRing[] = [];
  for (const { source } of logs) {
    const tree = keptTree(blobs, source.log);
    rings.push(await ownRing({ blobs, keyLine: first }, tree, await tree.newest()));
  }
  return rings;
}

/** Of the ledger: nothing else is signed for others. */
export async function keysOf(options: Keyed): ReturnType<Notary['keys']> {
  const { key, blobs } = options;
  const first = await key.line();
  const root = first === null ? null : ringOf(first);
  if (root === null || first === null) return { lines: [], announcements: [] };
  const tree = keptTree(blobs, 'ledger');
  const { signing } = await ownRing({ blobs, keyLine: first }, tree, await tree.newest());
  const announced = await announcementsOn(tree.shelf);
  return { lines: signing.map(keyLine), announcements: announced.map(({ whole }) => whole) };
}

export async function ledgerSigners(options: Keyed): Promise<Signers> {
  const { atHand, first } = await ownKeys(options);
  const tree = keptTree(options.blobs, 'ledger');
  const ring = await ownRing({ blobs: options.blobs, keyLine: first }, tree, await tree.newest());
  return signersOf(ring, atHand);
}

type OwnKeys = { readonly atHand: readonly Signer[]; readonly first: string };

/** A key is made beside a tree that was never signed, and beside no other. */
export async function ownKeys({ key, logs, blobs }: Keyed): Promise<OwnKeys> {
  const used = await key.line();
  for (const { source } of logs) {
    const newest = await newestKept(blobs, source.log);
    if (newest !== null && used === null)
      throw new SealingRefused('noKey', 'the signing key is gone: put signing.key and signing.pub back');
    if (newest === null && source.log === 'ledger' && (await key.hasSigned()))
      throw new SealingRefused(
        'treeGone',
        'checkpoints were signed, and none is there: restore documents/proof',
      );
  }
  const atHand = await key.signers();
  return { atHand, first: (await key.line()) ?? '' };
}

export async function newestKept(blobs: BlobStore, log: LogName): Promise<SignedCheckpoint | null> {
  const text = await keptTree(blobs, log).shelf.get('checkpoint');
  return text === null ? null : readCheckpoint(text);
}
