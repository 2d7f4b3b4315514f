/**
 * Folding the tail into the counters. An item is written only from the state that was read, and says up to which
 * instant it is folded: a compactor that stops half-way, or two at once, fold nothing twice.
 */
import { ifUnchanged, itemAt, itemsOf, packed, putIf, type Row, under } from './rows.ts';
import { addMove, type Delta, type Move } from './views-figures.ts';
import { afterTime, counterKeyOf, DELTA_SHARDS, deltaKeyOf, officesKey, WATERMARK } from './views-keys.ts';
import { closeTail } from './views-record.ts';
import { firstItems, sideBySide, type ViewsTable } from './views-table.ts';
import { counterOf, readTail, readWatermark, type Tail } from './views-tail.ts';

const RACES = 20;

/** Folds what was written up to `until` (milliseconds). The tail is closed before it is read: nobody adds to what is folded. */
export async function compact(table: ViewsTable, office: string, until: number): Promise<void> {
  if (!(await hasDue(table, office, until))) return;
  await closeTail(table, office, until);
  const tail = await readTail(table, office);
  const due = tail.deltas.filter(({ at }) => at <= until);
  if (due.length === 0) return;
  const folded = due.reduce((last, { at }) => Math.max(last, at), 0);
  await sideBySide([...byItemOf(due)], ([sk, moves]) =>
    foldItem(table, { pk: counterKeyOf(table, office), sk, moves, folded }),
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

/** Whether anything waits to be folded: gates are closed for nothing else. */
async function hasDue(table: ViewsTable, office: string, until: number): Promise<boolean> {
  const { folded } = await readWatermark(table, office);
  const waiting = Array.from({ length: DELTA_SHARDS }, (_, shard) =>
    firstItems(
      table,
      {
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :until',
        ExpressionAttributeValues: {
          ':pk': deltaKeyOf(table, office, shard),
          ':after': afterTime(folded),
          ':until': afterTime(Math.max(until, folded)),
        },
      },
      1,
    ),
  );
  return (await Promise.all(waiting)).some((rows) => rows.length > 0);
}

export async function officesOf(table: ViewsTable): Promise<readonly string[]> {
  const rows = await itemsOf(table.client, { TableName: table.name, ...under(officesKey(table)) });
  return rows.map(({ sk }) => String(sk));
}

type Folding = {
  readonly pk: string;
  readonly sk: string;
  readonly moves: readonly Timed[];
  readonly folded: number;
};

async function foldItem(table: ViewsTable, { pk, sk, moves, folded }: Folding): Promise<void> {
  for (let race = 0; race < RACES; race += 1) {
    const item = await itemAt(table.client, table.name, { pk, sk });
    const counter = counterOf(item);
    if (counter.folded >= folded) return;
    for (const [at, move] of moves) if (at > counter.folded) addMove(counter.figures, move);
    const next = { pk, sk, folded, figures: packed([...counter.figures]) };
    if (await putFrom(table, next, item && counter.folded)) return;
  }
  throw new Error('others kept folding the same figures');
}

function putFrom({ client, name }: ViewsTable, item: Row, folded: number | null): Promise<boolean> {
  return putIf(client, { TableName: name, Item: item, ...ifUnchanged(folded === null ? null : { folded }) });
}

type Raising = { readonly folded: number; readonly tail: Tail };

/** Newest instant and units stand with the watermark as of the whole tail read: they only ever grow. */
async function raiseWatermark(table: ViewsTable, office: string, { folded, tail }: Raising): Promise<void> {
  const mark = await readWatermark(table, office);
  if (mark.folded >= folded || mark.folded !== tail.mark.folded) return;
  const key = { pk: counterKeyOf(table, office), sk: WATERMARK };
  const item = { ...key, folded, newest: tail.newest, units: packed(tail.units) };
  await putFrom(table, item, mark.folded === -1 ? null : mark.folded);
}
