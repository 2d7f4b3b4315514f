/**
 * Cases under several terms: the list that thins out first leads, and what it holds is asked for under the others, row
 * by row. A search over common words alone reads on for so long and then says where to go on.
 */

import { placeIn, placeOf } from '../list-place.ts';
import type { Candidates, Wanted } from '../search-index.ts';
import { type Named, namedUnder, partsOf, standingUnder } from './search-rows.ts';
import { BETWEEN } from './views-keys.ts';
import { take } from './views-merge.ts';
import type { ViewsTable } from './views-table.ts';

const PAGE = 100;
/** Rows of the leading list that are looked at for one answer. */
const MOST_LOOKED_AT = 5000;

type List = { readonly term: string; readonly names: readonly Named[]; readonly isWhole: boolean };

const lastOf = ({ names }: List): string | null => names.at(-1)?.sort ?? null;

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
  const found = new Set<string>();
  let [part, lookedAt]: [List, number] = [lead, 0];
  for (;;) {
    for (const { sort } of await underAll(table, part.names, others)) found.add(sort);
    lookedAt += part.names.length;
    if (part.isWhole || found.size > limit || lookedAt >= MOST_LOOKED_AT) break;
    part = await listOf(table, { term: lead.term, before: lastOf(part), count: PAGE * 5 });
  }
  const items = [...found].slice(0, limit).map((sort) => {
    const [day, stream] = partsOf(sort);
    return { at: { office, kind, stream }, place: placeOf([day, stream]) };
  });
  if (found.size > limit) return { items, next: items.at(-1)?.place ?? null };
  return { items, next: part.isWhole ? null : placeOf(partsOf(lastOf(part) ?? '')) };
}

/** A list that has ended is thinner than one that goes on; of two that go on, the one that has come further back. */
function isThinner(one: List, other: List): boolean {
  if (one.isWhole !== other.isWhole) return one.isWhole;
  if (one.isWhole) return one.names.length < other.names.length;
  return (lastOf(one) ?? '') < (lastOf(other) ?? '');
}

async function underAll(
  table: ViewsTable,
  names: readonly Named[],
  others: readonly List[],
): Promise<readonly Named[]> {
  let left = names;
  for (const other of others) {
    const known = new Set(other.names.map(({ sort }) => sort));
    const reach = other.isWhole ? '' : (lastOf(other) ?? '\u{10ffff}');
    const stands = await standingUnder(
      table,
      other.term,
      left.filter(({ sort }) => sort < reach),
    );
    left = left.filter((one) => known.has(one.sort) || stands.has(one));
  }
  return left;
}

type Reading = { readonly term: string; readonly before: string | null; readonly count: number };

async function listOf(table: ViewsTable, { term, before, count }: Reading): Promise<List> {
  const names = await take(namedUnder(table, { term, before, first: count + 2 }), count + 1);
  return { term, names: names.slice(0, count), isWhole: names.length <= count };
}
