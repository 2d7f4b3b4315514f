import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createTables } from '../../../infra/local/create-tables.ts';
import { documentClient } from '../../../infra/local/dynamodb-client.ts';
import { type Emulator, startDynoxide } from '../../../infra/local/start-dynoxide.ts';
import { instantOf } from '../../../shared/kernel/plain-date.ts';
import { dynamoDataKeys } from '../../../shared/store/dynamodb/data-keys.ts';
import { dynamoEventLog } from '../../../shared/store/dynamodb/event-log.ts';
import { keyFileWrapper } from '../../../shared/store/key-wrapper.ts';
import { eventLogContract } from './event-log.contract.ts';

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

function backwardsClock() {
  let time = Date.UTC(2026, 8, 18);
  return {
    now: () => {
      time -= 1000;
      return instantOf(time);
    },
  };
}

const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
const S = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
let opened = 0;

eventLogContract('DynamoDB', async () => {
  opened += 1;
  const client = documentClient(emulator.endpoint);
  const [table, keyTable] = [`Ledger-${opened}`, `Keys-${opened}`];
  await createTables(client, [
    {
      name: table,
      AttributeDefinitions: [S('pk'), S('sk')],
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    },
    { name: keyTable, AttributeDefinitions: [S('pk')], KeySchema: [key('pk', 'HASH')] },
  ]);
  const wrapper = keyFileWrapper(randomBytes(32));
  const keys = dynamoDataKeys({ client, table: keyTable, wrapper });
  return dynamoEventLog({ client, table, keys, clock: backwardsClock() });
});
