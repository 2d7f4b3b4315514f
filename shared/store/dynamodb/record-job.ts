/** Putting down what a job appended: one conditional write where one item is enough, else one transaction. */
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { requestNow } from '#shared/telling/say.ts';
import { addressOf } from '../commit-bytes.ts';
import { isNamedByNumber } from '../next-number.ts';
import type { Pending } from './job-writer.ts';
import { commitKeyOf, type Item, idempotencyKeyOf, numberKeyOf } from './ledger-items.ts';
import type { Ledger } from './ledger-reader.ts';
import { isLostRace, standingText } from './refused.ts';

/** The limit of the engine on one transaction. */
const TRANSACTION_ITEMS = 100;

/** False, and nothing written, when somebody else was quicker. */
export async function recordTogether(ledger: Ledger, pending: readonly Pending[]): Promise<boolean> {
  const items = pending.flatMap(itemsOfCommit);
  const [first, ...others] = items;
  if (first === undefined) return true;
  if (items.length > TRANSACTION_ITEMS)
    throw new Error(`one decision of ${items.length} items; the engine takes ${TRANSACTION_ITEMS}`);
  try {
    if (others.length === 0) return await putOne(ledger, first);
    const puts = items.map((item) => ({ Put: conditional(ledger.table, item) }));
    await ledger.client.send(new TransactWriteCommand({ TransactItems: puts }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

/** A repeated request whose first answer was lost finds its own item: that is no lost race. */
async function putOne({ client, table }: Ledger, item: Item): Promise<boolean> {
  try {
    await client.send(
      new PutCommand({ ...conditional(table, item), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    );
    return true;
  } catch (error) {
    if (standingText(error, 'hash') === item.hash) return true;
    throw error;
  }
}

function conditional(table: string, item: Item) {
  return { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' };
}

function itemsOfCommit({ commit, seal }: Pending): readonly Item[] {
  const { office, kind, stream, number, version, bytes, hash, key, position } = commit;
  const at = { office, kind, stream };
  // only a commit from an archive has a place of its own
  // beside what is hashed: by it the projector's line is found from the request
  const request = requestNow();
  const body = { body: bytes, hash, ...(position > 0 && { position }), ...(request && { request }) };
  return [
    { ...commitKeyOf(at, version), ...body, ...(seal && { seal }) },
    ...(version === 1 && !isNamedByNumber(commit, stream)
      ? [{ ...numberKeyOf({ office, kind, number }), stream }]
      : []),
    ...(key === undefined ? [] : [{ ...idempotencyKeyOf(office, key), ...addressOf(commit) }]),
  ];
}
