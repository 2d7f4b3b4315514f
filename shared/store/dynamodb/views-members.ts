/** The cases behind a cell: rows of members name them in order, each case says whether it still stands there. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { bytewise, placeIn, placeOf } from '../list-place.ts';
import type { CaseView, CellMember, Page, PageRequest } from '../views.ts';
import { heldOf } from './views-apply.ts';
import { type Figures, spanOfKey, standings } from './views-figures.ts';
import { BETWEEN, bundleKeyOf, caseItemKey, memberKeyOf, memberSortOf } from './views-keys.ts';
import { allItems, firstItems, type ViewsTable } from './views-table.ts';
import { readSpans, readTail } from './views-tail.ts';

type Cell = { readonly office: string; readonly cell: string; readonly year: number };
type Name = { readonly number: string; readonly kind: CaseKind };

/** A page costs one short query for each bundle and span of years that holds the cell, however many cases. */
export async function membersOf(
  table: ViewsTable,
  cell: Cell,
  { after, limit }: PageRequest,
): Promise<Page<CellMember>> {
  const tail = await readTail(table, cell.office);
  const spans = await readSpans(table, cell.office, { from: cell.year, tail });
  const keys = keysHolding(table, spans, cell);
  const found: CellMember[] = [];
  const place = placeIn(after, 2);
  let passed = place === null ? '' : memberSortOf(...place);
  for (let more = keys.length > 0; more && found.length <= limit; ) {
    const names = await namesAfter(table, keys, { passed, limit: limit + 1 });
    found.push(...(await standing(table, cell, names)));
    const last = names.at(-1);
    more = names.length > limit && last !== undefined;
    if (last !== undefined) passed = memberSortOf(last.number, last.kind);
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const next = found.length > limit && last !== undefined ? placeOf([last.case, last.kind]) : null;
  return { items, next };
}

function keysHolding(
  table: ViewsTable,
  spans: ReadonlyMap<string, Figures>,
  { office, cell, year }: Cell,
): readonly string[] {
  const keys = new Set<string>();
  for (const [item, figures] of spans)
    for (const key of figures.keys()) {
      const { first, cells } = spanOfKey(key);
      if (first > year || !cells.includes(cell)) continue;
      const span = { cells, first, last: Number(item.slice('span#'.length)) };
      keys.add(memberKeyOf(table, office, span)).add(bundleKeyOf(table, office, span));
    }
  return [...keys];
}

/** The next names over all keys, each once, in order. */
async function namesAfter(
  table: ViewsTable,
  keys: readonly string[],
  { passed, limit }: { readonly passed: string; readonly limit: number },
): Promise<readonly Name[]> {
  const lists = await Promise.all(
    keys.map(async (pk) => {
      const query = {
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: passed === '' ? 'pk = :pk' : 'pk = :pk AND sk > :passed',
        ExpressionAttributeValues: { ':pk': pk, ...(passed !== '' && { ':passed': passed }) },
      };
      return (await firstItems(table, query, limit)).map(({ sk }) => String(sk));
    }),
  );
  const sorts = [...new Set(lists.flat())].sort(bytewise).slice(0, limit);
  return sorts.map((sort) => {
    const [number = '', kind = ''] = sort.split(BETWEEN);
    return { number, kind: kind as CaseKind };
  });
}

async function standing(table: ViewsTable, cell: Cell, names: readonly Name[]): Promise<CellMember[]> {
  const keys = names.map((name) => caseItemKey(table, { office: cell.office, ...name }));
  const items = await allItems(table, keys);
  return names.flatMap(({ number, kind }, index) => {
    const key = keys[index];
    const weight = weightIn(heldOf(items.get(`${key?.pk} ${key?.sk}`)), cell);
    return weight === null ? [] : [{ case: number, kind, weight }];
  });
}

/** Null where the case does not stand in the cell. A case that stands in it twice is one member with both weights. */
function weightIn(view: CaseView | null, { cell, year }: Cell): number | null {
  const there = standings(view).filter(
    ({ cells, first, last }) => first <= year && year <= last && cells.includes(cell),
  );
  return there.length === 0 ? null : there.reduce((sum, { weight }) => sum + weight, 0);
}
