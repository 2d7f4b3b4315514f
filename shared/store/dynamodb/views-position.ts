/** How far into an ordered feed the views are; a feed without positions leaves it 0. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { isLostRace } from './refused.ts';
import type { ViewsTable } from './views-table.ts';

const KEY = { pk: 'notes', sk: 'position' };

export async function positionOf({ client, name }: ViewsTable): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: KEY, ConsistentRead: true }));
  return Number(Item?.position ?? 0);
}

/** Never moved back. */
export async function notePosition({ client, name }: ViewsTable, position: number): Promise<void> {
  const put = new PutCommand({
    TableName: name,
    Item: { ...KEY, position },
    ConditionExpression: 'attribute_not_exists(pk) OR #position < :position',
    ExpressionAttributeNames: { '#position': 'position' },
    ExpressionAttributeValues: { ':position': position },
  });
  await client.send(put).catch((error: unknown) => {
    if (!isLostRace(error)) throw error;
  });
}
