import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { dynamoViews } from '#shared/store/dynamodb/views.ts';
import type { Views } from '#shared/store/views.ts';
import { type Changed, inShortPages, withShortItems } from '../../support/short-pages.ts';
import { listsContract } from './lists.contract.ts';
import { openCasesContract } from './open-cases.contract.ts';
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

let opened = 0;

async function openViews(change: Changed = (client) => client): Promise<Views> {
  const plain = documentClient(emulator.endpoint);
  opened += 1;
  const tables = await furnishTables(plain, storesTemplate(), { suffix: `-${opened}`, only: ['views'] });
  const client = change(plain, tables);
  const name = tables.views;
  const views = dynamoViews({ client, name }, { now: () => instantOf(Date.now()) });
  let writes = 0;
  // every other write is folded into the counters at once: readers must not see where the tail begins
  const apply: Views['apply'] = async (batch) => {
    await views.apply(batch);
    writes += 1;
    if (writes % 2 === 0) await views.compact(1);
  };
  return { ...views, apply };
}

const openInShortPages = () =>
  openViews((client, tables) => withShortItems(inShortPages(client), { folder, tables }));
viewsContract('DynamoDB', () => openViews());
openCasesContract('DynamoDB', () => openViews());
listsContract('DynamoDB', () => openViews());
viewsContract('DynamoDB in pages of one item, where most items are too long', openInShortPages);
openCasesContract('DynamoDB in pages of one item, where most items are too long', openInShortPages);
