/**
 * What anchors hold is asked before anything is signed: a copy of yesterday, tree included, would go on from yesterday,
 * and there would be two trees of one log.
 */
import { SealingRefused } from '#shared/store/notary.ts';
import { checkpointName, rankOf } from '#shared/transparency/checkpoint.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import { isSignedBy } from '#shared/transparency/signed-note.ts';
import type { Anchor } from './anchors.ts';
import type { KeptTree } from './kept-tree.ts';
import type { Signers } from './seal-log.ts';

/** One that is out of reach, or holds what our key has not signed, stops nothing here: `anchored` tells of it. */
export async function refuseIfBehind(
  anchors: readonly Anchor[],
  tree: KeptTree,
  { log, signers: [signer] }: { readonly log: LogName; readonly signers: Signers },
): Promise<void> {
  for (const anchor of anchors) {
    if (anchor.kind !== 'store') continue;
    const there = await anchor.newest(log).catch(() => null);
    if (there === null || !isSignedBy(there.note, signer)) continue;
    const here = await tree.newest();
    const isAhead = here === null || rankOf(there) > rankOf(here);
    if (!isAhead && (await tree.shelf.get(checkpointName(there))) === there.whole) continue;
    throw new SealingRefused(
      'notAsSealed',
      `${anchor.name} holds a checkpoint of ${log} over ${there.size} entries that is not here: run verify; after a copy was put back see checkpoint --begin-anew (docs/operations.md)`,
    );
  }
}
