/** Reading what is known of an office's figures: the watermark, the tail behind it, and counters with the tail added. */
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { StoreBusy } from '../faults.ts';
import type { FigureUnit } from '../views.ts';
import { itemAt, itemsOf, type Stored, unpacked } from './rows.ts';
import { addMove, type Delta, type Figures, newerUnit } from './views-figures.ts';
import { afterTime, counterKeyOf, DELTA_SHARDS, deltaKeyOf, timeOfSort, WATERMARK } from './views-keys.ts';
import { allItems, type ViewsTable } from './views-table.ts';

export type Watermark = {
  /** Milliseconds up to which every counter is folded; -1 before the first folding. */
  readonly folded: number;
  readonly newest: Instant | null;
  readonly units: Readonly<Record<string, FigureUnit>>;
};
type StoredMark = Pick<Watermark, 'folded'> &
  Partial<Pick<Watermark, 'newest'>> & { readonly units: unknown };
export type Tail = {
  readonly mark: Watermark;
  readonly deltas: readonly Delta[];
  /** With the tail added. */
  readonly newest: Instant | null;
  readonly units: Readonly<Record<string, FigureUnit>>;
};
type CounterItem = { readonly folded: number; readonly figures: Figures };
type FoldedCounters = ReadonlyMap<string, CounterItem>;

/** Rows of a shard that a reader adds: so many are folded in less than a minute. */
const MOST_ROWS = 6000;

/**
 * The watermark first: whatever is folded meanwhile is in the rows read after it too. Throws StoreBusy where more waits
 * to be folded than somebody who waits for an answer could add up.
 */
export async function readTail(table: ViewsTable, office: string, most = MOST_ROWS): Promise<Tail> {
  const mark = await readWatermark(table, office);
  const deltas = await readRows(table, office, { after: mark.folded, most });
  return { mark, deltas, ...newestOf(mark, deltas) };
}

/** Every row behind the instant, folded ones as long as they are kept. `most`: of a shard. */
export async function readRows(
  table: ViewsTable,
  office: string,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<readonly Row[]> {
  const shards = Array.from({ length: DELTA_SHARDS }, (_, shard) =>
    readShard(table, { pk: deltaKeyOf(table, office, shard), after, most }),
  );
  return (await Promise.all(shards)).flat();
}

/** `name` is its own among the rows of the office. */
type Row = Delta & { readonly name: string };

/** The newest instant and the units of the mark with the rows behind it: they only ever grow. */
export function newestOf(mark: Watermark, deltas: readonly Delta[]): Pick<Watermark, 'newest' | 'units'> {
  const units: Record<string, FigureUnit> = { ...mark.units };
  let { newest } = mark;
  for (const delta of deltas) {
    if (delta.newest !== null && (newest === null || delta.newest > newest)) newest = delta.newest;
    if (delta.unit !== null) units[delta.unit.name] = newerUnit(units[delta.unit.name], delta.unit);
  }
  return { newest, units };
}

export async function readWatermark(table: ViewsTable, office: string): Promise<Watermark> {
  const key = { pk: counterKeyOf(table, office), sk: WATERMARK };
  const item = await itemAt<StoredMark>(table.client, table.name, key);
  if (item === null) return { folded: -1, newest: null, units: {} };
  return { folded: Number(item.folded), newest: item.newest ?? null, units: unpacked(item.units) };
}

async function readShard(
  table: ViewsTable,
  { pk, after, most }: { pk: string; after: number; most: number },
): Promise<readonly Row[]> {
  const query = {
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk > :after',
    ExpressionAttributeValues: { ':pk': pk, ':after': afterTime(after) },
  };
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateQuery({ client: table.client }, query)) {
    rows.push(...Items.map((item) => ({ ...deltaOf(item), name: `${item.pk} ${item.sk}` })));
    if (rows.length > most) throw new StoreBusy('more waits to be added to the figures than can be read now');
  }
  return rows;
}

export function deltaOf({ sk, delta }: Stored): Delta {
  return { at: timeOfSort(String(sk)), ...unpacked<Omit<Delta, 'at'>>(delta) };
}

/** The counters of these items as of the tail; an item that nobody ever counted in is empty. */
export async function readCounters(
  table: ViewsTable,
  office: string,
  { items, tail }: { readonly items: readonly string[]; readonly tail: Tail },
): Promise<ReadonlyMap<string, Figures>> {
  return withTail(await foldedItems(table, office, items), tail.deltas);
}

/** As they are folded. */
export async function foldedItems(
  table: ViewsTable,
  office: string,
  items: readonly string[],
): Promise<FoldedCounters> {
  const pk = counterKeyOf(table, office);
  const stored = await allItems(
    table,
    items.map((sk) => ({ pk, sk })),
  );
  return new Map(items.map((sk) => [sk, counterOf(stored.get(`${pk} ${sk}`))]));
}

/** The counters of all spans of years that end in `from` or later, by item. */
export async function readSpans(
  table: ViewsTable,
  office: string,
  { from, tail }: { readonly from: number; readonly tail: Tail },
): Promise<ReadonlyMap<string, Figures>> {
  return spansWithTail(await foldedSpans(table, office, from), from, tail.deltas);
}

/** As they are folded. */
export async function foldedSpans(table: ViewsTable, office: string, from: number): Promise<FoldedCounters> {
  const items = await itemsOf(table.client, {
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': counterKeyOf(table, office),
      ':from': `span#${String(from).padStart(4, '0')}`,
      ':to': 'span#9999',
    },
  });
  return new Map(items.map((item) => [String(item.sk), counterOf(item)]));
}

export function spansWithTail(
  folded: FoldedCounters,
  from: number,
  deltas: readonly Delta[],
): ReadonlyMap<string, Figures> {
  const found = new Map(folded);
  for (const { moves } of deltas)
    for (const [item] of moves)
      if (item.startsWith('span#') && !found.has(item) && Number(item.slice(5)) >= from)
        found.set(item, counterOf());
  return withTail(found, deltas);
}

export function counterOf(item?: Stored | null): CounterItem {
  if (!item) return { folded: -1, figures: new Map() };
  return {
    folded: Number(item.folded),
    figures: new Map(unpacked<[string, readonly [number, number]][]>(item.figures)),
  };
}

/** A row that an item has folded already is not added to it again. */
export function withTail(
  items: ReadonlyMap<string, CounterItem>,
  deltas: readonly Delta[],
): ReadonlyMap<string, Figures> {
  for (const { at, moves } of deltas)
    for (const move of moves) {
      const item = items.get(move[0]);
      if (item !== undefined && at > item.folded) addMove(item.figures, move);
    }
  return new Map([...items].map(([sk, { figures }]) => [sk, figures]));
}
