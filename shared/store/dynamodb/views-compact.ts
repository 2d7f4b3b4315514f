/**
 * Folding the tail into the counters, the oldest rows first and some at a time. An item is written only from the state
 * that was read, and says up to which instant it is folded: a compactor that stops half-way, or two at once, fold
 * nothing twice, and nothing is lost: a row expires only when it is folded.
 */
import { ifUnchanged, itemAt, itemsOf, packed, putIf, type Row, type Stored, under } from './rows.ts';
import { addMove, type Delta, type Move } from './views-figures.ts';
import { afterTime, counterKeyOf, DELTA_SHARDS, deltaKeyOf, officesKey, WATERMARK } from './views-keys.ts';
import { closeTail } from './views-record.ts';
import { firstItems, sideBySide, type ViewsTable, type Write, writeAll } from './views-table.ts';
import { counterOf, deltaOf, newestOf, readWatermark, type Watermark } from './views-tail.ts';

/** `rows`: of each shard, in one slice; `milliseconds`: after so long no other slice is begun. */
export type FoldPace = { readonly rows: number; readonly milliseconds: number };
/** A function that folds has a minute and 1 GB: a slice of 8,000 rows takes some seconds and less than a tenth of that. */
export const FOLD_PACE: FoldPace = { rows: 2000, milliseconds: 40_000 };
const RACES = 20;
/** Readers that began before it was folded have long ended. */
const KEPT_SECONDS = 86_400;

type Wanted = { readonly until: number; readonly pace?: FoldPace };

/**
 * Folds what was written up to `until` (milliseconds), office by office in turns, as far as the pace allows. Gives back
 * the instant of the oldest row that should have been folded and is not; null where there is none. An office that
 * fails holds up no other.
 */
export async function compactAll(
  table: ViewsTable,
  { until, pace = FOLD_PACE }: Wanted,
): Promise<number | null> {
  const end = performance.now() + pace.milliseconds;
  const faults: unknown[] = [];
  const waiting = new Map<string, AsyncGenerator<void>>();
  for (const office of await officesOf(table)) waiting.set(office, folding(table, office, { until, pace }));
  for (let turn = 0; waiting.size > 0 && (turn === 0 || performance.now() < end); turn += 1)
    for (const [office, slices] of waiting) {
      const { done } = await slices.next().catch((fault: unknown) => ({ done: faults.push(fault) > 0 }));
      if (done) waiting.delete(office);
    }
  if (faults.length > 0) throw faults[0];
  return oldestOf(table, [...waiting.keys()], until);
}

/** Of every office, up to `until`. */
export async function oldestUnfolded(table: ViewsTable, until: number): Promise<number | null> {
  return oldestOf(table, await officesOf(table), until);
}

async function oldestOf(
  table: ViewsTable,
  offices: readonly string[],
  until: number,
): Promise<number | null> {
  const left: number[] = [];
  for (const office of offices) {
    const { folded } = await readWatermark(table, office);
    left.push(...(await firstDue(table, office, { folded, until })));
  }
  return left.length === 0 ? null : Math.min(...left);
}

/** One slice at each step. The tail is closed before it is read: nobody adds to what is folded. */
async function* folding(
  table: ViewsTable,
  office: string,
  { until, pace }: Required<Wanted>,
): AsyncGenerator<void> {
  const { folded } = await readWatermark(table, office);
  if ((await firstDue(table, office, { folded, until })).length === 0) return;
  await closeTail(table, office, until);
  for (;;) {
    const mark = await readWatermark(table, office);
    const { rows, isLast } = await oldestRows(table, office, { after: mark.folded, until, most: pace.rows });
    if (rows.length > 0) await foldRows(table, office, { mark, rows });
    if (isLast) return;
    yield;
  }
}

type OneRow = { readonly row: Stored; readonly delta: Delta };
type Slice = { readonly rows: readonly OneRow[]; readonly isLast: boolean };

/**
 * Up to the instant to which every shard was read to its end. At least one instant is whole: rows of one instant are
 * read on to the last of them.
 */
async function oldestRows(
  table: ViewsTable,
  office: string,
  { after, until, most }: { readonly after: number; readonly until: number; readonly most: number },
): Promise<Slice> {
  const shards = await Promise.all(
    Array.from({ length: DELTA_SHARDS }, async (_, shard) => {
      const query = { ...dueRows(table, office, { shard, folded: after, until }), ConsistentRead: true };
      const rows = await firstItems(table, query, most + 1);
      const read = rows.slice(0, most).map((row) => ({ row, delta: deltaOf(row) }));
      const next = rows.length > most ? deltaOf(rows[most] ?? {}).at : null;
      return { read, next };
    }),
  );
  const ends = shards.flatMap(({ next }) => (next === null ? [] : [next]));
  const bound = Math.min(until, ...ends.map((next) => next - 1));
  const rows = shards.flatMap(({ read }) => read.filter(({ delta }) => delta.at <= bound));
  if (rows.length === 0 && ends.length > 0)
    return oldestRows(table, office, { after, until, most: most * 2 });
  return { rows, isLast: ends.length === 0 };
}

type Due = { readonly folded: number; readonly until: number };

function dueRows(table: ViewsTable, office: string, { shard, folded, until }: Due & { shard: number }) {
  return {
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :until',
    ExpressionAttributeValues: {
      ':pk': deltaKeyOf(table, office, shard),
      ':after': afterTime(folded),
      ':until': afterTime(Math.max(until, folded)),
    },
  };
}

/** The oldest of what waits to be folded, none where nothing does: gates are closed for nothing else. */
async function firstDue(table: ViewsTable, office: string, due: Due): Promise<readonly number[]> {
  const waiting = Array.from({ length: DELTA_SHARDS }, (_, shard) =>
    firstItems(table, dueRows(table, office, { shard, ...due }), 1),
  );
  const first = (await Promise.all(waiting)).flat().map((row) => deltaOf(row).at);
  return first.length === 0 ? [] : [Math.min(...first)];
}

type Folding = { readonly mark: Watermark; readonly rows: readonly OneRow[] };

async function foldRows(table: ViewsTable, office: string, { mark, rows }: Folding): Promise<void> {
  const deltas = rows.map(({ delta }) => delta);
  const folded = deltas.reduce((last, { at }) => Math.max(last, at), 0);
  await sideBySide([...byItemOf(deltas)], ([sk, moves]) =>
    foldItem(table, { pk: counterKeyOf(table, office), sk, moves, folded }),
  );
  await raiseWatermark(table, office, { mark, folded, deltas });
  const expires = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
  const writes = rows.map(({ row }): Write => ({ PutRequest: { Item: { ...row, expires } } }));
  await writeAll(table, writes);
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

export async function officesOf(table: ViewsTable): Promise<readonly string[]> {
  const rows = await itemsOf(table.client, { TableName: table.name, ...under(officesKey(table)) });
  return rows.map(({ sk }) => String(sk));
}

type OneItem = {
  readonly pk: string;
  readonly sk: string;
  readonly moves: readonly Timed[];
  readonly folded: number;
};

async function foldItem(table: ViewsTable, { pk, sk, moves, folded }: OneItem): Promise<void> {
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

type Raising = { readonly mark: Watermark; readonly folded: number; readonly deltas: readonly Delta[] };

/** Newest instant and units stand with the watermark as of the rows folded. Another's, raised meanwhile, stands. */
async function raiseWatermark(
  table: ViewsTable,
  office: string,
  { mark, folded, deltas }: Raising,
): Promise<void> {
  const { newest, units } = newestOf(mark, deltas);
  const item = { pk: counterKeyOf(table, office), sk: WATERMARK, folded, newest, units: packed(units) };
  await putFrom(table, item, mark.folded === -1 ? null : mark.folded);
}
