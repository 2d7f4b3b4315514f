/** ADR 70: no item, no transaction and no message is too long for the engines of the cloud, whoever writes it. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { archiveOf } from '#shared/store/dynamodb/archive.ts';
import { commitKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { LONG_FOLDERS } from '#shared/store/dynamodb/long-shelf.ts';
import { LONGEST_ITEM } from '#shared/store/dynamodb/long-values.ts';
import { writeOne } from '#shared/store/ports.ts';
import { brokenChainsOf } from '#shared/store/verify-chains.ts';
import { entryLine, type LogEntry } from '#shared/transparency/log-entry.ts';
import { CLERK, type CloudOffice, openCloudOffice } from '../../support/cloud-office.ts';

let cloud: CloudOffice;
/** Past the client that gives long values back. */
let plain: DynamoDBDocumentClient;
beforeAll(async () => {
  cloud = await openCloudOffice();
  plain = documentClient(cloud.addresses.dynamodb);
});
afterAll(async () => {
  plain.destroy();
  await cloud.stop();
});
const standing = async (Key: { pk: string; sk: string }) =>
  (await plain.send(new GetCommand({ TableName: cloud.addresses.places.ledger, Key }))).Item ?? {};
const putAsIs = (Item: Record<string, unknown>) =>
  plain.send(new PutCommand({ TableName: cloud.addresses.places.ledger, Item }));

const KB = 1024;
const at = (stream: string) => ({ office: 'o', kind: 'hotline', stream }) as const;
/** A commit whose hashed bytes are about so many. */
const record = (stream: string, text: string, version = 1) =>
  writeOne(cloud.log, (writer) => {
    const event: DomainEvent = { type: 'Noted', v: 1, on: dateOf('2026-09-18'), data: { text } };
    return writer.append({ at: at(stream), number: stream, version, actor: CLERK, events: [event] });
  });
/** Of three bytes each. */
const chinese = (bytes: number): string => '台'.repeat(Math.floor(bytes / 3));

describe('a commit of any length', () => {
  it.each<readonly [string, string]>([
    ...[371, 380, 399, 400, 401, 1024].map((kb) => [`${kb} KB of ASCII`, 'a'.repeat(kb * KB)] as const),
    ...[399, 400, 401].map((kb) => [`${kb} KB of three bytes a character`, chinese(kb * KB)] as const),
    ['5 MB', 'a'.repeat(5 * 1024 * KB)],
  ])('%s is recorded and read byte by byte', async (name, text) => {
    const stream = name.replaceAll(' ', '-');
    const result = await record(stream, text);
    const [commit] = await cloud.log.history(at(stream));
    expect(result.ok && commit?.bytes === result.commit.bytes).toBe(true);
    expect(commit?.events[0]?.data.text === text).toBe(true);
  });

  it('stands in the table as a note of where it lies, under its digest', async () => {
    await record('noted', 'b'.repeat(500_000));
    const [commit] = await cloud.log.history(at('noted'));
    expect((await standing(commitKeyOf(at('noted'), 1))).body).toEqual({
      laidAside: `long/ledger/${commit?.hash}`,
      as: 'text',
    });
  });

  it('is scanned, chained and archived as any other', async () => {
    await record('chained', 'c'.repeat(450_000));
    await record('chained', 'd'.repeat(450_000), 2);
    expect(await brokenChainsOf(cloud.log)).toEqual([]);
    const lines: string[] = [];
    for await (const line of archiveOf(cloud.archived)) lines.push(line);
    const own = lines.filter((line) => line.includes('"chained"') && line.startsWith('{"t":"commits"'));
    const commits = await cloud.log.history(at('chained'));
    expect(own.map((line) => JSON.parse(line).r[5])).toEqual(commits.map(({ bytes }) => bytes));
  });

  it('that is altered or removed in the bucket is named by its chain, and hides no other', async () => {
    await record('altered', 'e'.repeat(450_000));
    await record('removed', 'f'.repeat(450_000));
    const [altered] = await cloud.log.history(at('altered'));
    const [removed] = await cloud.log.history(at('removed'));
    await cloud.blobs.put(`long/ledger/${altered?.hash}`, Buffer.from('{}'));
    await cloud.blobs.remove(`long/ledger/${removed?.hash}`);
    const other = cloud.open().log;
    const broken = await brokenChainsOf(other);
    expect(broken.map(({ case: name, what }) => [name, what]).sort()).toEqual([
      ['altered', 'changed'],
      ['removed', 'changed'],
    ]);
    await expect(other.history(at('removed'))).rejects.toThrow();
    await cloud.blobs.put(`long/ledger/${altered?.hash}`, Buffer.from(altered?.bytes ?? ''));
    await cloud.blobs.put(`long/ledger/${removed?.hash}`, Buffer.from(removed?.bytes ?? ''));
  });

  it('is told of by the change feed without its bytes, and projected all the same', async () => {
    await record('told', 'g'.repeat(450_000));
    const [commit] = await cloud.log.history(at('told'));
    const { pk, sk } = commitKeyOf(at('told'), 1);
    const body = { M: { laidAside: { S: `long/ledger/${commit?.hash}` }, as: { S: 'text' } } };
    const NewImage = { pk: { S: pk }, sk: { S: sk }, hash: { S: commit?.hash ?? '' }, body };
    const noted: string[] = [];
    const house = {
      ...cloud,
      noted: async (commits: readonly { readonly hash: string }[]) =>
        void noted.push(...commits.map(({ hash }) => hash)),
    };
    await fromStream(house)({ Records: [{ dynamodb: { NewImage, SequenceNumber: '1' } }] });
    expect(noted).toEqual([commit?.hash]);
  });

  it('with sealed texts of 5 MB is opened again; one whose texts lie beside it, as before, too', async () => {
    const text = randomBytes(2_500_000).toString('hex');
    await writeOne(cloud.log, (writer) =>
      writer.append({
        ...{ at: at('sealed'), number: 'sealed', version: 1, actor: CLERK },
        events: [{ type: 'Noted', v: 1, on: dateOf('2026-09-18'), data: {}, texts: { subject: text } }],
      }),
    );
    const [commit] = await cloud.log.history(at('sealed'));
    expect(commit && (await cloud.log.openSeal(commit))).toEqual({ 0: { subject: text } });
    const key = commitKeyOf(at('sealed'), 1);
    const { seal, ...others } = await standing(key);
    const packed = (await cloud.blobs.get(String(Object(seal).laidAside))) ?? new Uint8Array();
    for (let start = 0; start < packed.length; start += 380_000) {
      const sk = `sv00000001#${String(start / 380_000).padStart(2, '0')}`;
      await putAsIs({ pk: key.pk, sk, part: packed.subarray(start, start + 380_000) });
    }
    await putAsIs(others as Record<string, unknown>);
    const before = cloud.open().log;
    const [again] = await before.history(at('sealed'));
    expect(again && (await before.openSeal(again))).toEqual({ 0: { subject: text } });
  });
});

/** Where no value is ever long, and why. */
const SHORT: Readonly<Record<string, string>> = {
  Jobs: 'a row names what is kept in the bucket, and holds nothing of it',
  Keys: 'a wrapped key has some hundred bytes, whatever it opens',
  Order:
    'a row names ninety commits: a digest, an office, a number of at most a hundred characters, an instant',
};

describe('every writer of every table', () => {
  const folder = join(import.meta.dirname, '../../../shared/store/dynamodb');
  const sources = readdirSync(folder).map(
    (name) => [name, readFileSync(join(folder, name), 'utf8')] as const,
  );

  it('puts, and changes nothing in place, so that what is too long is met where the client sends it', () => {
    const found = sources.flatMap(([name, source]) =>
      [...source.matchAll(/\bnew (\w+)Command\(/g)].map(([, command]) => `${command} ${name}`),
    );
    const commands = new Set(found.map((one) => one.split(' ')[0]));
    const reading = ['Get', 'BatchGet', 'Query', 'Scan', 'DescribeStream', 'GetShardIterator', 'GetRecords'];
    const divided = ['Put', 'BatchWrite', 'TransactWrite', 'Delete'];
    expect([...commands].filter((one) => ![...reading, ...divided].includes(one ?? ''))).toEqual(['Update']);
    // the mark of a destroyed key, and a number counted up
    expect(found.filter((one) => one.startsWith('Update'))).toEqual([
      'Update data-keys.ts',
      'Update number-counter.ts',
    ]);
  });

  it('writes to a table whose long values lie aside, or in which there are none', () => {
    const tables = Object.keys(storesTemplate().Outputs).flatMap((name) =>
      name.endsWith('Table') ? [name.replace(/Table$/, '')] : [],
    );
    const aside = keysOf(LONG_FOLDERS).map((one) => `${one[0]?.toUpperCase()}${one.slice(1)}`);
    expect(tables.filter((name) => !aside.includes(name)).sort()).toEqual(Object.keys(SHORT).sort());
  });

  it('(the rows that name commits stay far below the limit)', () => {
    const longest = {
      office: 'o'.repeat(100),
      kind: 'application',
      number: '号'.repeat(100),
      version: 99_999_999,
    };
    const entry = { ...longest, hash: 'f'.repeat(64), recordedAt: '2026-09-18T00:00:00.000+08:00' } as const;
    expect(90 * Buffer.byteLength(entryLine(entry as LogEntry))).toBeLessThan(LONGEST_ITEM / 4);
  });
});

describe('an item of any other table', () => {
  const views = () => cloud.addresses.places.views;
  const [pk, sk] = ['counter#o', 'span#2026'];
  const objects = async (prefix: string) => (await cloud.blobs.list(prefix, { limit: 100 })).items;

  it('is read whole by every kind of reading, bytes as bytes and lists as lists', async () => {
    const Item = {
      pk,
      sk,
      folded: 3,
      figures: randomBytes(450_000),
      place: Array(9000).fill('x'.repeat(50)),
    };
    await cloud.client.send(new PutCommand({ TableName: views(), Item }));
    const KeyConditionExpression = 'pk = :pk';
    const query = { TableName: views(), KeyConditionExpression, ExpressionAttributeValues: { ':pk': pk } };
    const read = [
      (await cloud.client.send(new GetCommand({ TableName: views(), Key: { pk, sk } }))).Item,
      (await cloud.client.send(new QueryCommand(query))).Items?.[0],
      (await cloud.client.send(new ScanCommand({ TableName: views() }))).Items?.find((one) => one.pk === pk),
    ];
    for (const one of read) {
      expect(Buffer.compare(one?.figures, Item.figures)).toBe(0);
      expect({ ...one, figures: null }).toEqual({ ...Item, figures: null });
    }
  });

  it('takes its long values with it when it is replaced', async () => {
    const put = (figures: unknown) =>
      cloud.client.send(new PutCommand({ TableName: views(), Item: { pk, sk, figures } }));
    await put(randomBytes(450_000));
    expect(await objects('long/views/')).toHaveLength(1);
    await put(randomBytes(450_000));
    expect(await objects('long/views/')).toHaveLength(1);
    await put(randomBytes(10));
    expect(await objects('long/views/')).toEqual([]);
  });

  it('that forgets itself lies where the bucket forgets, too', async () => {
    const Item = { pk: 'delta#o', sk: '1', delta: randomBytes(450_000), expires: 1_800_000_000 };
    await cloud.client.send(new PutCommand({ TableName: views(), Item }));
    expect(await objects('long/views/passing/')).toHaveLength(1);
  });

  it('shares a transaction with others that are too much together', async () => {
    const items = Array.from({ length: 20 }, (_, n) => ({
      pk: 'many',
      sk: `${n}`,
      view: randomBytes(300_000),
    }));
    const TransactItems = items.map((Item) => ({ Put: { TableName: views(), Item } }));
    await cloud.client.send(new TransactWriteCommand({ TransactItems }));
    for (const { pk: own, sk: n, view } of items) {
      const { Item } = await cloud.client.send(
        new GetCommand({ TableName: views(), Key: { pk: own, sk: n } }),
      );
      expect(Buffer.compare(Item?.view, view)).toBe(0);
    }
  });
});
