import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { type DynamoViews, dynamoViews } from '#shared/store/dynamodb/views.ts';
import { inShortPages } from '../../support/short-pages.ts';
import { caseView } from '../store/views.contract.ts';
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

const CLOCK = { now: () => instantOf(Date.now()) };
let opened = 0;
async function openViews(
  client = documentClient(emulator.endpoint),
): Promise<DynamoViews & { name: string }> {
  opened += 1;
  const suffix = `-${opened}`;
  const { views: name } = await furnishTables(client, storesTemplate(), { suffix, only: ['views'] });
  return { ...dynamoViews({ client, name }, CLOCK), name };
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

  it('has nothing of a case that is forgotten while a generation is filled by who has read it before', async () => {
    const views = await openViews();
    const [one, other] = [indexedCase('one', ['x', 'y']), indexedCase('other', ['x'])];
    await views.search.enter([one, other]);
    const draft = await views.begin('anew');
    await draft.views.apply({ cases: [], newest: {}, indexed: [other] });
    for (const { at } of [one, other]) await views.search.forget(at);
    await draft.views.apply({ cases: [], newest: {}, indexed: [one, other] });
    expect(await streams(views, 'x')).toEqual([]);
    await draft.takeOver();
    expect([await streams(views, 'x'), await streams(views, 'y')]).toEqual([[], []]);
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

  const rows = async ({ name }: { name: string }, start: string) => {
    const left: Readonly<Record<string, unknown>>[] = [];
    const client = documentClient(emulator.endpoint);
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) left.push(...Items);
    return left.filter(({ pk }) => String(pk).startsWith(start));
  };

  it('leaves no row of a case that is forgotten', async () => {
    const views = await openViews();
    await views.search.enter([indexedCase('one', ['x', 'y'])]);
    await views.search.enter([indexedCase('one', ['y', 'z'], { version: 2 })]);
    await views.search.forget(indexedCase('one', []).at);
    expect(await rows(views, '')).toEqual([]);
  });

  /** As they come in one batch: nothing is known of them but what stands in every list. */
  const calls = (numbers: readonly string[], version = 1, department = 'works') => ({
    cases: numbers.map((number) => caseView({ number, stream: number, version })),
    newest: {},
    indexed: numbers.map((number) => {
      const open = ['of all', number, department];
      return indexedCase(number, open, { version, open });
    }),
  });
  const TEN = Array.from({ length: 10 }, (_, n) => `n${n}`);
  const both = async (views: DynamoViews, ...names: readonly string[]) =>
    (await views.search.find({ ...WITHIN, terms: names.map(term), after: null, limit: 100 })).items.map(
      ({ at }) => at.stream,
    );

  it('keeps no list of what stands in the clear: the views say that it stands, and rows are shared', async () => {
    const views = await openViews();
    await views.apply(calls(TEN));
    await views.apply(calls(TEN, 2));
    expect([await rows(views, 'found#'), (await rows(views, 'terms#')).length]).toEqual([[], 2]);
    expect(await rows(views, 't#')).toHaveLength(10);
    expect(await both(views, 'of all')).toEqual(TEN.toReversed());
    expect(await both(views, 'n7', 'works', 'of all')).toEqual(['n7']);
    expect(await both(views, 'works', 'n7')).toEqual(['n7']);
    await views.apply(calls(['n7'], 3, 'roads'));
    expect(await both(views, 'roads', 'of all', 'n7')).toEqual(['n7']);
    expect(await rows(views, 't#')).toHaveLength(11);
    // a row too many is seen through by whoever opens the case
    await views.search.forget(indexedCase('n7', []).at);
    expect(await both(views, 'n7')).toEqual(['n7']);
  });

  it('finds all of them, told again in whatever company after it broke off anywhere', async () => {
    const client = documentClient(emulator.endpoint);
    const views = await openViews(client);
    // more than are read of a list at once: what is older is looked for by its rows
    const newer = Array.from({ length: 101 }, (_, n) =>
      indexedCase(`later${n}`, ['of all', 'works', 'roads'], { day: '2026-04-01' }),
    );
    await views.search.enter(newer);
    const other = dynamoViews({ client: documentClient(emulator.endpoint), name: views.name }, CLOCK);
    let [writes, end] = [0, 0];
    let between: readonly string[] = [];
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (/Write/.test(commandName)) writes += 1;
          // somebody else comes in between, and is through with some of them
          if (writes === end - 1) await other.apply(calls(between));
          if (writes === end) throw new Error('ended');
          return next(args);
        },
      { step: 'initialize', name: 'ended' },
    );
    for (end = 2; end < 5; end += 1) {
      const ten = TEN.map((one) => `${end}${one}`);
      [writes, between] = [0, ten.slice(3, 8)];
      await views.apply(calls(ten)).catch(() => undefined);
      writes = Number.NEGATIVE_INFINITY;
      await views.apply(calls(ten.slice(0, 4)));
      await views.apply(calls(ten.slice(4, 9)));
      await views.apply(calls(ten.slice(9)));
      await Promise.all([
        views.apply(calls(ten, 2, 'roads')),
        views.apply(calls(ten.slice(2, 7), 2, 'roads')),
      ]);
      for (const one of ten) expect(await both(views, 'of all', one, 'works', 'roads')).toEqual([one]);
    }
    expect((await both(views, 'works', 'of all')).length).toBe(100);
  });

  it('goes on with a case that another program put, or has put since, who knows of no such rows', async () => {
    const views = await openViews();
    await views.apply(calls(TEN));
    // as a program of before puts the next version: a view that says nothing, a list, and a row under each term
    const client = documentClient(emulator.endpoint);
    const [view] = (await rows(views, 'case#')).filter(({ pk }) => String(pk).endsWith('n3'));
    const { found, ...before } = view ?? {};
    await client.send(new PutCommand({ TableName: views.name, Item: before }));
    const alone = calls(['n3'], 2).indexed.map(({ open, ...one }) => one);
    await views.search.enter(alone);
    expect(found).toMatch(/^\w{12}( \S{12}){3}$/);
    expect(await both(views, 'n3', 'of all', 'works')).toEqual(['n3']);
    await views.apply(calls(['n3', 'n4'], 3, 'roads'));
    expect(await both(views, 'roads', 'of all')).toEqual(['n4', 'n3']);
    expect(await both(views, 'n3', 'roads')).toEqual(['n3']);
    expect((await rows(views, 'found#')).map(({ version, pending }) => [version, pending])).toEqual([
      [3, false],
    ]);
  });

  it('lists what somebody is known by once it is, and drops that alone', async () => {
    const views = await openViews();
    await views.apply(calls(TEN));
    const [called] = calls(['n5'], 2).indexed;
    if (called === undefined) throw new Error('none');
    const named = { ...called, terms: [...called.terms, term('wang')] };
    await views.apply({ ...calls(['n5'], 2), indexed: [named] });
    expect(await both(views, 'wang', 'of all', 'works')).toEqual(['n5']);
    await views.apply(calls(['n5'], 3));
    expect([await both(views, 'wang'), await both(views, 'n5', 'of all')]).toEqual([[], ['n5']]);
    await views.apply({ ...calls(['n5'], 4), indexed: [{ ...named, version: 4 }] });
    await views.search.forget(called.at);
    expect(await both(views, 'wang')).toEqual([]);
  });
});
