import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishBucket, furnishQueues, furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { s3Client, sqsClient, startFauxqsIn } from '#shared/house/start-fauxqs.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { dynamoDeadLetters } from '#shared/store/dynamodb/dead-letters.ts';
import { dynamoDrafts } from '#shared/store/dynamodb/drafts.ts';
import { dynamoJobRows } from '#shared/store/dynamodb/job-rows.ts';
import { keptJobs } from '#shared/store/jobs.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import { s3Blobs } from '#shared/store/s3/blobs.ts';
import { sqsQueue } from '#shared/store/sqs/queue.ts';
import { vaultUnder } from '#shared/store/vault.ts';
import { type Changed, withShortItems } from '../../support/short-pages.ts';
import { blobsContract } from './blobs.contract.ts';
import { deadLettersContract } from './dead-letters.contract.ts';
import { draftsContract } from './drafts.contract.ts';
import { jobsContract } from './jobs.contract.ts';
import { queueContract } from './queue.contract.ts';

let fauxqs: Emulator;
let dynoxide: Emulator;
let folder: string;
let opened = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  fauxqs = await startFauxqsIn();
  dynoxide = await startDynoxide(join(folder, 'dynamodb.db'));
});
afterAll(async () => {
  await fauxqs.stop();
  await dynoxide.stop();
  rmSync(folder, { recursive: true });
});

queueContract('SQS', async () => {
  opened += 1;
  const client = sqsClient(fauxqs.endpoint);
  const urls = await furnishQueues(client, storesTemplate(), `-${opened}`);
  return {
    queue: sqsQueue({ client, urls }),
    pass: (seconds) => setTimeout(seconds * 1000),
    close: async () => client.destroy(),
  };
});

blobsContract('S3', async () => {
  opened += 1;
  const client = s3Client(fauxqs.endpoint);
  const bucket = await furnishBucket(client, `-${opened}`);
  const lockedUntil = () => new Date(Date.UTC(2056, 0, 1));
  return { blobs: s3Blobs({ client, bucket, lockedUntil }), close: async () => client.destroy() };
});

const openLetters = async (change: Changed = (client) => client) => {
  opened += 1;
  const plain = documentClient(dynoxide.endpoint);
  const tables = await furnishTables(plain, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['deadLetters'],
  });
  const [client, name] = [change(plain, tables), tables.deadLetters];
  let time = Date.UTC(2026, 8, 18);
  const clock = {
    now: () => {
      time += 1000;
      return instantOf(time);
    },
  };
  return {
    letters: dynamoDeadLetters({ client, table: name, clock }),
    close: async () => client.destroy(),
  };
};
deadLettersContract('DynamoDB', () => openLetters());
deadLettersContract('DynamoDB, where most items are too long', () =>
  openLetters((client, tables) => withShortItems(client, { folder, tables })),
);

const openDrafts = async (change: Changed = (client) => client) => {
  opened += 1;
  const plain = documentClient(dynoxide.endpoint);
  const tables = await furnishTables(plain, storesTemplate(), { suffix: `-${opened}`, only: ['accounts'] });
  const [client, table] = [change(plain, tables), tables.accounts];
  let time = Date.UTC(2026, 8, 18);
  return {
    drafts: dynamoDrafts({ client, table, clock: { now: () => instantOf(time) } }),
    pass: async (seconds: number) => {
      time += seconds * 1000;
    },
    close: async () => client.destroy(),
  };
};
draftsContract('DynamoDB', () => openDrafts());
draftsContract('DynamoDB, where most items are too long', () =>
  openDrafts((client, tables) => withShortItems(client, { folder, tables })),
);

jobsContract('DynamoDB', async () => {
  opened += 1;
  const [client, s3] = [documentClient(dynoxide.endpoint), s3Client(fauxqs.endpoint)];
  const { jobs: table } = await furnishTables(client, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['jobs'],
  });
  const blobs = s3Blobs({ client: s3, bucket: await furnishBucket(s3, `-${opened}`) });
  const vault = vaultUnder(keyFileWrapper(randomBytes(32)));
  let time = Date.UTC(2026, 8, 18);
  const clock = { now: () => instantOf(time) };
  return {
    jobs: keptJobs({ rows: dynamoJobRows({ client, table }), blobs, vault, clock }),
    now: () => time,
    pass: async (seconds) => {
      time += seconds * 1000;
    },
    close: async () => {
      client.destroy();
      s3.destroy();
    },
  };
});
