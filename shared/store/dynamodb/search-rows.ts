/**
 * The rows under a term: of one case, or of all cases of a batch and day that stand under it (ADR 90). Each says which
 * batch its case came in, so that who has found it under one term looks for it under another: in a row of its own, or in
 * the one of that batch.
 */
import { hash } from 'node:crypto';
import { bytewise } from '../list-place.ts';
import type { IndexedCase } from '../search-index.ts';
import type { ItemKey } from './ledger-items.ts';
import type { Stored } from './rows.ts';
import { BETWEEN, generationStart, type InGeneration } from './views-keys.ts';
import { inOrder } from './views-merge.ts';
import {
  allItems,
  chunksOf,
  growing,
  itemsInSteps,
  type ViewsTable,
  type Write,
  writeAll,
} from './views-table.ts';

/** Of one row, so that it stays within a unit. */
const TOGETHER = 36;
const DAY_S_END = '\u{10ffff}';

/** `batch`: in which it came; '' where alone. */
export type InBatch = IndexedCase & { readonly batch: string };
type Placed = { readonly sort: string; readonly batch: string };
/** `shares`: others of its batch may stand in the same row. */
export type TermRow = Placed & { readonly term: string; readonly shares: boolean };
/** As rows name it: in more than one batch where it was told again in other company. */
export type Named = { readonly sort: string; readonly batches: readonly string[] };

/** Later days come first when read backwards. */
export const sortOf = ({ at, day }: Pick<IndexedCase, 'at' | 'day'>): string =>
  [day, at.stream].join(BETWEEN);
export const partsOf = (sort: string): readonly [day: string, stream: string] => {
  const [day = '', stream = ''] = sort.split(BETWEEN);
  return [day, stream];
};

const aloneStart = (of: InGeneration, term: string): string => `${generationStart(of)}t#${term}`;
export const sharedTermKey = (of: InGeneration, term: string): string =>
  `${generationStart(of)}terms#${term}`;
const aloneKey = (of: InGeneration, term: string, sort: string): ItemKey => ({
  pk: aloneStart(of, term),
  sk: sort,
});
const sharedKey = (of: InGeneration, term: string, { sort, batch }: Placed): ItemKey => ({
  pk: sharedTermKey(of, term),
  sk: [partsOf(sort)[0], batch].join(BETWEEN),
});
const flat = ({ pk, sk }: ItemKey): string => `${pk} ${sk}`;
const streamsIn = (row: Stored | null | undefined): readonly string[] =>
  String(row?.streams ?? '').split(BETWEEN);

/** Called by what is in it: nobody puts another row over one of it. */
export function inBatches(cases: readonly IndexedCase[]): readonly InBatch[] {
  const near = Map.groupBy(cases, ({ at: { office, kind }, day }) => JSON.stringify([office, kind, day]));
  return [...near.values()]
    .flatMap((some) => chunksOf(some, TOGETHER))
    .flatMap((some) => {
      const said = some.map(({ at: { stream }, version, terms }) => [stream, version, ...terms]);
      const batch = some.length === 1 ? '' : hash('sha256', JSON.stringify(said)).slice(0, 12);
      return some.map((one) => ({ ...one, batch }));
    });
}

/** What is shared comes first: where a row of one case stands, all rows of the batch it names do. */
export async function putTerms(table: ViewsTable, rows: readonly TermRow[]): Promise<void> {
  const groups = Map.groupBy(rows, ({ term, shares, ...one }) =>
    flat(shares && one.batch !== '' ? sharedKey(table, term, one) : aloneKey(table, term, one.sort)),
  );
  const [shared, alone]: [Write[], Write[]] = [[], []];
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const streams = [first, ...others].map((one) => partsOf(one.sort)[1]).join(BETWEEN);
    if (others.length === 0) alone.push(alonePut(table, first));
    else shared.push({ PutRequest: { Item: { ...sharedKey(table, first.term, first), streams } } });
  }
  await writeAll(table, shared);
  await writeAll(table, alone);
}

type Alone = { readonly term: string; readonly sort: string; readonly batch?: string };
export const alonePut = (of: InGeneration, { term, sort, batch = '' }: Alone): Write => ({
  PutRequest: { Item: { ...aloneKey(of, term, sort), ...(batch !== '' && { batch }) } },
});
export const aloneRemoval = (of: InGeneration, term: string, sort: string): Write => ({
  DeleteRequest: { Key: { ...aloneKey(of, term, sort) } },
});

/** Which of them stand under the term. */
export async function standingUnder(
  table: ViewsTable,
  term: string,
  names: readonly Named[],
): Promise<ReadonlySet<Named>> {
  const sharedWith = ({ sort, batches }: Named): ItemKey[] =>
    batches.filter((batch) => batch !== '').map((batch) => sharedKey(table, term, { sort, batch }));
  const alone = ({ sort }: Named): ItemKey => aloneKey(table, term, sort);
  const found = await allItems(
    table,
    names.flatMap((one) => [alone(one), ...sharedWith(one)]),
  );
  const isIn = (key: ItemKey, { sort }: Named): boolean =>
    streamsIn(found.get(flat(key))).includes(partsOf(sort)[1]);
  return new Set(
    names.filter((one) => found.has(flat(alone(one))) || sharedWith(one).some((key) => isIn(key, one))),
  );
}

type Reading = { readonly term: string; readonly before: string | null; readonly first: number };

/** The newest first, each once. `first`: how many are asked for at once; knowing one takes a look at the next. */
export async function* namedUnder(table: ViewsTable, reading: Reading): AsyncGenerator<Named> {
  const sources = [aloneUnder(table, reading), sharedUnder(table, reading)];
  let last: Named = { sort: '', batches: [] };
  for await (const { sort, batch } of inOrder(sources, newestFirst))
    if (sort === last.sort) last = { sort, batches: [...last.batches, batch] };
    else {
      if (last.sort !== '') yield last;
      last = { sort, batches: [batch] };
    }
  if (last.sort !== '') yield last;
}

const newestFirst = (a: Placed, b: Placed): number => bytewise(b.sort, a.sort);

const backwards = (pk: string, before: string | null) => ({
  KeyConditionExpression: before === null ? 'pk = :pk' : 'pk = :pk AND sk < :before',
  ExpressionAttributeValues: { ':pk': pk, ...(before !== null && { ':before': before }) },
  ScanIndexForward: false,
  ConsistentRead: true,
});

async function* aloneUnder(table: ViewsTable, { term, before, first }: Reading): AsyncGenerator<Placed> {
  const query = { TableName: table.name, ...backwards(aloneStart(table, term), before) };
  for await (const { sk, batch } of itemsInSteps(table, query, growing(first)))
    yield { sort: String(sk), batch: String(batch ?? '') };
}

/** Rows of a day reach into each other: it is read whole. */
async function* sharedUnder(table: ViewsTable, { term, before, first }: Reading): AsyncGenerator<Placed> {
  const within = before === null ? null : [partsOf(before)[0], DAY_S_END].join(BETWEEN);
  const query = { TableName: table.name, ...backwards(sharedTermKey(table, term), within) };
  const isLeft = ({ sort }: Placed): boolean => before === null || bytewise(sort, before) < 0;
  let [day, names]: [string, Placed[]] = ['', []];
  for await (const row of itemsInSteps(table, query, growing(first))) {
    const [own, batch] = partsOf(String(row.sk));
    if (own !== day) {
      yield* names.sort(newestFirst);
      [day, names] = [own, []];
    }
    const all = streamsIn(row).map((stream) => ({ sort: [own, stream].join(BETWEEN), batch }));
    names.push(...all.filter(isLeft));
  }
  yield* names.sort(newestFirst);
}
