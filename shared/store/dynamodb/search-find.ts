/**
 * Cases under several terms: the list that thins out first leads, and what it holds is asked for under the others, row
 * by row. A search over common words alone reads on for so long and then says where to go on.
 */

import { placeIn, placeOf } from '../list-place.ts';
import type { Candidates, Wanted } from '../search-index.ts';
import { termKeyOf } from './search-writes.ts';
import { BETWEEN } from './views-keys.ts';
import { allItems, firstItems, type ViewsTable } from './views-table.ts';

const PAGE = 100;
/** Rows of the leading list that are looked at for one answer. */
const MOST_LOOKED_AT = 5000;

type List = { readonly term: string; readonly sorts: readonly string[]; readonly isWhole: boolean };

export async function findIn(
  table: ViewsTable,
  { office, kind, terms, ...page }: Wanted,
): Promise<Candidates> {
  const { limit } = page;
  const first = placeIn(page.after, 2)?.join(BETWEEN) ?? null;
  if (terms.length === 0) return { items: [], next: null };
  const heads = await Promise.all(terms.map((term) => listOf(table, { term, before: first, count: PAGE })));
  const lead = heads.reduce((best, one) => (isThinner(one, best) ? one : best));
  const others = heads.filter((one) => one !== lead);
  const found: string[] = [];
  let [part, lookedAt]: [List, number] = [lead, 0];
  for (;;) {
    found.push(...(await underAll(table, part.sorts, others)));
    lookedAt += part.sorts.length;
    if (part.isWhole || found.length > limit || lookedAt >= MOST_LOOKED_AT) break;
    part = await listOf(table, { term: lead.term, before: part.sorts.at(-1) ?? null, count: PAGE * 5 });
  }
  const items = found.slice(0, limit).map((sort) => {
    const [day = '', stream = ''] = sort.split(BETWEEN);
    return { at: { office, kind, stream }, place: placeOf([day, stream]) };
  });
  if (found.length > limit) return { items, next: items.at(-1)?.place ?? null };
  return { items, next: part.isWhole ? null : placeOf((part.sorts.at(-1) ?? '').split(BETWEEN)) };
}

/** A list that has ended is thinner than one that goes on; of two that go on, the one that has come further back. */
function isThinner(one: List, other: List): boolean {
  if (one.isWhole !== other.isWhole) return one.isWhole;
  if (one.isWhole) return one.sorts.length < other.sorts.length;
  return (one.sorts.at(-1) ?? '') < (other.sorts.at(-1) ?? '');
}

async function underAll(
  table: ViewsTable,
  sorts: readonly string[],
  others: readonly List[],
): Promise<readonly string[]> {
  let left = sorts;
  for (const other of others) {
    const known = new Set(other.sorts);
    const reach = other.isWhole ? '' : (other.sorts.at(-1) ?? '\u{10ffff}');
    const pk = termKeyOf(table, other.term);
    const asked = left.filter((sk) => sk < reach).map((sk) => ({ pk, sk }));
    const stands = asked.length === 0 ? new Map() : await allItems(table, asked);
    left = left.filter((sk) => known.has(sk) || stands.has(`${pk} ${sk}`));
  }
  return left;
}

type Reading = { readonly term: string; readonly before: string | null; readonly count: number };

async function listOf(table: ViewsTable, { term, before, count }: Reading): Promise<List> {
  const query = {
    TableName: table.name,
    KeyConditionExpression: before === null ? 'pk = :pk' : 'pk = :pk AND sk < :before',
    ExpressionAttributeValues: {
      ':pk': termKeyOf(table, term),
      ...(before !== null && { ':before': before }),
    },
    ScanIndexForward: false,
    ConsistentRead: true,
  };
  const items = await firstItems(table, query, count + 1);
  const sorts = items.slice(0, count).map(({ sk }) => String(sk));
  return { term, sorts, isWhole: items.length <= count };
}
