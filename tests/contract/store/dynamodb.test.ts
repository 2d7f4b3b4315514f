import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '../../../infra/local/dynamodb-client.ts';
import { furnishTables } from '../../../infra/local/furnish.ts';
import { type Emulator, startDynoxide } from '../../../infra/local/start-dynoxide.ts';
import { storesTemplate } from '../../../infra/local/stores-template.ts';
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

let opened = 0;

eventLogContract('DynamoDB', async () => {
  opened += 1;
  const client = documentClient(emulator.endpoint);
  const tables = await furnishTables(client, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['ledger', 'keys'],
  });
  const wrapper = keyFileWrapper(randomBytes(32));
  const keys = dynamoDataKeys({ client, table: tables.keys, wrapper });
  return dynamoEventLog({ client, table: tables.ledger, keys, clock: backwardsClock() });
});
