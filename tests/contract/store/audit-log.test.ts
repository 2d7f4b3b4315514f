import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import type { AuditLog } from '#shared/store/audit-log.ts';
import { dynamoAuditLog } from '#shared/store/dynamodb/audit-log.ts';
import { dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import type { Clock } from '#shared/store/ports.ts';
import { openAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { type Changed, inShortPages, withShortItems } from '../../support/short-pages.ts';
import { auditLogContract } from './audit-log.contract.ts';

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

auditLogContract('SQLite', async (clock) => openAuditLog(':memory:', { clock, masterKey: randomBytes(32) }));

async function onDynamo(clock: Clock, change: Changed = (client) => client): Promise<AuditLog> {
  const plain = documentClient(emulator.endpoint);
  opened += 1;
  const tables = await furnishTables(plain, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['audit', 'keys'],
  });
  const client = change(plain, tables);
  const keys = dynamoDataKeys({ client, table: tables.keys, wrapper: keyFileWrapper(randomBytes(32)) });
  return dynamoAuditLog({ client, table: tables.audit, keys, clock });
}

auditLogContract('DynamoDB', (clock) => onDynamo(clock));
auditLogContract('DynamoDB in pages of one item, where most items are too long', (clock) =>
  onDynamo(clock, (client, tables) => withShortItems(inShortPages(client), { folder, tables })),
);
