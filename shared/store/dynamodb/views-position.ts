/** How far into the change feed the views are, and which program filled them. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FeedPositions } from './change-feed.ts';
import { isLostRace } from './refused.ts';
import { generationStart, type InGeneration } from './views-keys.ts';
import type { ViewsTable } from './views-table.ts';

const keyOf = (of: InGeneration) => ({ pk: `${generationStart(of)}notes`, sk: 'position' });
/** Of no generation: what the feed has been applied from is applied in every one that is filled. */
const FEED = { pk: 'notes', sk: 'feed' };

export async function positionOf(table: ViewsTable): Promise<number> {
  const { client, name } = table;
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: keyOf(table), ConsistentRead: true }),
  );
  return Number(Item?.position ?? 0);
}

/** Never moved back. */
export async function notePosition(table: ViewsTable, position: number): Promise<void> {
  const put = new PutCommand({
    TableName: table.name,
    Item: { ...keyOf(table), position },
    ConditionExpression: 'attribute_not_exists(pk) OR #position < :position',
    ExpressionAttributeNames: { '#position': 'position' },
    ExpressionAttributeValues: { ':position': position },
  });
  await table.client.send(put).catch((error: unknown) => {
    if (!isLostRace(error)) throw error;
  });
}

/** Everything up to `positions` of the stream `feed` was applied at `at` by a program of this `projection`. */
export type FeedNote = {
  readonly projection: string;
  readonly feed: string;
  readonly positions: FeedPositions;
  readonly at: Instant;
};

type Home = Omit<ViewsTable, 'generation'>;

export async function feedNoteOf({ client, name }: Home): Promise<FeedNote | null> {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: FEED, ConsistentRead: true }));
  return Item === undefined ? null : (Item as unknown as FeedNote);
}

/** May move back where two follow the feed at once: what is applied again is left as it is. */
export async function noteFeed({ client, name }: Home, note: FeedNote): Promise<void> {
  await client.send(new PutCommand({ TableName: name, Item: { ...FEED, ...note } }));
}
