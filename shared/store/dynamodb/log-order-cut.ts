/**
 * An order whose log lost its end (a table restored to a point in time): what stands in it and is in the log no more leaves
 * it, and what waits to be taken into it. The head is moved first, in one transaction with the row it then stands behind;
 * stopped anywhere, the same once more ends it.
 */
import { type DynamoDBDocumentClient, paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { entryLine, type LogEntry } from '#shared/transparency/log-entry.ts';
import { entriesAt, type OrderTable, pendingKeys, placeKey } from './log-order-read.ts';
import type { Stored } from './rows.ts';
import { writeAll } from './views-table.ts';

type Kept = { readonly entries: readonly LogEntry[]; readonly from: number; readonly head: number };

/** The order without what is of none of these hashes, and from where on that is another one than before. */
export async function keptOrder(
  options: OrderTable,
  hashes: ReadonlySet<string>,
  head: number,
): Promise<Kept> {
  const entries: LogEntry[] = [];
  let from = head;
  for (const row of await rowsOf(options, `${options.log}#order`))
    for (const [at, entry] of entriesAt(row).entries()) {
      const index = Number(row.sk) + at;
      if (index >= head) break;
      if (hashes.has(entry.hash)) entries.push(entry);
      else from = Math.min(from, index);
    }
  return { entries, from, head };
}

/** Ends the order before this place. */
export async function cutOrder(options: OrderTable, { from, head }: Omit<Kept, 'entries'>): Promise<void> {
  const { client, table, log } = options;
  const rows = await rowsOf(options, `${log}#order`);
  const whole = rows.find((row) => Number(row.sk) < from && from < Number(row.sk) + entriesAt(row).length);
  const behind = rows.filter(({ sk }) => String(sk) >= placeKey(from));
  const gone = [...(whole === undefined ? [] : entriesAt(whole).slice(from - Number(whole.sk)))];
  gone.push(...behind.flatMap(entriesAt));
  if (gone.length === 0) return;
  const shortened = whole && { ...whole, names: lines(entriesAt(whole).slice(0, from - Number(whole.sk))) };
  const at = { pk: `${log}#head`, sk: 'head' };
  const unmoved = {
    ConditionExpression: '#next = :head',
    ExpressionAttributeNames: { '#next': 'next' },
    ExpressionAttributeValues: { ':head': head },
  };
  const moved =
    from === 0
      ? { Delete: { TableName: table, Key: at, ...unmoved } }
      : { Put: { TableName: table, Item: { ...at, next: from }, ...unmoved } };
  await client.send(
    new TransactWriteCommand({
      TransactItems: [moved, ...(shortened ? [{ Put: { TableName: table, Item: shortened } }] : [])],
    }),
  );
  await dropped(client, table, [
    ...behind,
    ...gone.map(({ hash }) => ({ pk: `${log}#hash#${hash}`, sk: 'hash' })),
  ]);
}

/** What waits and is of none of these hashes waits no more. */
export async function forgetWaiting(options: OrderTable, hashes: ReadonlySet<string>): Promise<void> {
  const { client, table, log } = options;
  for (const pk of pendingKeys(log)) {
    const rows = await rowsOf(options, pk);
    const parted = rows.map((row) => [row, entriesAt(row).filter(({ hash }) => hashes.has(hash))] as const);
    await dropped(
      client,
      table,
      parted.flatMap(([row, left]) => (left.length === 0 ? [row] : [])),
    );
    const fewer = parted.filter(([row, left]) => left.length > 0 && left.length < entriesAt(row).length);
    const puts = fewer.map(([row, left]) => ({ PutRequest: { Item: { ...row, names: lines(left) } } }));
    await writeAll({ client, name: table, generation: 0 }, puts);
  }
}

const lines = (entries: readonly LogEntry[]): string => entries.map(entryLine).join('');

async function rowsOf({ client, table }: OrderTable, pk: string): Promise<readonly Stored[]> {
  const rows: Stored[] = [];
  const query = {
    ...{ TableName: table, ConsistentRead: true, KeyConditionExpression: 'pk = :pk' },
    ExpressionAttributeValues: { ':pk': pk },
  };
  for await (const { Items = [] } of paginateQuery({ client }, query)) rows.push(...Items);
  return rows;
}

async function dropped(
  client: DynamoDBDocumentClient,
  table: string,
  rows: readonly Stored[],
): Promise<void> {
  const deletes = rows.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  await writeAll({ client, name: table, generation: 0 }, deletes);
}
