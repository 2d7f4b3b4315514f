import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { dynamoAccounts } from '#shared/store/dynamodb/accounts.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';
import { accountsContract } from './accounts.contract.ts';

let emulator: Emulator;
let folder: string;
let opened = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

accountsContract('SQLite', async () =>
  openAccounts(':memory:', { masterKey: async () => Buffer.alloc(32, 1) }),
);

accountsContract('DynamoDB', async () => {
  opened += 1;
  const client = documentClient(emulator.endpoint);
  const { accounts } = await furnishTables(client, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['accounts'],
  });
  return dynamoAccounts(client, accounts);
});
