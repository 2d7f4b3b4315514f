import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createTables } from '../../../infra/local/create-tables.ts';
import { documentClient } from '../../../infra/local/dynamodb-client.ts';
import { type Emulator, startDynoxide } from '../../../infra/local/start-dynoxide.ts';
import { instantOf } from '../../../shared/kernel/plain-date.ts';
import { dynamoViews } from '../../../shared/store/dynamodb/views.ts';
import type { Views } from '../../../shared/store/views.ts';
import { viewsContract } from './views.contract.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const S = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
const index = (IndexName: string, hash: string, range: string) => ({
  IndexName,
  KeySchema: keys(hash, range),
  Projection: { ProjectionType: 'KEYS_ONLY' as const },
});
let opened = 0;

viewsContract('DynamoDB', async () => {
  opened += 1;
  const client = documentClient(emulator.endpoint);
  const name = `Views-${opened}`;
  const attributes = ['pk', 'sk', 'statusKey', 'daySort', 'numberKey', 'numberSort', 'dueKey', 'dueSort'];
  await createTables(client, [
    {
      name,
      AttributeDefinitions: attributes.map(S),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [
        index('status', 'statusKey', 'daySort'),
        index('number', 'numberKey', 'numberSort'),
        index('due', 'dueKey', 'dueSort'),
      ],
    },
  ]);
  const views = dynamoViews({ client, name }, { now: () => instantOf(Date.now()) });
  let writes = 0;
  // every other write is folded into the counters at once: readers must not see where the tail begins
  const apply: Views['apply'] = async (batch) => {
    await views.apply(batch);
    writes += 1;
    if (writes % 2 === 0) await views.compact(1);
  };
  return { ...views, apply };
});
