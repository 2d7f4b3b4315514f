/** The table `Views` and reading or writing many of its items at once. */
import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './ledger-items.ts';

export type ViewsTable = { readonly client: DynamoDBDocumentClient; readonly name: string };
type Item = Readonly<Record<string, unknown>>;
export type Write =
  | { readonly PutRequest: { readonly Item: Record<string, unknown> } }
  | { readonly DeleteRequest: { readonly Key: Record<string, unknown> } };

const GET_LIMIT = 100;
const WRITE_LIMIT = 25;
/** The engine hands back what it had no room for; this many times it is asked again. */
const ATTEMPTS = 10;
/** Calls under way at once. */
const SIDE_BY_SIDE = 8;

/** Items by `pk sk`; absent where there is none. Consistent. */
export async function allItems(
  table: ViewsTable,
  keys: readonly ItemKey[],
): Promise<ReadonlyMap<string, Item>> {
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const found = new Map<string, Item>();
  await sideBySide(chunksOf(unique, GET_LIMIT), async (chunk) => {
    for (const item of await getChunk(table, chunk)) found.set(`${item.pk} ${item.sk}`, item);
  });
  return found;
}

async function getChunk({ client, name }: ViewsTable, keys: readonly ItemKey[]): Promise<Item[]> {
  const items: Item[] = [];
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error('the read models did not answer in time');
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[name] ?? []));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length > 0) await pause(attempt);
  }
  return items;
}

export async function writeAll(table: ViewsTable, writes: readonly Write[]): Promise<void> {
  await sideBySide(chunksOf(writes, WRITE_LIMIT), (chunk) => writeChunk(table, chunk));
}

async function writeChunk({ client, name }: ViewsTable, writes: readonly Write[]): Promise<void> {
  let left = [...writes];
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error('the read models took no more writes');
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
    left = (UnprocessedItems?.[name] ?? []) as Write[];
    if (left.length > 0) await pause(attempt);
  }
}

/** Carries out `run` on all, a few at a time; fails with the first that fails. */
export async function sideBySide<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next] as T;
      next += 1;
      await run(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }, lane));
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50 * 2 ** Math.min(attempt, 6)));
}
