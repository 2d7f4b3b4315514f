/** Batches of feeds as they are kept, sealed, so that a receipt can be asked about. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { Vault } from '#shared/store/vault.ts';
import type { FeedRecord } from './feed-record.ts';

export const BATCHES = 'feeds/';
const nameOf = (id: string): string => `${BATCHES}${id}.json`;

type Keeping = { readonly blobs: BlobStore; readonly vault: Vault };
export type Batch = {
  readonly office: string;
  readonly feed: string;
  readonly takenAt: Instant;
  readonly records: readonly FeedRecord[];
};

const ownerOf = (id: string): string => `batch ${id}`;

export async function keepBatch({ blobs, vault }: Keeping, id: string, batch: Batch): Promise<void> {
  await blobs.put(nameOf(id), await vault.seal(ownerOf(id), Buffer.from(JSON.stringify(batch))));
}

/** Those of earlier programs lie there unsealed; null where there is none, or another master key has sealed it. */
export async function keptBatch({ blobs, vault }: Keeping, id: string): Promise<Batch | null> {
  const kept = await blobs.get(nameOf(id));
  if (kept === null) return null;
  const isClear = Buffer.from(kept.subarray(0, 1)).toString() === '{';
  const bytes = isClear ? kept : await vault.open(ownerOf(id), kept);
  return bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8'));
}
