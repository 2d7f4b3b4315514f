/** What batches of feeds still hold of a call that is erased. Its number stays: a receipt is read by it. */
import type { House } from '#shared/store/house.ts';
import { BATCHES, keepBatch, keptBatch } from './kept-batches.ts';

const PAGE = 200;
type Batches = Pick<House, 'blobs' | 'vault'>;

export async function forgetInBatches(
  batches: Batches,
  { office, number }: { readonly office: string; readonly number: string },
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: { items: readonly string[]; next: string | null } = await batches.blobs.list(BATCHES, {
      ...{ after, limit: PAGE },
    });
    for (const name of page.items) {
      const id = name.slice(BATCHES.length).replace(/\.json$/, '');
      const batch = await keptBatch(batches, id);
      if (batch?.office !== office || batch.records.every((record) => record.number !== number)) continue;
      const records = batch.records.map((record) => (record.number === number ? { number } : record));
      await keepBatch(batches, id, { ...batch, records });
    }
    if (page.next === null) return;
    after = page.next;
  }
}
