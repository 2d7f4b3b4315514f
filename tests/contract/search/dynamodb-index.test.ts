import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { type DynamoViews, dynamoViews } from '#shared/store/dynamodb/views.ts';
import { inShortPages } from '../../support/short-pages.ts';
import { indexedCase, searchIndexContract, term, WITHIN } from './index.contract.ts';

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
async function openViews(
  client = documentClient(emulator.endpoint),
): Promise<DynamoViews & { name: string }> {
  opened += 1;
  const suffix = `-${opened}`;
  const { views: name } = await furnishTables(client, storesTemplate(), { suffix, only: ['views'] });
  return { ...dynamoViews({ client, name }, { now: () => instantOf(Date.now()) }), name };
}

searchIndexContract('DynamoDB', async () => (await openViews()).search, 6);
searchIndexContract(
  'DynamoDB in pages of one item',
  async () => (await openViews(inShortPages(documentClient(emulator.endpoint)))).search,
  2,
);

describe('the index in the table of the read models', () => {
  const streams = async (views: DynamoViews, name: string, limit = 1000) =>
    (await views.search.find({ ...WITHIN, terms: [term(name)], after: null, limit })).items.map(
      ({ at }) => at.stream,
    );

  it('reads on where common terms agree on little', async () => {
    const views = await openViews();
    const cases = Array.from({ length: 700 }, (_, n) => {
      const day = `20${10 + (n % 15)}-03-0${1 + (n % 8)}`;
      return indexedCase(`s${n}`, n % 350 === 3 ? ['x', 'y'] : [n % 2 === 0 ? 'x' : 'y'], { day });
    });
    await views.search.enter(cases);
    const { items } = await views.search.find({
      ...WITHIN,
      terms: [term('x'), term('y')],
      after: null,
      limit: 5,
    });
    expect(items.map(({ at }) => at.stream).sort()).toEqual(['s3', 's353']);
    expect(await streams(views, 'x', 50)).toHaveLength(50);
  });

  it('is filled beside the one in force, and what stood before goes', async () => {
    const views = await openViews();
    await views.search.enter([indexedCase('one', ['x'])]);
    const draft = await views.begin('anew');
    await views.search.enter([indexedCase('meanwhile', ['x'], { day: '2026-04-01' })]);
    await draft.views.apply({ cases: [], newest: {}, indexed: [indexedCase('again', ['x'])] });
    expect(await streams(views, 'x')).toEqual(['meanwhile', 'one']);
    await draft.takeOver();
    expect(await streams(views, 'x')).toEqual(['meanwhile', 'again']);
  });

  it('has what is newer where two enter the same cases at the same time', async () => {
    const views = await openViews();
    const all = Array.from({ length: 30 }, (_, n) => `s${n}`);
    const entered = (version: number, name: string) =>
      views.search.enter(all.map((stream) => indexedCase(stream, [name], { version })));
    await Promise.all([entered(1, 'x'), entered(2, 'y')]);
    expect(await streams(views, 'x')).toEqual([]);
    expect((await streams(views, 'y')).toSorted()).toEqual(all.toSorted());
  });

  it('leaves no row of a case that is forgotten', async () => {
    const views = await openViews();
    await views.search.enter([indexedCase('one', ['x', 'y'])]);
    await views.search.enter([indexedCase('one', ['y', 'z'], { version: 2 })]);
    await views.search.forget(indexedCase('one', []).at);
    const left: unknown[] = [];
    const client = documentClient(emulator.endpoint);
    for await (const { Items = [] } of paginateScan({ client }, { TableName: views.name }))
      left.push(...Items);
    expect(left).toEqual([]);
  });
});
