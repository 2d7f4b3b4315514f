/**
 * The order of a log whose engine has none. What the change feed told of waits under keys of its own; the notary takes
 * it into the order, some at a time, in one transaction that also notes the place of each hash: of two notaries that
 * come at once, one finds the head moved and begins again. Nothing is ever taken twice, and no place is given twice.
 */
import { hash } from 'node:crypto';
import { BatchGetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type EntrySource, entryLine, type LogEntry, type LogName } from '#shared/transparency/log-entry.ts';
import { caseKeyOf, caseOf, versionKeyOf } from './ledger-items.ts';
import { cutOrder, forgetWaiting, keptOrder } from './log-order-cut.ts';
import {
  entriesAt,
  firstOf,
  type OrderTable,
  orderedFrom,
  pendingCount,
  pendingKeyOf,
  pendingKeys,
  placeKey,
} from './log-order-read.ts';
import { isLostRace } from './refused.ts';
import { itemAt } from './rows.ts';
import { chunksOf, writeAll } from './views-table.ts';

type NotedEntry = LogEntry & { readonly stream: string };
export type LogOrder = EntrySource & {
  /** Told of entries, as often as anybody likes; durable when it resolves. */
  note(entries: readonly NotedEntry[]): Promise<void>;
  /** Puts entries in order as they come, where they had one before; what is in it already is passed over. */
  fill(entries: readonly LogEntry[]): Promise<void>;
  /** Takes everything that waits into the order. */
  take(): Promise<void>;
  /** What stands in the order, without what is of none of these hashes. */
  left(hashes: ReadonlySet<string>): Promise<readonly LogEntry[]>;
  /** The order is what is left of it; what waits and is of none of them waits no more. */
  keepOnly(hashes: ReadonlySet<string>): Promise<void>;
  /** Whether nothing was ever taken. */
  isNew(): Promise<boolean>;
};

/** A transaction has 100 items: the head, the batch, and a place for each hash. */
const BATCH = 90;
/** Two kilobytes. */
const IN_A_ROW = 10;

/** For whoever only tells of entries. */
export function orderNotes({ client, table, log }: OrderTable): Pick<LogOrder, 'note'> {
  return {
    note: async (entries) => {
      for (const some of chunksOf(entries.toSorted(byPlace), IN_A_ROW))
        await client.send(new PutCommand({ TableName: table, Item: pendingItem(log, some) }));
    },
  };
}

export function dynamoLogOrder(options: OrderTable): LogOrder {
  const { client, table, log } = options;
  const headOf = async (): Promise<number> =>
    Number((await itemAt(client, table, { pk: `${log}#head`, sk: 'head' }))?.next ?? 0);
  const fill = async (entries: readonly LogEntry[]): Promise<void> => {
    for (let at = 0; at < entries.length; at += BATCH)
      await put(options, await headOf(), entries.slice(at, at + BATCH));
  };
  return {
    ...{ log, fill, ...orderNotes(options) },
    left: async (hashes) => (await keptOrder(options, hashes, await headOf())).entries,
    keepOnly: async (hashes) => {
      const kept = await keptOrder(options, hashes, await headOf());
      await cutOrder(options, kept);
      await fill(kept.entries.slice(kept.from));
      await forgetWaiting(options, hashes);
    },
    take: async () => {
      while ((await takeSome(options, await headOf())) > 0);
    },
    isNew: async () => (await headOf()) === 0,
    entriesFrom: (index) => orderedFrom(options, index),
    waiting: async (size) => {
      const ordered = Math.max(0, (await headOf()) - size);
      const pending = await pendingCount(options);
      const first = ordered > 0 ? await firstOf(orderedFrom(options, size)) : pending.first;
      return { count: ordered + pending.count, since: first?.recordedAt ?? null };
    },
    indexOf: async ({ hash }) => {
      const item = await itemAt(client, table, { pk: `${log}#hash#${hash}`, sk: 'hash' });
      return item === null ? null : Number(item.index);
    },
  };
}

const placeOf = ({ recordedAt, version, ...at }: NotedEntry): string =>
  [recordedAt, caseKeyOf(caseOf(at.office, at.kind, at.stream)), versionKeyOf(version)].join(' ');

const byPlace = (a: NotedEntry, b: NotedEntry): number => (placeOf(a) < placeOf(b) ? -1 : 1);

/**
 * By instant, and those of one instant as an archive has them: what was told in time is sealed in that order. Several
 * share a row that is named by what is in it, so that the same told again is the same row.
 */
function pendingItem(log: LogName, entries: readonly NotedEntry[]) {
  const [first] = entries;
  if (first === undefined) throw new Error('a row of nothing');
  const names = entries.map(entryLine).join('');
  const sk = [placeOf(first), ...(entries.length > 1 ? [hash('sha256', names).slice(0, 12)] : [])].join(' ');
  return { pk: pendingKeyOf(log, first.hash), sk, names };
}

type Waiting = { readonly pk: string; readonly sk: string; readonly entries: readonly LogEntry[] };

/** The first rows that fit into one batch. */
async function waitingOf({ client, table, log }: OrderTable): Promise<Waiting[]> {
  const shards = pendingKeys(log).map(async (pk) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        Limit: BATCH,
      }),
    );
    return Items.map((item) => ({ pk: String(item.pk), sk: String(item.sk), entries: entriesAt(item) }));
  });
  const all = (await Promise.all(shards)).flat().sort((a, b) => (a.sk < b.sk ? -1 : 1));
  let room = BATCH;
  return all.filter(({ entries }) => {
    room -= entries.length;
    return room >= 0;
  });
}

/** How many rows were met, taken before or now. */
async function takeSome(options: OrderTable, head: number): Promise<number> {
  const { client, table } = options;
  const waiting = await waitingOf(options);
  if (waiting.length === 0) return 0;
  const told = new Map(
    waiting.flatMap(({ entries }) => entries.map((entry) => [entry.hash, entry] as const)),
  );
  const known = await knownAmong(options, [...told.keys()]);
  // rows reach into each other
  const fresh = [...told.values()].filter(({ hash }) => !known.has(hash)).sort(byInstant);
  if (fresh.length > 0 && !(await put(options, head, fresh))) return waiting.length;
  // one by one they would take longer than ordering them
  const gone = waiting.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  await writeAll({ client, name: table, generation: 0 }, gone);
  return waiting.length;
}

const byInstant = (a: LogEntry, b: LogEntry): number =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0;

async function knownAmong(
  { client, table, log }: OrderTable,
  hashes: readonly string[],
): Promise<Set<string>> {
  const Keys = hashes.map((one) => ({ pk: `${log}#hash#${one}`, sk: 'hash' }));
  const found = new Set<string>();
  for (let asked: typeof Keys = Keys; asked.length > 0; ) {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: asked, ConsistentRead: true } } }),
    );
    for (const { pk } of Responses[table] ?? []) found.add(String(pk).slice(`${log}#hash#`.length));
    asked = (UnprocessedKeys[table]?.Keys ?? []) as typeof Keys;
  }
  return found;
}

/** False when somebody else was quicker. */
async function put(
  { client, table, log }: OrderTable,
  head: number,
  entries: readonly LogEntry[],
): Promise<boolean> {
  const missing = 'attribute_not_exists(pk)';
  const puts = [
    { pk: `${log}#order`, sk: placeKey(head), names: entries.map(entryLine).join('') },
    ...entries.map(({ hash }, at) => ({ pk: `${log}#hash#${hash}`, sk: 'hash', index: head + at })),
  ].map((Item) => ({ Put: { TableName: table, Item, ConditionExpression: missing } }));
  const moved = {
    Put: {
      TableName: table,
      Item: { pk: `${log}#head`, sk: 'head', next: head + entries.length },
      ConditionExpression: head === 0 ? missing : '#next = :head',
      ...(head > 0 && {
        ExpressionAttributeNames: { '#next': 'next' },
        ExpressionAttributeValues: { ':head': head },
      }),
    },
  };
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [moved, ...puts] }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}
