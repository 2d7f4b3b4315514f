/** Reading the order of a log, and what waits to be taken into it (`log-order.ts`). */
import { type DynamoDBDocumentClient, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { entriesOfNames, type LogEntry, type LogName } from '#shared/transparency/log-entry.ts';
import type { Stored } from './rows.ts';

export type OrderTable = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly log: LogName;
};

/** What waits lies under several keys: none takes more than 1,000 writes a second. */
const SHARDS = 8;
const PLACE_DIGITS = 12;

const shardKey = (log: LogName, shard: number): string => `${log}#pending#${shard}`;
export const pendingKeyOf = (log: LogName, hash: string): string =>
  shardKey(log, Number.parseInt(hash.slice(0, 4), 16) % SHARDS);
export const pendingKeys = (log: LogName): readonly string[] =>
  Array.from({ length: SHARDS }, (_, shard) => shardKey(log, shard));

export const placeKey = (index: number): string => String(index).padStart(PLACE_DIGITS, '0');
export const entriesAt = (item: Stored): LogEntry[] => entriesOfNames(String(item.names)) ?? [];

/** The batch in which the index stands is the last that begins at or before it. */
export async function* orderedFrom(
  { client, table, log }: OrderTable,
  index: number,
): AsyncGenerator<readonly LogEntry[]> {
  const of = { TableName: table, ConsistentRead: true };
  const { Items = [] } = await client.send(
    new QueryCommand({
      ...of,
      KeyConditionExpression: 'pk = :pk AND sk <= :at',
      ExpressionAttributeValues: { ':pk': `${log}#order`, ':at': placeKey(index) },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  const from = String(Items[0]?.sk ?? placeKey(0));
  const query = {
    ...of,
    KeyConditionExpression: 'pk = :pk AND sk >= :from',
    ExpressionAttributeValues: { ':pk': `${log}#order`, ':from': from },
  };
  for await (const page of paginateQuery({ client }, query))
    for (const item of page.Items ?? []) {
      const entries = entriesAt(item).slice(Math.max(0, index - Number(item.sk)));
      if (entries.length > 0) yield entries;
    }
}

/** Told twice in other company, an entry stands in two rows. */
export async function pendingCount(
  order: OrderTable,
): Promise<{ count: number; first: LogEntry | undefined }> {
  const hashes = new Set<string>();
  let first: LogEntry | undefined;
  for await (const entry of pendingEntries(order)) {
    hashes.add(entry.hash);
    if (entry.recordedAt < (first?.recordedAt ?? '9')) first = entry;
  }
  return { count: hashes.size, first };
}

async function* pendingEntries({ client, table, log }: OrderTable): AsyncGenerator<LogEntry> {
  for (const pk of pendingKeys(log)) {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    };
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items.flatMap(entriesAt);
  }
}

export async function firstOf(pages: AsyncIterable<readonly LogEntry[]>): Promise<LogEntry | undefined> {
  for await (const [first] of pages) return first;
  return undefined;
}
