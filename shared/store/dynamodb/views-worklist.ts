/** The work list: every filter is a range of an index on open cases alone, or two that are merged. */
import { DESK } from '#shared/kernel/case-brief.ts';
import { type CaseKind, RECORD_KINDS } from '#shared/kernel/event.ts';
import { placeIn, placeOf } from '../list-place.ts';
import { type Count, dueOf } from '../lists.ts';
import { factIndexOf, narrowingsIn } from '../narrowings.ts';
import {
  type CaseSummary,
  isInWorklist,
  type Page,
  type PageRequest,
  WAITING_KINDS,
  type WorkFilter,
} from '../views.ts';
import { BETWEEN, BY_ITSELF, dueFactKeyOf, dueKeyOf, dueKindKeyOf } from './views-keys.ts';
import { entriesIn, LAST, MOST, type Range, readRanges } from './views-ranges.ts';
import type { ViewsTable } from './views-table.ts';

type Key = Pick<Range, 'index' | 'pk'>;

export async function worklistOf(
  table: ViewsTable,
  { office, filter }: Asked,
  { after, limit }: PageRequest,
): Promise<Page<CaseSummary>> {
  const cursor = placeIn(after, 3)?.join(BETWEEN) ?? null;
  // what moved since the index named it is read as it is now
  const reading = {
    ranges: rangesOf(table, { office, filter }),
    keep: (one: CaseSummary) => isInWorklist(one, filter),
  };
  const { found } = await readRanges(table, reading, { limit, after: cursor });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const next =
    found.length > limit && last !== undefined ? placeOf([dueOf(last), last.number, last.kind]) : null;
  return { items, next };
}

type Asked = { readonly office: string; readonly filter: WorkFilter };

/** What is asked beside a fact is in no key: those cases are looked at. */
export async function openCountOf(table: ViewsTable, { office, filter }: Asked): Promise<Count> {
  const ranges = rangesOf(table, { office, filter });
  const keep = (one: CaseSummary): boolean => isInWorklist(one, filter);
  const facts = narrowingsIn(filter).length;
  const isExact = facts === 0 || (facts === 1 && filter.kind === undefined && !filter.waiting);
  const count = isExact
    ? await entriesIn(table, isWhole(filter) ? rangesOfKinds(table, { office, filter }) : ranges)
    : (await readRanges(table, { ranges, keep }, { limit: MOST, after: null })).found.length;
  return { count: Math.min(count, MOST), more: count > MOST };
}

/** Open cases of an office, narrowed by days alone. */
const isWhole = ({ kind, waiting, desk, ...filter }: WorkFilter): boolean =>
  kind === undefined && !waiting && desk === undefined && narrowingsIn(filter).length === 0;

/** In them a case stands once; the index of the whole office names more than it must where a program of before filled it. */
function rangesOfKinds(table: ViewsTable, { office, filter }: Asked): readonly Range[] {
  return RECORD_KINDS.flatMap((kind) => rangesOf(table, { office, filter: { ...filter, kind } }));
}

function rangesOf(table: ViewsTable, { office, filter }: Asked): readonly Range[] {
  const bounds = { from: filter.from ?? '0', to: `${filter.to ?? ''}${LAST}`, forward: true };
  return keysOf(table, office, filter).map((key) => ({ ...key, ...bounds }));
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
  if (kind === undefined) return [{ index: 'due', pk: dueKeyOf(table, office) }, ofKind(BY_ITSELF, false)];
  return WAITING_KINDS.includes(kind) ? [ofKind(kind, false), ofKind(kind, true)] : [ofKind(kind, false)];
}
