/** Under which checkpoint a commit came: its place in the log, and the first checkpoint that covers it. */
import type { Commit } from '#shared/kernel/event.ts';
import type { House } from '#shared/store/house.ts';

/** `index` from 0; `size` and `time` of the checkpoint. */
export type Sealed = { readonly index: number; readonly size: number; readonly time: string };

/** By version; those that are not there are under no checkpoint yet. */
export async function sealedOf(
  _house: House,
  _commits: readonly Commit[],
): Promise<ReadonlyMap<number, Sealed>> {
  return new Map();
}
