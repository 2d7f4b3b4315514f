/** The notary of a ledger on DynamoDB: the change feed tells it of commits, and it keeps the order in which it took them. */

import type { Commit } from '#shared/kernel/event.ts';
import type { Anchor } from '#shared/notary/anchors.ts';
import { type NotaryKey, type NotaryOptions, openNotary } from '#shared/notary/open-notary.ts';
import { entryOf, storedEntries } from '#shared/notary/ordered-log.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { LogOrder } from '#shared/store/dynamodb/log-order.ts';
import type { Notary } from '#shared/store/notary.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';

export type CloudNotary = {
  readonly log: EventLog;
  readonly order: LogOrder;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly key: NotaryKey;
  readonly anchors?: readonly Anchor[];
  readonly alone?: NotaryOptions['alone'];
  readonly note: NotaryOptions['note'];
};

export function cloudNotary(cloud: CloudNotary): Notary {
  const { log, order, anchors = [], alone = (work) => work(), ...rest } = cloud;
  const stored = () => storedEntries(log);
  const prepare = async (commits: readonly Commit[]): Promise<void> => {
    await order.note(commits.map(entryOf));
    // a ledger of before: nothing told of its commits
    if (await order.isNew()) for await (const page of stored()) await order.note(page);
    await order.take();
  };
  return openNotary({
    ...rest,
    ...{ anchors, alone },
    logs: [{ source: order, stored, prepare, found: order.note }],
  });
}
