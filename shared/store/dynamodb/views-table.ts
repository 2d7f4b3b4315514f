/** The table `Views`, and reading or writing many of its items at once. */
import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { StoreBusy } from '../faults.ts';
import type { ItemKey } from './ledger-items.ts';
import type { Stored } from './rows.ts';
import type { InGeneration } from './views-keys.ts';

/** As one generation of what it holds is seen. */
export type ViewsTable = InGeneration & { readonly client: DynamoDBDocumentClient; readonly name: string };
export type Write = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

const GET_LIMIT = 100;
const WRITE_LIMIT = 25;
/** The engine hands back what it had no room for; this many times it is asked again. */
const ATTEMPTS = 10;
export const MOST_IN_A_STEP = 200;
/** Calls under way at once. */
const SIDE_BY_SIDE = 8;

/** Items by `pk sk`; absent where there is none. Consistent. */
export async function allItems(
  table: ViewsTable,
  keys: readonly ItemKey[],
): Promise<ReadonlyMap<string, Stored>> {
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const found = new Map<string, Stored>();
  await sideBySide(chunksOf(unique, GET_LIMIT), async (chunk) => {
    for (const item of await getChunk(table, chunk)) found.set(`${item.pk} ${item.sk}`, item);
  });
  return found;
}

async function getChunk({ client, name }: ViewsTable, keys: readonly ItemKey[]): Promise<Stored[]> {
  const items: Stored[] = [];
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new StoreBusy('the read models did not answer in time');
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[name] ?? []));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length > 0) await pause(attempt);
  }
  return items;
}

/** The first `count` items of a query, or all there are: the engine may end a page before either. */
export async function firstItems(
  { client }: ViewsTable,
  query: QueryCommandInput,
  count: number,
): Promise<readonly Stored[]> {
  const found: Stored[] = [];
  for await (const { Items = [] } of paginateQuery({ client, pageSize: count }, query)) {
    found.push(...Items);
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

/** How many items to ask for when so many have been taken. */
export type Step = (taken: number) => number;

/** First so many, and then more at once than before. */
export const growing =
  (first: number): Step =>
  (taken) =>
    Math.max(first, Math.min(taken + first, MOST_IN_A_STEP));

/** What a query finds, asked for as it is taken. */
export async function* itemsInSteps(
  { client }: ViewsTable,
  query: QueryCommandInput,
  step: Step,
): AsyncGenerator<Stored> {
  let behind: Pick<QueryCommandInput, 'ExclusiveStartKey'> = {};
  for (let taken = 0; ; ) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ ...query, ...behind, Limit: step(taken) }),
    );
    yield* Items;
    if (LastEvaluatedKey === undefined) return;
    taken += Items.length;
    behind = { ExclusiveStartKey: LastEvaluatedKey };
  }
}

/** How many entries a query names, counted by the engine; it goes no further than the first page that reaches `most`. */
export async function entryCount(
  { client }: ViewsTable,
  query: QueryCommandInput,
  most: number,
): Promise<number> {
  let count = 0;
  for await (const { Count = 0 } of paginateQuery(
    { client, pageSize: most },
    { ...query, Select: 'COUNT' },
  )) {
    count += Count;
    if (count >= most) break;
  }
  return count;
}

export async function writeAll(table: ViewsTable, writes: readonly Write[]): Promise<void> {
  await sideBySide(chunksOf(writes, WRITE_LIMIT), (chunk) => writeChunk(table, chunk));
}

async function writeChunk({ client, name }: ViewsTable, writes: readonly Write[]): Promise<void> {
  let left: readonly Write[] = writes;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new StoreBusy('the read models took no more writes');
    const { UnprocessedItems } = await client.send(
      new BatchWriteCommand({ RequestItems: { [name]: [...left] } }),
    );
    left = UnprocessedItems?.[name] ?? [];
    if (left.length > 0) await pause(attempt);
  }
}

/** Carries out `run` on all, a few at a time, each in its lane; fails with the first that fails. */
export async function sideBySide<T>(
  items: readonly T[],
  run: (item: T, lane: number) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const lane = async (_: unknown, at: number): Promise<void> => {
    for (const item of waiting) await run(item, at);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }).map(lane));
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** Growing and uneven, so that those who met once do not meet again. */
export function pause(attempt: number): Promise<void> {
  const most = 50 * 2 ** Math.min(attempt, 6);
  return new Promise((resolve) => setTimeout(resolve, most * (0.5 + Math.random() / 2)));
}
