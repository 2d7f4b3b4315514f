/** The audit stream moves between the two homes as it is stored. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { ArchiveRow } from '#shared/store/archive-form.ts';
import type { AuditLog } from '#shared/store/audit-log.ts';
import { auditRowsOf, restoreAuditTo } from '#shared/store/dynamodb/audit-archive.ts';
import { dynamoAuditLog } from '#shared/store/dynamodb/audit-log.ts';
import { dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import { auditRowsIn, restoreAuditRows } from '#shared/store/sqlite/audit-archive.ts';
import { openAuditFile, openAuditLog } from '#shared/store/sqlite/audit-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
const masterKey = randomBytes(32);
let now = Date.UTC(2026, 2, 3);
const clock = {
  now: () => {
    now += 60_000;
    return instantOf(now);
  },
};
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

async function inCloud(suffix: string) {
  const client = documentClient(emulator.endpoint);
  const only = ['audit', 'keys'] as const;
  const tables = await furnishTables(client, storesTemplate(), { suffix, only: [...only] });
  const keys = dynamoDataKeys({ client, table: tables.keys, wrapper: keyFileWrapper(masterKey) });
  const log = dynamoAuditLog({ client, table: tables.audit, keys, clock });
  return { log, archived: { client, keyTable: tables.keys, auditTable: tables.audit } };
}

async function told(log: AuditLog) {
  const lines = [];
  for (const office of ['o', ''])
    for (const line of (await log.page({ office }, { after: null, limit: 50 })).items)
      lines.push([line.at, line.who, line.what, line.commit.hash, await log.textsOf(line)]);
  return lines;
}

it('from the cloud to one machine and back', async () => {
  const first = await inCloud('-first');
  const li = { who: 'li', role: 'officer', via: 'form' } as const;
  await first.log.append({ ...li, office: 'o', what: 'searched', texts: { words: '张三丰' } });
  await first.log.append({ ...li, office: '', what: 'keyFound', on: { kind: 'key', number: 'signing' } });
  await first.log.append({ ...li, office: 'o', what: 'caseRead', on: { kind: 'hotline', number: 'RX-1' } });
  const rows: ArchiveRow[] = [];
  // none of it is sealed yet
  const order = { indexOf: async () => null };
  for await (const row of auditRowsOf({ ...first.archived, order })) rows.push(row);
  const file = join(folder, 'audit.db');
  const db = openAuditFile(file);
  restoreAuditRows(db, rows);
  const local = openAuditLog(file, { clock, masterKey });
  expect(await told(local)).toEqual(await told(first.log));
  expect(await local.losses()).toEqual([]);
  const second = await inCloud('-second');
  await restoreAuditTo(second.archived, [...auditRowsIn(db)]);
  expect(await told(second.log)).toEqual(await told(first.log));
  expect(await second.log.losses()).toEqual([]);
  expect((await second.log.page({ office: 'o', rights: true }, { after: null, limit: 5 })).items).toEqual([]);
  local.close();
  db.close();
});
