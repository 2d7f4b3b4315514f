/** The highest number of a kind. Numbers lie on several keys, each in the order of its characters. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isAmong, type NumbersOf } from '../ports.ts';
import { NUMBER_SHARDS, numberShardKey } from './ledger-items.ts';

type Table = { readonly client: DynamoDBDocumentClient; readonly table: string };

/** Pages grow: mostly the first number is the one, and where others stand before it there may be thousands. */
const PAGES = [1, 100, 10_000] as const;

export async function lastNumber(ledger: Table, of: NumbersOf): Promise<string | null> {
  const shards = Array.from({ length: NUMBER_SHARDS }, (_, shard) => lastIn(ledger, of, shard));
  const found = (await Promise.all(shards)).filter((number) => number !== null);
  return found.sort().at(-1) ?? null;
}

async function lastIn(ledger: Table, of: NumbersOf, shard: number): Promise<string | null> {
  let before: Readonly<Record<string, unknown>> | undefined;
  for (let page = 0; ; page += 1) {
    const { Items = [], LastEvaluatedKey } = await ledger.client.send(
      new QueryCommand({
        TableName: ledger.table,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: PAGES[page] ?? PAGES[2],
        ...within(of, shard),
        ...(before && { ExclusiveStartKey: before }),
      }),
    );
    const last = Items.map(({ sk }) => String(sk)).find((number) => isAmong(of, number));
    if (last !== undefined) return last;
    if (LastEvaluatedKey === undefined) return null;
    before = LastEvaluatedKey;
  }
}

/** Digits end at nine: what goes on with letters is not read at all. */
function within(of: NumbersOf, shard: number) {
  const pk = numberShardKey(of, shard);
  if (of.digits === undefined)
    return {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': of.prefix },
    };
  const [low, high] = ['0', '9'].map((digit) => `${of.prefix}${digit.repeat(of.digits ?? 0)}`);
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
    ExpressionAttributeValues: { ':pk': pk, ':low': low, ':high': high },
  };
}
