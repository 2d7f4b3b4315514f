/** Dead letters in a table of their own, found by their state. Letters are compressed: texts repeat. */
import { randomUUID } from 'node:crypto';
import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
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
import { ifUnchanged, itemAt, packed, putIf, type Stored, unpacked } from './rows.ts';

type Options = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
};
const LOST_RACES = 8;

export function dynamoDeadLetters(options: Options): DeadLetters {
  const { client, table, clock } = options;
  return {
    get: async (id) => letterOf(await itemAt(client, table, { id })),
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
  return {
    items: Items.map(({ letter }) => unpacked<DeadLetter>(letter)),
    next: last ? placeOf([last.failedAt, last.id]) : null,
  };
}

/** Written whole, if unchanged since it was read; the loser of a race reads again. False where `next` has nothing to put. */
async function change(
  { client, table }: Options,
  id: string,
  next: (known: DeadLetter | null) => DeadLetter | null,
): Promise<boolean> {
  for (let race = 0; race < LOST_RACES; race += 1) {
    const item = await itemAt(client, table, { id });
    const letter = next(letterOf(item));
    if (letter === null) return false;
    const { failedAt, state } = letter;
    const Item = { id: letter.id, letter: packed(letter), state, failedAt, written: randomUUID() };
    // one of before ADR 70 says no more than what is in it
    const { written } = item ?? {};
    const before = written === undefined ? { letter: item?.letter } : { written };
    const condition = ifUnchanged(item && before, 'id');
    if (await putIf(client, { TableName: table, Item, ...condition })) return true;
  }
  throw new Error('others kept changing the same dead letter');
}

const letterOf = (item: Stored | null): DeadLetter | null => item && unpacked(item.letter);
