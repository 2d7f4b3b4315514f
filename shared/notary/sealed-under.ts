/** Under which checkpoint a commit came: its place in the log, and the first checkpoint that covers it. */
import type { Commit } from '#shared/kernel/event.ts';
import type { House } from '#shared/store/house.ts';
import {
  generationOf,
  rankName,
  type SignedCheckpoint,
  standingOf,
} from '#shared/transparency/checkpoint.ts';
import { keptChain, keptTree } from './kept-tree.ts';

/** `index` from 0; `size` and `time` of the checkpoint, `2026-11-23 10:00`. */
export type Sealed = { readonly index: number; readonly size: number; readonly time: string };

/** By version; those that are not there are under no checkpoint yet, or are not as they were sealed. */
export async function sealedOf(
  house: Pick<House, 'notary' | 'blobs'>,
  commits: readonly Commit[],
): Promise<ReadonlyMap<number, Sealed>> {
  const sealed = new Map<number, Sealed>();
  for (const commit of commits) {
    const proof = await house.notary.proofOf('ledger', commit);
    const first = proof === null ? null : await firstOver(house, proof.index);
    if (proof !== null && first !== null) sealed.set(commit.version, { index: proof.index, ...first });
  }
  return sealed;
}

const NAME = /^checkpoints\/(\d{20})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/;

/** Size and minute stand in the names, the smaller first: none is opened. */
async function firstOver({ blobs }: Pick<House, 'blobs'>, index: number) {
  const { shelf, newest: newestOf } = keptTree(blobs, 'ledger');
  const newest = await newestOf();
  if (newest !== null && generationOf(newest) > 0) return firstStanding(await keptChain(shelf), index);
  for await (const name of shelf.names('checkpoints', rankName(index + 1))) {
    const [, size, year, month, day, hour, minute] = NAME.exec(name) ?? [];
    if (size !== undefined) return { size: Number(size), time: `${year}-${month}-${day} ${hour}:${minute}` };
  }
  return null;
}

/** Of a log that was set back once: names do not tell which were lost. */
function firstStanding(chain: readonly SignedCheckpoint[], index: number) {
  const first = standingOf(chain).find(({ size }) => size > index);
  const time = first?.time?.slice(0, 16).replace('T', ' ') ?? '';
  return first === undefined ? null : { size: first.size, time };
}
