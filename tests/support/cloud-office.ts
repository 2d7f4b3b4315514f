/** An office on the emulated cloud in this process: the stores as deployed, and the consumed units of its table engine. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type CloudStores, cloudStores } from '#shared/house/cloud-stores.ts';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { type Addresses, startEmulators } from '#shared/house/emulators.ts';
import { sealingIn } from '#shared/house/local-notary.ts';
import { s3Client, sqsClient } from '#shared/house/start-fauxqs.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { openNotary } from '#shared/notary/open-notary.ts';
import { commitKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';

export const CLERK = { user: 'li', role: 'officer', via: 'cli' } as const;

export type CloudOffice = CloudStores & {
  readonly client: DynamoDBDocumentClient;
  readonly addresses: Addresses;
  /** As another process of the same deployment would open them. */
  open(): CloudStores;
  readonly viewsTable: string;
  catchUp(): Promise<void>;
  /** Lets time pass. */
  later(milliseconds: number): void;
  stop(): Promise<void>;
};

/** With an office `o`. Nothing follows its change feed: notices are the test's to deliver. */
export async function openCloudOffice(): Promise<CloudOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-cloud-'));
  const { addresses, stop } = await startEmulators(folder);
  let now = Date.parse('2026-11-24T09:00:00.000+08:00');
  const clock = {
    now: (): Instant => {
      now += 1;
      return instantOf(now);
    },
  };
  const wrapper = keyFileWrapper(randomBytes(32));
  const opened: CloudStores[] = [];
  const open = (client = documentClient(addresses.dynamodb)): CloudStores => {
    const stores = cloudStores({
      clients: { dynamodb: client, sqs: sqsClient(addresses.desk), s3: s3Client(addresses.desk) },
      ...{ places: addresses.places, clock, wrapper, projection: 'test', opens: openNotary },
      sealing: () => sealingIn(folder),
    });
    opened.push(stores);
    return stores;
  };
  const client = documentClient(addresses.dynamodb);
  const stores = open(client);
  await addOffice(stores, { id: 'o', name: '甲局', parent: null, actor: CLERK });
  return {
    ...stores,
    ...{ client, addresses, open: () => open(), viewsTable: addresses.places.views },
    catchUp: async () => {},
    later: (milliseconds) => {
      now += milliseconds;
    },
    stop: async () => {
      for (const one of opened) one.close();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The notice Lambda would be handed of a commit. */
export function noticeOf(commit: Commit): DynamoDBRecord {
  const { pk, sk } = commitKeyOf(commit, commit.version);
  const image = { pk, sk, body: commit.bytes, hash: commit.hash };
  const NewImage = Object.fromEntries(Object.entries(image).map(([name, S]) => [name, { S }]));
  return {
    eventName: 'INSERT',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, NewImage, SequenceNumber: `${pk} ${sk}` },
  };
}
