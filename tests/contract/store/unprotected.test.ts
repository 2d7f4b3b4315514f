/** Whether the nightly look at backups tells what there is to tell; the service is a stand-in of this file. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { dynamoClient, EMULATED } from '#shared/house/dynamodb-client.ts';
import { sayUnprotected } from '#shared/house/protected-tables.ts';
import { type Answer, fault, type StoreProxy, startStoreProxy } from '../../support/store-proxy.ts';

let proxy: StoreProxy;
let told: string[];
beforeAll(async () => {
  proxy = await startStoreProxy('http://127.0.0.1:9');
});
afterAll(() => proxy.stop());
beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const recovery = (PointInTimeRecoveryStatus: string): Answer => ({
  status: 200,
  body: {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
    },
  },
});
async function toldOf(answer: (table: string) => Answer): Promise<unknown[]> {
  proxy.answering(({ body }) => answer(JSON.parse(body).TableName));
  const client = dynamoClient({ ...EMULATED, endpoint: proxy.endpoint, maxAttempts: 1 });
  await sayUnprotected(client, { LEDGER_TABLE: 'L', KEYS_TABLE: 'K', ACCOUNTS_TABLE: 'A' });
  client.destroy();
  return told.filter((line) => line.includes('"unprotected"')).map((line) => JSON.parse(line));
}

it('names each table that cannot be restored to a point in time, and no other', async () => {
  const lines = await toldOf((table) => recovery(table === 'K' ? 'DISABLED' : 'ENABLED'));
  expect(lines).toMatchObject([{ event: 'unprotected', level: 'ERROR', table: 'K', name: 'DISABLED' }]);
});

it('takes no answer for no protection', async () => {
  expect(await toldOf(() => fault('AccessDeniedException'))).toHaveLength(3);
});

it('asks nothing of an engine that has no such backups', async () => {
  expect(await toldOf(() => fault('UnknownOperationException'))).toEqual([]);
});
