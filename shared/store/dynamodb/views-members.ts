/** The cases behind a cell: rows and an index name them in order, each case says whether it still stands there. */
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { placeIn, placeOf } from '../list-place.ts';
import { type CaseView, type CellMember, OPEN_YEAR, type Page, type PageRequest } from '../views.ts';
import { heldOf } from './views-apply.ts';
import { type Figures, spanOfKey, standings } from './views-figures.ts';
import { BETWEEN, bundleKeyOf, caseItemKey, memberKeyOf, memberSortOf } from './views-keys.ts';
import { take } from './views-merge.ts';
import { type Members, namesOf, type Place } from './views-names.ts';
import { allItems, type ViewsTable } from './views-table.ts';
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
  const members = membersHolding(table, spans, cell);
  const { names, placeAfter } = namesOf(table, members, { ...placeBehind(after), limit: limit + 1 });
  const found: CellMember[] = [];
  for (let more = true; more && found.length <= limit; ) {
    const some = await take(names, limit + 1);
    found.push(...(await standing(table, cell, some.map(nameOf))));
    more = some.length > limit;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items, next: null };
  const { from } = placeAfter(memberSortOf(last.case, last.kind));
  return { items, next: placeOf([last.case, [last.kind, from].join(BETWEEN)]) };
}

/** Also of a page that another home or a program of before gave out, which names no row to go on from. */
function placeBehind(after: PageRequest['after']): Place {
  const [number, rest] = placeIn(after, 2) ?? [];
  if (number === undefined || rest === undefined) return { passed: '', from: '' };
  const [kind = '', ...from] = rest.split(BETWEEN);
  return { passed: memberSortOf(number, kind), from: from.join(BETWEEN) };
}

function nameOf(sort: string): Name {
  const [number = '', kind = ''] = sort.split(BETWEEN);
  return { number, kind: kind as CaseKind };
}

function membersHolding(
  table: ViewsTable,
  spans: ReadonlyMap<string, Figures>,
  { office, cell, year }: Cell,
): Members {
  const keys = new Set<string>();
  let department: string | null = null;
  for (const [item, figures] of spans)
    for (const key of figures.keys()) {
      const { first, cells } = spanOfKey(key);
      if (first > year || !cells.includes(cell)) continue;
      const span = { cells, first, last: Number(item.slice('span#'.length)) };
      keys.add(memberKeyOf(table, office, span)).add(bundleKeyOf(table, office, span));
      if (span.last === OPEN_YEAR) department = mapAndLabel(cell)?.[1] ?? null;
    }
  return { office, keys: [...keys], department };
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
