/**
 * One write of the tail: a row of differences, and the views it was taken for, in one transaction that looks at a gate
 * of the tail (ADR 41). Folding closes the gates first, so that no row, however late, comes to stand behind what
 * is folded.
 */
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { StoreBusy } from '../faults.ts';
import { gateIsClosed, isLostRace, isTransactionConflict } from './refused.ts';
import { itemAt, packed } from './rows.ts';
import type { Delta } from './views-figures.ts';
import { deltaKeyOf, gateKeyOf, TAIL_GATES, timeSort } from './views-keys.ts';
import { pause, type ViewsTable } from './views-table.ts';

export type Writing = { readonly table: ViewsTable; readonly milliseconds: () => number };
export type ConditionalPut = {
  readonly Item: Readonly<Record<string, unknown>>;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
};
/** `name` tells apart the rows of one instant. */
type TailRow = {
  readonly office: string;
  readonly shard: number;
  readonly name: string;
  readonly delta: Omit<Delta, 'at'>;
  readonly views: readonly ConditionalPut[];
};

const CLOSED_TRIES = 5;

/** False, and nothing written, when somebody was quicker with one of the views, or stood at the same gate. */
export async function putInTail(writing: Writing, row: TailRow, gate: number): Promise<boolean> {
  const { table, milliseconds } = writing;
  const key = gateKeyOf(table, row.office, gate % TAIL_GATES);
  let earliest = 0;
  for (let tries = 0; tries < CLOSED_TRIES; tries += 1) {
    const became = await transacted(table, row, { key, at: Math.max(milliseconds(), earliest) });
    if (became !== 'closed') return became === 'put';
    // it was on its way while the tail was folded, or this clock is behind
    earliest = (await closedAt(table, key)) + 1;
  }
  throw new StoreBusy('the tail of the figures was closed again and again');
}

type Gate = { readonly key: Key; readonly at: number };

async function transacted(
  table: ViewsTable,
  row: TailRow,
  { key, at }: Gate,
): Promise<'put' | 'closed' | 'lost'> {
  const ConditionCheck = {
    TableName: table.name,
    Key: key,
    ConditionExpression: 'attribute_not_exists(closed) OR closed < :at',
    ExpressionAttributeValues: { ':at': at },
  };
  const puts = [...row.views, { Item: itemOf(table, row, at) }];
  const items = puts.map((put) => ({ Put: { TableName: table.name, ...put } }));
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: [{ ConditionCheck }, ...items] }));
    return 'put';
  } catch (error) {
    if (gateIsClosed(error)) return 'closed';
    if (isLostRace(error)) return 'lost';
    throw error;
  }
}

function itemOf(table: ViewsTable, { office, shard, name, delta }: TailRow, at: number) {
  return {
    pk: deltaKeyOf(table, office, shard),
    sk: `${timeSort(at)}#${name}`,
    delta: packed(delta),
  };
}

type Key = ReturnType<typeof gateKeyOf>;

async function closedAt({ client, name }: ViewsTable, key: Key): Promise<number> {
  return Number((await itemAt(client, name, key))?.closed ?? 0);
}

/** When it returns, no row of this instant or an earlier one can be put any more; a gate is never opened again. */
export async function closeTail(table: ViewsTable, office: string, until: number): Promise<void> {
  const gates = Array.from({ length: TAIL_GATES }, (_, gate) => gateKeyOf(table, office, gate));
  await Promise.all(gates.map((key) => closeGate(table, key, until)));
}

const CLOSING_TRIES = 40;

/** A transaction that looks at it at this moment may still put its row: it is waited for. */
async function closeGate(table: ViewsTable, key: Key, until: number): Promise<void> {
  for (let tries = 0; tries < CLOSING_TRIES; tries += 1) {
    if (await closedNow(table, key, until)) return;
    await pause(0);
  }
  throw new StoreBusy('others kept writing to the tail of the figures');
}

async function closedNow({ client, name }: ViewsTable, key: Key, until: number): Promise<boolean> {
  const put = new PutCommand({
    TableName: name,
    Item: { ...key, closed: until },
    ConditionExpression: 'attribute_not_exists(closed) OR closed < :until',
    ExpressionAttributeValues: { ':until': until },
  });
  try {
    await client.send(put);
    return true;
  } catch (error) {
    if (isTransactionConflict(error)) return false;
    if (isLostRace(error)) return true;
    throw error;
  }
}
