/** Lists of cases by keyset: a page reads as many rows as it shows, whatever the page and the order. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind } from '#shared/kernel/event.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { byParts, placeIn, placeOf } from '../list-place.ts';
import {
  type Count,
  isListed,
  isPlain,
  LIST_SORTS,
  type ListFilter,
  type ListSort,
  placeParts,
  sortOf,
  statusesIn,
} from '../lists.ts';
import type { CaseSummary, Page, PageRequest } from '../views.ts';
import { NO_DAY } from '../views.ts';
import { COLUMNS, type Row, summaryOf } from './case-rows.ts';
import { queryOf } from './query.ts';

const LAST_CHARACTER = '\u{10ffff}';
/** Rows that are looked through for one page of what no index knows, and how many at a time. */
const MOST_LOOKED_THROUGH = 5_000;
const AT_ONCE = 500;

type Order = { readonly from: string; readonly where: string; readonly by: string };
/** Which rows each order is read from, and by what. */
const ORDERS: Readonly<Record<ListSort, Order>> = {
  opened: {
    from: 'INDEXED BY cases_by_day',
    where: 'status = ? AND opened_on BETWEEN ? AND ?',
    by: 'opened_on, number',
  },
  number: { from: '', where: 'number >= ? AND number < ?', by: 'number' },
  due: { from: 'INDEXED BY cases_by_due_of_kind', where: "status = 'open'", by: 'due, number' },
  concluded: {
    from: 'INDEXED BY cases_by_end',
    where: 'concluded_on IS NOT NULL',
    by: 'concluded_on, number',
  },
};

/** Of a status, over months or days. */
export const COUNT_SQL = `SELECT coalesce(sum(cases), 0) FROM tallies
  WHERE office = ? AND kind = ? AND status = ? AND span = ? AND at >= ? AND at < ?`;

function listSql(sort: ListSort, ascending: boolean): string {
  const { from, where, by } = ORDERS[sort];
  const [follows, direction] = ascending ? ['>', 'ASC'] : ['<', 'DESC'];
  const order = by.replaceAll(/\w+/g, (column) => `${column} ${direction}`);
  return `SELECT ${COLUMNS} FROM cases ${from} WHERE office = ? AND kind = ? AND ${where}
    AND (${by}) ${follows} (${by.replaceAll(/\w+/g, '?')}) ORDER BY ${order} LIMIT ?`;
}

/** The first `most` rows behind a place, in the order of the list. */
type ReadRows = (place: readonly string[], most: number) => readonly CaseSummary[];

export function listReaderOf(db: DatabaseSync) {
  const one = queryOf<Row>(db, `SELECT ${COLUMNS} FROM cases WHERE office = ? AND kind = ? AND number = ?`);
  const tallied = queryOf<[cases: number]>(db, COUNT_SQL, true);
  const readingOf = rowReaderOf(db);
  const list = (office: string, filter: ListFilter, page: PageRequest): Page<CaseSummary> =>
    lookedThrough(readingOf(office, filter), filter, page);
  return {
    list,
    summary(office: string, kind: CaseKind, number: string): CaseSummary | null {
      const row = one.get(office, kind, number);
      return row === undefined ? null : summaryOf(row);
    },
    count(office: string, filter: ListFilter): Count {
      if (!isPlain(filter)) {
        const all = list(office, filter, { limit: MOST_LOOKED_THROUGH });
        return { count: all.items.length, more: all.next !== null };
      }
      let count = 0;
      for (const status of statusesIn(filter))
        for (const range of talliesOf(filter))
          count += tallied.get(office, filter.kind, status, ...range)?.[0] ?? 0;
      return { count, more: false };
    },
  };
}

/** Whole months, and the days of those that are not: a month begins on its first, and has ended by any 31st. */
function talliesOf(filter: ListFilter): readonly (readonly [span: string, from: string, before: string])[] {
  const [from, to] = daysOf(filter);
  if (from > to) return [];
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  const [isWhole, isLastWhole] = [from.endsWith('-01'), to.endsWith('-31')];
  const ends = [
    ...(isWhole ? [] : [[from, first]]),
    ...(isLastWhole || (first === last && !isWhole) ? [] : [[`${last}-01`, last]]),
  ];
  return [
    ['month', isWhole ? first : behind(first), isLastWhole ? behind(last) : last],
    ...ends.map(
      ([day = '', month = '']) => ['day', day, month === last ? behind(to) : behind(month)] as const,
    ),
  ];
}

/** What comes after it and all that begins with it, before the next of its length. */
const behind = (at: string): string => `${at}~`;

function rowReaderOf(db: DatabaseSync): (office: string, filter: ListFilter) => ReadRows {
  const statements = recordOf(LIST_SORTS, (sort) => ({
    up: queryOf<Row>(db, listSql(sort, true)),
    down: queryOf<Row>(db, listSql(sort, false)),
  }));
  return (office, filter) => {
    const sort = sortOf(filter);
    const statement = statements[sort][filter.ascending ? 'up' : 'down'];
    return (place, most) =>
      inOrder(
        rangesOf(filter).map((range) =>
          statement.all(office, filter.kind, ...range, ...place.slice(sort === 'number' ? 1 : 0), most),
        ),
        filter,
      )
        .slice(0, most)
        .map(summaryOf);
  };
}

/** What is read from several ranges is merged; all such lists are by opening. */
function inOrder(ranges: readonly Row[][], { ascending }: ListFilter): readonly Row[] {
  const [first = [], ...more] = ranges;
  if (more.length === 0) return first;
  const direction = ascending ? 1 : -1;
  return ranges.flat().sort((a, b) => byParts([a.opened_on, a.number], [b.opened_on, b.number]) * direction);
}

const daysOf = ({ from, to }: ListFilter) => [from ?? '0000-01-01', to ?? NO_DAY] as const;

/** None where nothing can be in it. */
function rangesOf(filter: ListFilter): readonly (readonly string[])[] {
  const { number = '' } = filter;
  const statuses = statusesIn(filter);
  const sort = sortOf(filter);
  if (sort === 'opened') return statuses.map((status) => [status, ...daysOf(filter)]);
  if (statuses.length === 0) return [];
  return sort === 'number' ? [[number, `${number}${LAST_CHARACTER}`]] : [[]];
}

/** A page of what belongs in the list: at first as many rows as it shows, then more at a time, up to the limit. */
function lookedThrough(read: ReadRows, filter: ListFilter, { after, limit }: PageRequest): Page<CaseSummary> {
  const [sort, end] = [sortOf(filter), filter.ascending ? '' : LAST_CHARACTER];
  const items: CaseSummary[] = [];
  let place: readonly string[] = placeIn(after, 2) ?? [end, end];
  for (let [looked, most] = [0, limit + 1]; ; most = AT_ONCE) {
    const rows = read(place, most);
    items.push(...rows.filter((one) => isListed(one, filter)));
    looked += rows.length;
    const last = items.length > limit ? items[limit - 1] : rows.at(-1);
    if (last !== undefined) place = placeParts(last, sort);
    if (items.length > limit) return { items: items.slice(0, limit), next: placeOf(place) };
    if (rows.length < most) return { items, next: null };
    if (looked >= MOST_LOOKED_THROUGH) return { items, next: placeOf(place) };
  }
}
