/** The work list: every filter is a range of an index on open cases alone, or two that are merged. */
import { DESK } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { bytewise, placeIn } from '../list-place.ts';
import { factIndexOf, narrowingsIn } from '../narrowings.ts';
import {
  type CaseSummary,
  dueOf,
  isInWorklist,
  type Page,
  type PageRequest,
  WAITING_KINDS,
  type WorkFilter,
} from '../views.ts';
import { BETWEEN, dueFactKeyOf, dueKeyOf, dueKindKeyOf } from './views-keys.ts';
import { LAST, pageOf, type Range, reading } from './views-lists.ts';
import type { ViewsTable } from './views-table.ts';

type Key = Pick<Range, 'index' | 'pk'>;

export async function worklistOf(
  table: ViewsTable,
  { office, filter }: { readonly office: string; readonly filter: WorkFilter },
  { after, limit }: PageRequest,
): Promise<Page<CaseSummary>> {
  const cursor = placeIn(after, 3)?.join(BETWEEN) ?? null;
  const bounds = { from: cursor ?? filter.from ?? '0', to: `${filter.to ?? ''}${LAST}`, forward: true };
  const ranges = keysOf(table, office, filter).map((key): Range => ({ ...key, ...bounds }));
  if (ranges.length === 0 || bytewise(bounds.from, bounds.to) > 0) return { items: [], next: null };
  // what moved since the index named it is read as it is now
  const summaries = await reading(table, ranges, { limit, after: cursor })((one) =>
    isInWorklist(one, filter),
  );
  return pageOf(summaries, limit, (one) => [dueOf(one), one.number, one.kind]);
}

/** None where nothing can be in it. */
function keysOf(
  table: ViewsTable,
  office: string,
  { kind, waiting = false, desk, ...filter }: WorkFilter,
): readonly Key[] {
  if (desk !== undefined) return [{ index: DESK, pk: dueFactKeyOf(table, { office, value: desk }) }];
  const [fact] = narrowingsIn(filter);
  if (fact !== undefined)
    return [{ index: factIndexOf(fact), pk: dueFactKeyOf(table, { office, value: filter[fact] ?? '' }) }];
  const ofKind = (one: CaseKind, awaited: boolean): Key => ({
    index: 'dueKind',
    pk: dueKindKeyOf(table, { office, kind: one, waiting: awaited }),
  });
  if (waiting)
    return WAITING_KINDS.filter((one) => kind === undefined || kind === one).map((one) => ofKind(one, true));
  if (kind === undefined) return [{ index: 'due', pk: dueKeyOf(table, office) }];
  return WAITING_KINDS.includes(kind) ? [ofKind(kind, false), ofKind(kind, true)] : [ofKind(kind, false)];
}
