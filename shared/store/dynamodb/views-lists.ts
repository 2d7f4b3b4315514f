/** Lists of cases: an index names the cases in order, the cases themselves say what they are now. */
import type { CaseStatus } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { bytewise, placeIn, placeOf } from '../list-place.ts';
import { DUE_INDEXES } from '../narrowings.ts';
import { NO_DAY } from '../sqlite/views-schema.ts';
import type { CaseSummary, ListFilter, Page, PageRequest } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';
import { heldOf } from './views-apply.ts';
import { BETWEEN, caseItemKey, numberKeyOf, statusKeyOf } from './views-keys.ts';
import { allItems, firstItems, type ViewsTable } from './views-table.ts';

const LISTED: readonly CaseStatus[] = ['open', 'concluded', 'unconfirmed'];
export const LAST = '\u{10ffff}';

/** Range of one key of an index; `from` and `to` are included. */
export type Range = {
  readonly index: 'status' | 'number' | (typeof DUE_INDEXES)[number];
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly forward: boolean;
};
const SORTS: Readonly<Record<Range['index'], string>> = {
  status: 'daySort',
  number: 'numberSort',
  ...recordOf(DUE_INDEXES, () => 'dueSort'),
};
type Entry = { readonly key: ItemKey; readonly sort: string };

export async function summaryOf(
  table: ViewsTable,
  name: { readonly office: string; readonly kind: CaseKind; readonly number: string },
): Promise<CaseSummary | null> {
  const key = caseItemKey(table, name);
  const held = heldOf((await allItems(table, [key])).get(`${key.pk} ${key.sk}`));
  return held?.summary ?? null;
}

export function listOf(
  table: ViewsTable,
  { office, filter }: { readonly office: string; readonly filter: ListFilter },
  page: PageRequest,
): Promise<Page<CaseSummary>> {
  return filter.number === undefined
    ? newestFirst(table, { office, filter }, page)
    : byNumber(table, { office, filter }, page);
}

async function newestFirst(
  table: ViewsTable,
  { office, filter }: { readonly office: string; readonly filter: ListFilter },
  { after, limit }: PageRequest,
): Promise<Page<CaseSummary>> {
  const statuses = filter.status === undefined ? LISTED : [filter.status];
  const last = [filter.to ?? NO_DAY, LAST].join(BETWEEN);
  const passed = placeIn(after, 2)?.join(BETWEEN) ?? null;
  const ranges = statuses.map(
    (status): Range => ({
      index: 'status',
      pk: statusKeyOf(table, { office, kind: filter.kind, status }),
      from: filter.from ?? '0000-01-01',
      to: passed === null ? last : earlier(passed, last),
      forward: false,
    }),
  );
  const read = reading(table, ranges, { limit, after: passed });
  const keep = ({ kind, status }: CaseSummary): boolean => kind === filter.kind && statuses.includes(status);
  return pageOf(await read(keep), limit, ({ openedOn, number }) => [openedOn, number]);
}

const earlier = (a: string, b: string): string => (bytewise(a, b) < 0 ? a : b);

async function byNumber(
  table: ViewsTable,
  { office, filter }: { readonly office: string; readonly filter: ListFilter },
  { after, limit }: PageRequest,
): Promise<Page<CaseSummary>> {
  const start = filter.number ?? '';
  const cursor = placeIn(after, 2)?.[1] ?? null;
  const range: Range = {
    index: 'number',
    pk: numberKeyOf(table, { office, kind: filter.kind }),
    // the engine takes no empty text as the end of a range
    from: start === '' ? '\u0001' : start,
    to: cursor ?? `${start}${LAST}`,
    forward: false,
  };
  const keep = ({ status, openedOn }: CaseSummary): boolean =>
    (filter.status === undefined ? status !== 'voided' : status === filter.status) &&
    openedOn >= (filter.from ?? '') &&
    openedOn <= (filter.to ?? NO_DAY);
  const read = reading(table, [range], { limit, after: cursor });
  return pageOf(await read(keep), limit, ({ number }) => ['', number]);
}

/** Reads on until one more than a page is found or nothing is left; entries that moved meanwhile are passed over. */
export function reading(
  table: ViewsTable,
  ranges: readonly Range[],
  { limit, after }: { readonly limit: number; readonly after: string | null },
) {
  return async (keep: (summary: CaseSummary) => boolean): Promise<readonly CaseSummary[]> => {
    const found: CaseSummary[] = [];
    let ahead = ranges.map((range) => ({ range, passed: after }));
    while (found.length <= limit && ahead.length > 0) {
      const lists = await Promise.all(ahead.map((one) => entriesOf(table, one, limit + 1)));
      // a case on its way from one key of an index to another may stand under both
      const unique = [...new Map(lists.flat().map((one) => [`${one.key.pk} ${one.sort}`, one])).values()];
      const entries = unique.sort((a, b) => bytewise(a.sort, b.sort) * (ranges[0]?.forward ? 1 : -1));
      const due = entries.slice(0, limit + 1);
      const items = await allItems(
        table,
        due.map(({ key }) => key),
      );
      const held = due.flatMap(({ key }) => heldOf(items.get(`${key.pk} ${key.sk}`))?.summary ?? []);
      found.push(...held.filter(keep));
      const passed = due.at(-1)?.sort ?? null;
      ahead = due.length <= limit || passed === null ? [] : ahead.map(({ range }) => ({ range, passed }));
    }
    return found.slice(0, limit + 1);
  };
}

async function entriesOf(
  table: ViewsTable,
  { range, passed }: { readonly range: Range; readonly passed: string | null },
  limit: number,
): Promise<readonly Entry[]> {
  const { index, pk, forward } = range;
  const [from, to] =
    passed === null ? [range.from, range.to] : forward ? [passed, range.to] : [range.from, passed];
  const [hash, sort] = [`${index}Key`, SORTS[index]];
  const query = {
    TableName: table.name,
    IndexName: index,
    KeyConditionExpression: '#hash = :pk AND #sort BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#hash': hash, '#sort': sort },
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
    ScanIndexForward: forward,
  };
  // ends are included: the entry that was passed last comes first again
  return (await firstItems(table, query, limit + 1))
    .map((item) => ({ key: { pk: String(item.pk), sk: String(item.sk) }, sort: String(item[sort]) }))
    .filter((entry) => entry.sort !== passed)
    .slice(0, limit);
}

export function pageOf(
  found: readonly CaseSummary[],
  limit: number,
  cursor: (last: CaseSummary) => readonly string[],
): Page<CaseSummary> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? placeOf(cursor(last)) : null };
}
