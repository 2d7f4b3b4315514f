/** How far into the change feed the views are, and which program filled them. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Followed } from '../house.ts';
import type { FeedPositions } from './change-feed.ts';
import { itemAt, putIf } from './rows.ts';
import { generationStart, type InGeneration } from './views-keys.ts';
import type { ViewsTable } from './views-table.ts';

const keyOf = (of: InGeneration) => ({ pk: `${generationStart(of)}notes`, sk: 'position' });
/** Of no generation: what the feed has been applied from is applied in every one that is filled. */
const FEED = { pk: 'notes', sk: 'feed' };

export async function positionOf(table: ViewsTable): Promise<number> {
  return Number((await itemAt(table.client, table.name, keyOf(table)))?.position ?? 0);
}

/** Never moved back. */
export async function notePosition(table: ViewsTable, position: number): Promise<void> {
  await putIf(table.client, {
    TableName: table.name,
    Item: { ...keyOf(table), position },
    ConditionExpression: 'attribute_not_exists(pk) OR #position < :position',
    ExpressionAttributeNames: { '#position': 'position' },
    ExpressionAttributeValues: { ':position': position },
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
  return itemAt<FeedNote>(client, name, FEED);
}

/** May move back where two follow the feed at once: what is applied again is left as it is. */
export async function noteFeed({ client, name }: Home, note: FeedNote): Promise<void> {
  await client.send(new PutCommand({ TableName: name, Item: { ...FEED, ...note } }));
}

const FOLLOWED = { pk: 'notes', sk: 'followed' };

export async function followedOf({ client, name }: Home): Promise<Followed | null> {
  const item = await itemAt<Followed>(client, name, FOLLOWED);
  return item && { at: item.at, upTo: item.upTo };
}

/** Of two that project side by side the one that was later is right about both. */
export async function noteFollowed({ client, name }: Home, note: Followed): Promise<void> {
  await putIf(client, {
    TableName: name,
    Item: { ...FOLLOWED, ...note },
    ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':at': note.at },
  });
}
