import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { dynamoViews } from '#shared/store/dynamodb/views.ts';
import { bundleKeyOf } from '#shared/store/dynamodb/views-keys.ts';
import type { Views } from '#shared/store/views.ts';
import { type Changed, inShortPages, withShortItems } from '../../support/short-pages.ts';
import { listsContract } from './lists.contract.ts';
import { membersContract } from './members.contract.ts';
import { openCasesContract } from './open-cases.contract.ts';
import { caseView, viewsContract } from './views.contract.ts';

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
membersContract('DynamoDB', Number(process.env.RUNS ?? 5), () => openViews());
viewsContract('DynamoDB in pages of one item, where most items are too long', openInShortPages);
openCasesContract('DynamoDB in pages of one item, where most items are too long', openInShortPages);

it('members of what is open are found where a generation of before has named them', async () => {
  let table = '';
  const client = documentClient(emulator.endpoint);
  const views = await openViews((plain, tables) => {
    table = tables.views ?? '';
    return plain;
  });
  const view = caseView({
    number: 'A1',
    contributions: {
      years: [{ cell: 'table3.carriedForward.total', from: 2025, until: 'open', weight: 1 }],
      days: [],
    },
  });
  await views.apply({ cases: [view], newest: { o1: view.summary.recordedAt } });
  const all = async () => (await client.send(new ScanCommand({ TableName: table }))).Items ?? [];
  const [row] = (await all()).filter(({ pk }) => String(pk).startsWith('member#'));
  expect(row?.pk).toBe('member#o1#open#table3');
  // as a program of before put it
  const span = { cells: ['table3.carriedForward.total'], first: 2025, last: 9999 };
  const former = { ...row, pk: bundleKeyOf({ generation: 0 }, 'o1', span) };
  await client.send(new PutCommand({ TableName: table, Item: former }));
  await client.send(new DeleteCommand({ TableName: table, Key: { pk: row?.pk, sk: row?.sk } }));
  const cell = { office: 'o1', cell: 'table3.carriedForward.total', year: 2026 };
  const page = await views.members(cell, { after: null, limit: 10 });
  expect(page.items.map(({ case: number }) => number)).toEqual(['A1']);
  const audit = await views.audit();
  expect(await audit.compare([view])).toEqual([]);
  expect(await audit.end({ o1: view.summary.recordedAt })).toEqual([]);
});

it('a row of several cases that is gone is a member missing, and one that somebody has left is none too many', async () => {
  let table = '';
  const client = documentClient(emulator.endpoint);
  const views = await openViews((plain, tables) => {
    table = tables.views ?? '';
    return plain;
  });
  const of = (number: string, version: number, cell: string) => {
    const years = [{ cell, from: 2026, until: 2026, weight: 1 }];
    return caseView({ number, version, contributions: { years, days: [] } });
  };
  const [stays, before, left] = [of('A1', 1, 'fees'), of('A2', 1, 'fees'), of('A2', 2, 'other')];
  await views.apply({ cases: [stays, before], newest: {} });
  await views.apply({ cases: [left], newest: {} });
  const shared = async () => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    return Items.filter(({ pk }) => String(pk).startsWith('members#'));
  };
  expect((await shared()).map(({ numbers }) => numbers)).toEqual([['A1', 'A2']]);
  const compared = async () => {
    const audit = await views.audit();
    return [...(await audit.compare([stays, left])), ...(await audit.end({}))];
  };
  expect(await compared()).toEqual([]);
  for (const { pk, sk } of await shared())
    await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  expect(await compared()).toEqual([expect.objectContaining({ what: 'member', case: 'A1' })]);
});

it('a hotline case stands once in the whole work list, also where a program of before put it into its index', async () => {
  let table = '';
  const client = documentClient(emulator.endpoint);
  const views = await openViews((plain, tables) => {
    table = tables.views ?? '';
    return plain;
  });
  await views.apply({ cases: [caseView({ number: 'H1', kind: 'hotline' }), caseView()], newest: {} });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  const item = Items.find(({ pk }) => String(pk).includes('#hotline#'));
  expect(item?.dueKey).toBeUndefined();
  await client.send(new PutCommand({ TableName: table, Item: { ...item, dueKey: 'o1' } }));
  const { items } = await views.worklist('o1', { limit: 9 });
  expect(items.map(({ number }) => number)).toEqual(['1', 'H1']);
  expect(await views.openCount('o1')).toEqual({ count: 2, more: false });
});
