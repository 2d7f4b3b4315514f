/** Dead letters in a table of their own; open ones are found by a sparse index. Letters are compressed: texts repeat. */
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { type DeadLetter, type DeadLetters, failedLetter, letterIdOf, sentLetter } from '../dead-letters.ts';
import type { Clock } from '../ports.ts';
import { cursorOf, startOf } from './cursor.ts';
import { isLostRace } from './refused.ts';

type Options = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
};
type Item = Readonly<Record<string, unknown>>;
/** Put as a whole, so that a letter cannot change between reading and writing: its moment of failing is its version. */
const CONDITION = 'failedAt = :failedAt';

export function dynamoDeadLetters({ client, table, clock }: Options): DeadLetters {
  const get = async (id: string): Promise<DeadLetter | null> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }),
    );
    return Item === undefined ? null : letterOf(Item);
  };
  return {
    get,
    put: async (failure) => {
      const letter = failedLetter(await get(letterIdOf(failure)), failure, clock.now());
      await client.send(new PutCommand({ TableName: table, Item: itemOf(letter) }));
    },
    list: async ({ after, limit }) => {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'open',
          KeyConditionExpression: '#state = :open',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':open': 'open' },
          Limit: limit,
          ...startOf(after),
        }),
      );
      return { items: Items.map(letterOf), next: cursorOf(LastEvaluatedKey) };
    },
    noteSent: async (id, again) => {
      const letter = await get(id);
      if (letter?.state !== 'open') return false;
      const Item = itemOf(sentLetter(letter, again, clock.now()));
      const value = { ':failedAt': letter.failedAt };
      return putIf({ client, table }, { Item, ConditionExpression: CONDITION, value });
    },
    remove: async (id) => {
      await client.send(new DeleteCommand({ TableName: table, Key: { id } }));
    },
  };
}

function itemOf(letter: DeadLetter): Item {
  const { id, failedAt, state } = letter;
  const packed = { id, letter: gzipSync(JSON.stringify(letter)) };
  // the index holds what has both attributes: a letter on its way leaves it
  return state === 'open' ? { ...packed, state, failedAt } : packed;
}

function letterOf(item: Item): DeadLetter {
  return JSON.parse(gunzipSync(item.letter as Uint8Array).toString('utf8')) as DeadLetter;
}

async function putIf(
  { client, table }: Pick<Options, 'client' | 'table'>,
  { Item, ConditionExpression, value }: { Item: Item; ConditionExpression: string; value: Item },
): Promise<boolean> {
  try {
    const condition = { ConditionExpression, ExpressionAttributeValues: value };
    await client.send(new PutCommand({ TableName: table, Item, ...condition }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}
