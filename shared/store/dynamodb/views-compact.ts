/**
 * Folding the tail into the counters. An item is written only from the state that was read, and says up to which
 * instant it is folded: a compactor that stops half-way, or two at once, fold nothing twice.
 */
import { GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { isLostRace } from './refused.ts';
import { addMove, type Delta, type Move } from './views-figures.ts';
import { counterKeyOf, OFFICES, WATERMARK } from './views-keys.ts';
import { sideBySide, type ViewsTable } from './views-table.ts';
import { counterOf, packed, readTail, readWatermark, type Tail } from './views-tail.ts';

const RACES = 20;

/** Folds what was written up to `until` (milliseconds); nobody may write rows older than that any more. */
export async function compact(table: ViewsTable, office: string, until: number): Promise<void> {
  const tail = await readTail(table, office);
  const due = tail.deltas.filter(({ at }) => at <= until);
  if (due.length === 0) return;
  const folded = due.reduce((last, { at }) => Math.max(last, at), 0);
  await sideBySide([...byItemOf(due)], ([sk, moves]) =>
    foldItem(table, { pk: counterKeyOf(office), sk, moves, folded }),
  );
  await raiseWatermark(table, office, { folded, tail });
}

type Timed = readonly [at: number, move: Move];

function byItemOf(deltas: readonly Delta[]): Map<string, Timed[]> {
  const byItem = new Map<string, Timed[]>();
  for (const { at, moves } of deltas)
    for (const move of moves) {
      const known = byItem.get(move[0]);
      if (known === undefined) byItem.set(move[0], [[at, move]]);
      else known.push([at, move]);
    }
  return byItem;
}

export async function officesOf({ client, name }: ViewsTable): Promise<readonly string[]> {
  const query = {
    TableName: name,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': OFFICES },
  };
  const found: string[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query))
    found.push(...Items.map(({ sk }) => String(sk)));
  return found;
}

type Folding = {
  readonly pk: string;
  readonly sk: string;
  readonly moves: readonly Timed[];
  readonly folded: number;
};

async function foldItem(table: ViewsTable, { pk, sk, moves, folded }: Folding): Promise<void> {
  for (let race = 0; race < RACES; race += 1) {
    const Key = { pk, sk };
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    const counter = counterOf(Item);
    if (counter.folded >= folded) return;
    for (const [at, move] of moves) if (at > counter.folded) addMove(counter.figures, move);
    const next = { pk, sk, folded, figures: packed([...counter.figures]) };
    if (await putFrom(table, next, Item?.folded as number | undefined)) return;
  }
  throw new Error('others kept folding the same figures');
}

async function putFrom(
  { client, name }: ViewsTable,
  item: Record<string, unknown>,
  before: number | undefined,
): Promise<boolean> {
  const condition =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'folded = :before',
          ExpressionAttributeValues: { ':before': before },
        };
  try {
    await client.send(new PutCommand({ TableName: name, Item: item, ...condition }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

type Raising = { readonly folded: number; readonly tail: Tail };

/** Newest instant and units stand with the watermark as of the whole tail read: they only ever grow. */
async function raiseWatermark(table: ViewsTable, office: string, { folded, tail }: Raising): Promise<void> {
  const mark = await readWatermark(table, office);
  if (mark.folded >= folded || mark.folded !== tail.mark.folded) return;
  const key = { pk: counterKeyOf(office), sk: WATERMARK };
  const item = { ...key, folded, newest: tail.newest, units: packed(tail.units) };
  await putFrom(table, item, mark.folded === -1 ? undefined : mark.folded);
}
