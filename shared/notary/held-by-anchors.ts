/**
 * What anchors hold is asked before anything is signed: a copy of yesterday, tree included, would go on from yesterday,
 * and there would be two trees of one log.
 */
import { SealingRefused } from '#shared/store/notary.ts';
import { checkpointName, rankOf, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import { type KeyRing, ringAfter } from '#shared/transparency/key-ring.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import type { Anchor } from './anchors.ts';
import { judgedChain } from './judged-chain.ts';
import type { KeptTree } from './kept-tree.ts';

type Own = { readonly log: LogName; readonly ring: KeyRing; readonly keyLine: string };
type Folder = Extract<Anchor, { readonly kind: 'store' }>;

/** One that is out of reach, or holds what our key has not signed, stops nothing here: `anchored` tells of it. */
export async function refuseIfBehind(anchors: readonly Anchor[], tree: KeptTree, own: Own): Promise<void> {
  for (const anchor of anchors) {
    if (anchor.kind !== 'store') continue;
    const { log, ring } = own;
    const there = await anchor.newest(log).catch(() => null);
    if (there === null) continue;
    if ((await ringAfter(ring, there)) === null && !(await isOwnChain(anchor, there, own))) continue;
    const here = await tree.newest();
    const isAhead = here === null || rankOf(there) > rankOf(here);
    if (!isAhead && (await tree.shelf.get(checkpointName(there))) === there.whole) continue;
    throw new SealingRefused(
      'notAsSealed',
      `${anchor.name} holds a checkpoint of ${log} over ${there.size} entries that is not here: run verify; after a copy was put back see checkpoint --begin-anew (docs/operations.md)`,
    );
  }
}

/** Signed by keys that came before or after the one that signs here now. */
async function isOwnChain(
  anchor: Folder,
  { whole }: SignedCheckpoint,
  { log, keyLine }: Own,
): Promise<boolean> {
  try {
    const { chain } = await judgedChain({ log, shelf: await anchor.shelf(log), keyLine });
    return chain.at(-1)?.whole === whole;
  } catch {
    return false;
  }
}
