/** Dead letters in a table of their own, found by their state. Letters are compressed: texts repeat. */
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  type DeadLetter,
  type DeadLetters,
  failedLetter,
  type LetterState,
  letterIdOf,
  notedLetter,
} from '../dead-letters.ts';
import { placeIn, placeOf } from '../list-place.ts';
import type { Clock } from '../ports.ts';
import type { Page, PageRequest } from '../views.ts';
import { isLostRace } from './refused.ts';

type Options = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
};
type Item = Readonly<Record<string, unknown>>;
const LOST_RACES = 8;

export function dynamoDeadLetters(options: Options): DeadLetters {
  const { client, table, clock } = options;
  return {
    get: async (id) => letterOf(await itemOf(options, id)),
    put: async (failure) => {
      await change(options, letterIdOf(failure), (known) => failedLetter(known, failure, clock.now()));
    },
    list: (page) => listed(options, page),
    note: (seen, sending) =>
      change(options, seen.id, (known) => notedLetter(known, { seen, sending }, clock.now())),
    remove: async (id) => {
      await client.send(new DeleteCommand({ TableName: table, Key: { id } }));
    },
  };
}

async function itemOf({ client, table }: Options, id: string): Promise<Item | undefined> {
  return (await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))).Item;
}

/** The index has the name it began with. */
async function listed(
  { client, table }: Options,
  { after, limit, state = 'open' }: PageRequest & { readonly state?: LetterState },
): Promise<Page<DeadLetter>> {
  const place = placeIn(after, 2);
  const { Items = [], LastEvaluatedKey: last } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'open',
      KeyConditionExpression: '#state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': state },
      Limit: limit,
      ...(place && { ExclusiveStartKey: { failedAt: place[0], id: place[1], state } }),
    }),
  );
  return { items: Items.map(unpacked), next: last ? placeOf([last.failedAt, last.id]) : null };
}

/** Written whole, if unchanged since it was read; the loser of a race reads again. False where `next` has nothing to put. */
async function change(
  { client, table, clock }: Options,
  id: string,
  next: (known: DeadLetter | null) => DeadLetter | null,
): Promise<boolean> {
  for (let race = 0; race < LOST_RACES; race += 1) {
    const item = await itemOf({ client, table, clock }, id);
    const letter = next(letterOf(item));
    if (letter === null) return false;
    if (await putOver({ client, table, clock }, item, letter)) return true;
  }
  throw new Error('others kept changing the same dead letter');
}

async function putOver(
  { client, table }: Options,
  before: Item | undefined,
  letter: DeadLetter,
): Promise<boolean> {
  const { id, failedAt, state } = letter;
  const Item = { id, letter: gzipSync(JSON.stringify(letter)), state, failedAt };
  const unchanged =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(id)' }
      : {
          ConditionExpression: 'letter = :before',
          ExpressionAttributeValues: { ':before': before.letter },
        };
  try {
    await client.send(new PutCommand({ TableName: table, Item, ...unchanged }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

const letterOf = (item: Item | undefined): DeadLetter | null => (item === undefined ? null : unpacked(item));

function unpacked(item: Item): DeadLetter {
  return JSON.parse(gunzipSync(item.letter as Uint8Array).toString('utf8')) as DeadLetter;
}
