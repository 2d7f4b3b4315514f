/** On DynamoDB, too: what stands beside the log is held against it, and a key or a feed of another ledger is known. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { MasterKeyError, masterKeyFor } from '#shared/house/master-key.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { Books } from '#shared/proof/verify-books.ts';
import { dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { dynamoEventLog } from '#shared/store/dynamodb/event-log.ts';
import { dynamoKeyWitness } from '#shared/store/dynamodb/key-witness.ts';
import { commitKeyOf, numberKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { brokenChainsOf, verifyChains } from '#shared/store/verify-chains.ts';
import { followFeed } from '#shared/views/follow-feed.ts';
import { draft } from './event-log.contract.ts';

const clock = { now: () => instantOf(Date.UTC(2026, 8, 18)) };
let emulator: Emulator;
let folder: string;
let client: DynamoDBDocumentClient;
let tables: { ledger: string; keys: string };
let log: EventLog;
let opened = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-books-'));
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const at = (stream: string) => ({ office: 'o1', kind: 'application', stream }) as const;
const home = () => join(folder, String(opened));
const witness = () => dynamoKeyWitness({ client, table: tables.ledger, keyTable: tables.keys });

beforeEach(async () => {
  opened += 1;
  client = documentClient(emulator.endpoint);
  tables = await furnishTables(client, storesTemplate(), { suffix: `-${opened}`, only: ['ledger', 'keys'] });
  mkdirSync(home());
  const wrapper = keyFileWrapper(await masterKeyFor(home(), witness()));
  const keys = dynamoDataKeys({ client, table: tables.keys, wrapper });
  log = dynamoEventLog({ client, table: tables.ledger, keys, keyTable: tables.keys, counters: '', clock });
  await log.write([
    (writer) => writer.append(draft({ key: 'k1' })),
    (writer) => writer.append(draft({ at: at('s2'), number: '2026-2' })),
  ]);
});

async function faults(): Promise<object> {
  const books = new Books(log, new Map());
  await verifyChains(log, { onPage: (commits) => books.check(commits) });
  const found = await books.end();
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, { length }]) => (length === 0 ? [] : [[key, length]])),
  );
}
const put = (table: string, Item: Record<string, unknown>) =>
  client.send(new PutCommand({ TableName: table, Item }));
const drop = (table: string, Key: Record<string, unknown>) =>
  client.send(new DeleteCommand({ TableName: table, Key }));
async function item(table: string, which: (one: Record<string, unknown>) => boolean) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  const found = Items.find(which);
  if (found === undefined) throw new Error('no such item');
  return found;
}
const first = () => item(tables.ledger, ({ pk, sk }) => pk === 'o1#application#s1' && sk === 'v00000001');

describe('beside the log on DynamoDB', () => {
  it('nothing is amiss while nobody touched it', async () => {
    expect(await faults()).toEqual({});
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'a sealed text made garbage',
      async () => put(tables.ledger, { ...(await first()), seal: Buffer.from('A256GCM.a.b.c') }),
      { seals: 1 },
    ],
    [
      'a sealed text removed',
      async () => {
        const { seal: _, ...rest } = await first();
        await put(tables.ledger, rest);
      },
      { seals: 1 },
    ],
    ['a key removed', () => drop(tables.keys, { pk: 'o1#application#s1' }), { keys: 1 }],
    [
      'a key of another master key',
      () => put(tables.keys, { pk: 'o1#application#s1', wrapped: 'A256GCM.a.b.c' }),
      { keys: 1 },
    ],
    [
      'the mark of a destruction',
      () => put(tables.keys, { pk: 'o1#application#s1', wrapped: 'erased' }),
      { keys: 1 },
    ],
    ['a key of no case', () => put(tables.keys, { pk: 'o1#application#s9', wrapped: 'x' }), { keys: 1 }],
    [
      'a number removed',
      () => drop(tables.ledger, numberKeyOf({ ...at('s1'), number: '2026-1' })),
      { numbers: 1 },
    ],
    [
      'a number of another case',
      () => put(tables.ledger, { ...numberKeyOf({ ...at('s1'), number: '2026-1' }), stream: 's2' }),
      { numbers: 2 },
    ],
    [
      'a number of no case',
      () => put(tables.ledger, { ...numberKeyOf({ ...at('s1'), number: 'Z' }), stream: 's1' }),
      { numbers: 1 },
    ],
    [
      'an idempotency key removed',
      async () => {
        const { pk, sk } = await item(tables.ledger, ({ sk: one }) => one === 'key');
        await drop(tables.ledger, { pk, sk });
      },
      { idempotencyKeys: 1 },
    ],
    [
      'a case removed with its commit',
      () => drop(tables.ledger, commitKeyOf(at('s2'), 1)),
      { numbers: 1, keys: 1 },
    ],
  ])('%s is named', async (_, manipulate, found) => {
    await manipulate();
    expect(await faults()).toEqual(found);
  });
});

describe('a case whose own key is lost', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['gone', () => drop(tables.keys, { pk: 'o1#application#s1' })],
    ['of another ledger', () => put(tables.keys, { pk: 'o1#application#s1', wrapped: 'A256GCM.a.b.c' })],
    ['destroyed', () => put(tables.keys, { pk: 'o1#application#s1', wrapped: 'erased' })],
  ])('(%s) takes no further text, and gets no other key', async (_, manipulate) => {
    await manipulate();
    const { Items: before } = await client.send(new ScanCommand({ TableName: tables.keys }));
    const [outcome] = await log.write([(writer) => writer.append(draft({ version: 2 }))]);
    expect(outcome).toEqual({ ok: true, value: { ok: false, taken: 'seal' } });
    const { Items: after } = await client.send(new ScanCommand({ TableName: tables.keys }));
    expect(after).toEqual(before);
  });
});

describe('in the log on DynamoDB', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['bytes that are no JSON', async () => put(tables.ledger, { ...(await first()), body: '{' }), 'changed'],
    [
      'a commit under another case',
      async () => put(tables.ledger, { ...(await first()), pk: 'o1#application#s3' }),
      'misplaced',
    ],
    [
      'a commit under another version',
      async () => put(tables.ledger, { ...(await first()), sk: 'v00000002' }),
      'misplaced',
    ],
  ])('%s is named', async (_, manipulate, what) => {
    await manipulate();
    expect((await verifyChains(log)).brokenChains.map((one) => one.what)).toEqual([what]);
    expect((await brokenChainsOf(log, 'o1')).length).toBe(1);
    expect(await brokenChainsOf(log, 'o2')).toEqual([]);
  });
});

describe('the master key beside DynamoDB', () => {
  it.each([
    ['missing', (file: string) => rmSync(file)],
    ['empty', (file: string) => writeFileSync(file, '')],
    ['another one', (file: string) => writeFileSync(file, Buffer.alloc(32, 1))],
  ])('%s stops the start, and none is made', async (_, spoil) => {
    const file = join(home(), 'master.key');
    const right = readFileSync(file);
    spoil(file);
    await expect(masterKeyFor(home(), witness())).rejects.toThrow(MasterKeyError);
    expect(
      existsSync(file) && readFileSync(file).length === 32 && !readFileSync(file).equals(Buffer.alloc(32, 1)),
    ).toBe(false);
    writeFileSync(file, right);
    expect((await masterKeyFor(home(), witness())).equals(right)).toBe(true);
  });
});

describe('read models that followed the feed of another ledger', () => {
  it('are emptied and filled from this one', async () => {
    const seen: string[] = [];
    const note = { projection: 'p', feed: 'arn:before', positions: { s: '1' }, at: clock.now() };
    const views = {
      feedNote: async () => note,
      clear: async () => void seen.push('emptied'),
      noteFeed: async ({ feed }: { feed: string }) => void seen.push(feed),
      apply: async ({ cases }: { cases: Iterable<unknown> }) => void seen.push(`${[...cases].length} cases`),
    };
    const changes = async function* () {};
    const rebuild = views.clear;
    const following = {
      log,
      views,
      rebuild,
      changes,
      projection: 'p',
      feed: 'arn:now',
      clock,
      deadLetters: {},
    };
    await followFeed(following as never);
    expect(seen).toContain('emptied');
    expect(seen.at(-1)).toBe('arn:now');
  });
});
