/** Lists of cases of one kind: each order is a range of an index, or some that are merged. */
import type { Contributions } from '#shared/kernel/contribution.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { placeIn, placeOf } from '../list-place.ts';
import { type Count, isListed, isPlain, type ListFilter, placeParts, sortOf, statusesIn } from '../lists.ts';
import { type CaseSummary, NO_DAY, type Page, type PageRequest, WAITING_KINDS } from '../views.ts';
import { heldOf } from './views-apply.ts';
import { BETWEEN, type CaseName, caseItemKey, dueKindKeyOf, numberKeyOf, statusKeyOf } from './views-keys.ts';
import { entriesIn, LAST, MOST, type Range, readRanges } from './views-ranges.ts';
import { allItems, type ViewsTable } from './views-table.ts';

export async function summaryOf(
  table: ViewsTable,
  name: { readonly office: string; readonly kind: CaseKind; readonly number: string },
): Promise<CaseSummary | null> {
  const key = caseItemKey(table, name);
  const held = heldOf((await allItems(table, [key])).get(`${key.pk} ${key.sk}`));
  return held?.summary ?? null;
}

export async function heldContributions(
  table: ViewsTable,
  cases: readonly CaseName[],
): Promise<readonly (Contributions | null)[]> {
  const keys = cases.map((name) => caseItemKey(table, name));
  const items = await allItems(table, keys);
  return keys.map(({ pk, sk }) => heldOf(items.get(`${pk} ${sk}`))?.contributions ?? null);
}

type Asked = { readonly office: string; readonly filter: ListFilter };

export async function listOf(
  table: ViewsTable,
  asked: Asked,
  { after, limit }: PageRequest,
): Promise<Page<CaseSummary>> {
  const { filter } = asked;
  const place = placeIn(after, 2);
  const reading = { ranges: rangesOf(table, asked), keep: (one: CaseSummary) => isListed(one, filter) };
  const page = { limit, after: place === null ? null : sortKeyOf(filter, place), most: MOST };
  const { found, stoppedAt } = await readRanges(table, reading, page);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length > limit && last !== undefined)
    return { items, next: placeOf(placeParts(last, sortOf(filter))) };
  return { items, next: stoppedAt === null ? null : placeOf(placeAt(filter, stoppedAt)) };
}

export async function countOf(table: ViewsTable, asked: Asked): Promise<Count> {
  const { filter } = asked;
  if (isPlain(filter)) {
    const counts = await Promise.all(
      statusesIn(filter).map((status) =>
        entriesIn(table, rangesOf(table, { ...asked, filter: { ...filter, status, sort: 'opened' } })),
      ),
    );
    const count = counts.reduce((sum, some) => sum + some, 0);
    return { count: Math.min(count, MOST), more: count > MOST };
  }
  const { items, next } = await listOf(table, asked, { limit: MOST });
  return { count: items.length, more: next !== null };
}

/** None where nothing can be in it. */
function rangesOf(table: ViewsTable, { office, filter }: Asked): readonly Range[] {
  const { kind, number = '', ascending: forward = false } = filter;
  const statuses = statusesIn(filter);
  if (statuses.length === 0) return [];
  // the engine takes no empty text as the end of a range
  const whole = { from: '\u0001', to: LAST, forward };
  switch (sortOf(filter)) {
    case 'opened': {
      const [from, to] = [filter.from ?? '0000-01-01', [filter.to ?? NO_DAY, LAST].join(BETWEEN)];
      const pks = statuses.map((status) => statusKeyOf(table, { office, kind, status }));
      return pks.map((pk) => ({ index: 'status', pk, from, to, forward }));
    }
    case 'number': {
      const range = { ...whole, from: number === '' ? '\u0001' : number, to: `${number}${LAST}` };
      return [{ ...range, index: 'number', pk: numberKeyOf(table, { office, kind }) }];
    }
    case 'due':
      return [false, ...(WAITING_KINDS.includes(kind) ? [true] : [])].map((waiting) => {
        const pk = dueKindKeyOf(table, { office, kind, waiting });
        return { ...whole, index: 'dueKind', pk };
      });
    case 'concluded':
      return [{ ...whole, index: 'concluded', pk: numberKeyOf(table, { office, kind }) }];
  }
}

/** What the entry of a place is ordered by in its index, and the other way round. */
function sortKeyOf(filter: ListFilter, [day, number]: readonly [string, string]): string {
  const sort = sortOf(filter);
  if (sort === 'number') return number;
  return [day, number, ...(sort === 'due' ? [filter.kind] : [])].join(BETWEEN);
}

function placeAt(filter: ListFilter, sort: string): readonly [string, string] {
  if (sortOf(filter) === 'number') return ['', sort];
  const [day = '', number = ''] = sort.split(BETWEEN);
  return [day, number];
}
