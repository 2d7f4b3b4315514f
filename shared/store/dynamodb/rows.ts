/** Small consistent reads and conditional writes of any table; and those of a table of rows under `pk` and `sk`. */
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './ledger-items.ts';
import { isLostRace } from './refused.ts';

/** An item as it is read. */
export type Stored = Readonly<Record<string, unknown>>;

/** As it was put there; null where there is none. */
export async function itemAt<Content extends object = Stored>(
  client: DynamoDBDocumentClient,
  TableName: string,
  key: Stored,
): Promise<Content | null> {
  const Key = { ...key };
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return (Item as Content | undefined) ?? null;
}

/** All there are, in the order of `sk`. */
export async function itemsOf<Content extends object = Stored>(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): Promise<readonly Content[]> {
  const items: unknown[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, { ConsistentRead: true, ...query }))
    items.push(...Items);
  return items as Content[];
}

/** The last in the order of `sk`; null where there is none. */
export async function lastOf(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): Promise<Stored | null> {
  const order = { ConsistentRead: true, ScanIndexForward: false, Limit: 1 };
  const { Items = [] } = await client.send(new QueryCommand({ ...order, ...query }));
  return Items[0] ?? null;
}

export const packed = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 1 });
export function unpacked<Content>(bytes: unknown): Content {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('not as it was packed');
  return JSON.parse(gunzipSync(bytes).toString('utf8'));
}

/** The rows under one key. */
export const under = (pk: string) => ({
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': pk },
});

/** False, and nothing written, when the condition does not hold or somebody else was quicker. */
export async function putIf(client: DynamoDBDocumentClient, put: PutCommandInput): Promise<boolean> {
  try {
    await client.send(new PutCommand(put));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

/** The condition that these attributes are as they were read; null: that nothing stands there. */
export function ifUnchanged(before: Stored | null, key = 'pk') {
  if (before === null) return { ConditionExpression: `attribute_not_exists(${key})` };
  const names = Object.keys(before);
  return {
    ConditionExpression: names.map((name) => `#${name} = :${name}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, before[name]])),
  };
}

export type Row = ItemKey & Stored;
export type Rows = {
  get<Content extends object>(key: ItemKey): Promise<Content | null>;
  /** In the order of `sk`. */
  all<Content extends object>(pk: string): Promise<readonly (Content & ItemKey)[]>;
  put(row: Row): Promise<void>;
  /** False, and nothing written, when something stands there. */
  add(row: Row): Promise<boolean>;
  /** False, and nothing written, when nothing stands there. */
  replace(row: Row): Promise<boolean>;
  /** Whether something stood there. */
  remove(key: ItemKey): Promise<boolean>;
};

export function rowsOf(client: DynamoDBDocumentClient, TableName: string): Rows {
  return {
    get: (key) => itemAt(client, TableName, key),
    all: (pk) => itemsOf(client, { TableName, ...under(pk) }),
    put: async (Item) => {
      await client.send(new PutCommand({ TableName, Item }));
    },
    add: (Item) => putIf(client, { TableName, Item, ...ifUnchanged(null) }),
    replace: (Item) => putIf(client, { TableName, Item, ConditionExpression: 'attribute_exists(pk)' }),
    remove: async ({ pk, sk }) => {
      const gone = new DeleteCommand({ TableName, Key: { pk, sk }, ReturnValues: 'ALL_OLD' });
      return (await client.send(gone)).Attributes !== undefined;
    },
  };
}
