/** On DynamoDB a call has no row for its number: the stream that the number names is all there is of it (ADR 86). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { dateOf, instantOf } from '#shared/kernel/plain-date.ts';
import { ruleOfCases } from '#shared/ledger/numbering.ts';
import { dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { dynamoEventLog } from '#shared/store/dynamodb/event-log.ts';
import { numberKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import { isNamedByNumber, numberOfRule, streamIdOf } from '#shared/store/next-number.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { draft } from './event-log.contract.ts';

const clock = { now: () => instantOf(Date.UTC(2026, 8, 18)) };
let [folder, table] = ['', ''];
let emulator: Awaited<ReturnType<typeof startDynoxide>>;
let client: DynamoDBDocumentClient;
let open: () => EventLog;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-numbers-'));
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
  client = documentClient(emulator.endpoint);
  const tables = await furnishTables(client, storesTemplate(), { suffix: '-n', only: ['ledger', 'keys'] });
  table = tables.ledger;
  const keys = dynamoDataKeys({
    ...{ client, table: tables.keys },
    wrapper: keyFileWrapper(Buffer.alloc(32, 1)),
  });
  open = () => dynamoEventLog({ client, table, keys, keyTable: tables.keys, counters: '', clock });
});
afterAll(async () => {
  client.destroy();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const call = (number: string, stream = streamIdOf('o1', 'hotline', number)) =>
  draft({ at: { office: 'o1', kind: 'hotline', stream }, number });
const rowsOf = async (number: string): Promise<number> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.filter((item) => item.sk === number || String(item.body ?? '').includes(`"${number}"`)).length;
};

it('one of many who record the same number at once has it, and its number finds it', async () => {
  const all = Array.from({ length: 8 }, () => open().write([(writer) => writer.append(call('20260302007'))]));
  const outcomes = (await Promise.all(all)).map(([one]) => one?.ok === true && one.value.ok);
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await open().streamOf('o1', 'hotline', '20260302007')).toBe(
    streamIdOf('o1', 'hotline', '20260302007'),
  );
  expect(await rowsOf('20260302007')).toBe(1);
  expect(await open().strays()).toEqual([]);
});

it('a number that the ledger gives out stands in its list, by which the next is found', async () => {
  const rule = ruleOfCases('o1', 'hotline', dateOf('2026-03-02'));
  for (const running of [7, 10_000_000]) {
    const number = numberOfRule(rule, running);
    await open().write([(writer) => writer.append(call(number))]);
    expect([
      await rowsOf(number),
      await open().lastNumber({ ...rule, digits: String(running).length < 8 ? 7 : 8 }),
    ]).toEqual([2, number]);
  }
});

it('what was recorded with a row of its number before, or lies under another stream, is found and not recorded again', async () => {
  await open().write([(writer) => writer.append(call('B1'))]);
  const stream = streamIdOf('o1', 'hotline', 'B1');
  await client.send(
    new PutCommand({
      TableName: table,
      Item: { ...numberKeyOf({ office: 'o1', kind: 'hotline', number: 'B1' }), stream },
    }),
  );
  expect(await open().streamOf('o1', 'hotline', 'B1')).toBe(stream);
  await open().write([(writer) => writer.append(call('B2', 'elsewhere'))]);
  expect([await open().streamOf('o1', 'hotline', 'B2'), await rowsOf('B2')]).toEqual(['elsewhere', 2]);
  const [again] = await open().write([(writer) => writer.append(call('B2'))]);
  expect(again).toEqual({ ok: true, value: { ok: false, taken: 'number' } });
});

it('no other kind is named by its number alone', () => {
  for (const kind of ['application', 'appeal', 'letters', 'year'] as const)
    expect(isNamedByNumber({ office: 'o1', kind, number: 'X' }, streamIdOf('o1', kind, 'X'))).toBe(false);
});
