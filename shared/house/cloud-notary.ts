/** The notary of a ledger on DynamoDB: the change feed tells it of commits, and it keeps the order in which it took them. */

import type { Commit } from '#shared/kernel/event.ts';
import { epochOf, instantOf } from '#shared/kernel/plain-date.ts';
import type { Anchor } from '#shared/notary/anchors.ts';
import type { KeptOrder } from '#shared/notary/begin-anew.ts';
import type { NotaryKey } from '#shared/notary/notary-keys.ts';
import { entryOf, storedEntries } from '#shared/notary/ordered-log.ts';
import type { NotarisedLog, NotaryOptions, OpensNotary } from '#shared/notary/read-notary.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { DynamoAuditLog } from '#shared/store/dynamodb/audit-log.ts';
import type { LogOrder } from '#shared/store/dynamodb/log-order.ts';
import type { Notary } from '#shared/store/notary.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';

export type CloudNotary = {
  readonly log: EventLog;
  readonly order: LogOrder;
  /** The audit stream with its order; absent where a function has no part in it. */
  readonly audit?: { readonly stream: DynamoAuditLog; readonly order: LogOrder };
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly key: NotaryKey;
  readonly anchors?: readonly Anchor[];
  readonly alone?: NotaryOptions['alone'];
  readonly note: NotaryOptions['note'];
  readonly opens: OpensNotary;
};

export function cloudNotary(cloud: CloudNotary): Notary {
  const { log, order, audit, anchors = [], alone = (work) => work(), opens, ...rest } = cloud;
  const stored = () => storedEntries(log);
  const prepare = async (commits: readonly Commit[]): Promise<void> => {
    await order.note(commits.map(entryOf));
    // a ledger of before: nothing told of its commits
    if (await order.isNew()) for await (const page of stored()) await order.note(page);
    await order.take();
  };
  return opens({
    ...rest,
    ...{ anchors, alone },
    logs: [
      { source: order, stored, prepare, found: order.note, order: keptBeside(order, stored) },
      ...(audit === undefined ? [] : [auditToSeal(audit, rest.clock)]),
    ],
  });
}

/** A table restored to a point in time has no more what was recorded after it; the order does. */
function keptBeside(order: LogOrder, stored: NotarisedLog['stored']): KeptOrder {
  const there = async (): Promise<ReadonlySet<string>> => {
    const hashes = new Set<string>();
    for await (const page of stored()) for (const { hash } of page) hashes.add(hash);
    return hashes;
  };
  return {
    left: async () => order.left(await there()),
    keepLeft: async () => order.keepOnly(await there()),
  };
}

/** Sealed each hour: what is older and was left out is found by the nightly check, which holds everything against the tree. */
const LOOKED_BACK_MS = 2 * 3_600_000;

function auditToSeal({ stream, order }: NonNullable<CloudNotary['audit']>, clock: Clock): NotarisedLog {
  const stored = () => storedEntries(stream);
  return {
    ...{ source: order, stored, found: order.note, order: keptBeside(order, stored) },
    prepare: async () => {
      const since = instantOf(epochOf(clock.now()) - LOOKED_BACK_MS);
      const pages = (await order.isNew()) ? stream.stored() : stream.recent(since);
      for await (const page of pages) await order.note(page.map(entryOf));
      await order.take();
    },
  };
}
