/** Small consistent reads and writes of a table of rows under `pk` and `sk`. */
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './ledger-items.ts';
import { isLostRace } from './refused.ts';

export type Row = ItemKey & Readonly<Record<string, unknown>>;
export type Rows = {
  get(key: ItemKey): Promise<Row | null>;
  /** In the order of `sk`. */
  all(pk: string): Promise<readonly Row[]>;
  put(row: Row): Promise<void>;
  /** False, and nothing written, when something stands there. */
  add(row: Row): Promise<boolean>;
  remove(key: ItemKey): Promise<void>;
};

export function rowsOf(client: DynamoDBDocumentClient, TableName: string): Rows {
  return {
    get: async ({ pk, sk }) => {
      const read = new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true });
      return ((await client.send(read)).Item as Row | undefined) ?? null;
    },
    all: async (pk) => {
      const query = {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      };
      const rows: Row[] = [];
      for await (const { Items = [] } of paginateQuery({ client }, query)) rows.push(...(Items as Row[]));
      return rows;
    },
    put: async (Item) => {
      await client.send(new PutCommand({ TableName, Item }));
    },
    add: async (Item) => {
      try {
        const ConditionExpression = 'attribute_not_exists(pk)';
        await client.send(new PutCommand({ TableName, Item, ConditionExpression }));
        return true;
      } catch (error) {
        if (isLostRace(error)) return false;
        throw error;
      }
    },
    remove: async ({ pk, sk }) => {
      await client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    },
  };
}
