/** The cases behind a cell, page by page: the bundles that hold it are merged in the order of the numbers. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseKind } from '#shared/kernel/event.ts';
import { placeIn, placeOf } from '../list-place.ts';
import type { CellMember, Page, PageRequest } from '../views.ts';
import type { Bundles } from './bundles.ts';
import { queryOf } from './query.ts';

type Cell = { readonly office: string; readonly cell: string; readonly year: number };
type Row = readonly [number: string, kind: CaseKind, weight: number];

/** A page costs one short range read for each bundle and span of years: few, however many cases. */
export function membersReaderOf(db: DatabaseSync, bundles: Bundles) {
  const spans = queryOf<[bundle: number, first: number, last: number]>(
    db,
    'SELECT bundle, first, last FROM spans WHERE office = ? AND last >= ? AND first <= ?',
    true,
  );
  const rows = queryOf<Row>(
    db,
    `SELECT number, kind, weight FROM members WHERE bundle = ? AND first = ? AND last = ?
    AND (number, kind) > (?, ?) ORDER BY number, kind LIMIT ?`,
    true,
  );
  return ({ office, cell, year }: Cell, { after, limit }: PageRequest): Page<CellMember> => {
    const holding = new Set(bundles.holding(office, cell));
    const standing = spans.all(office, year, year);
    const [number, kind] = placeIn(after, 2) ?? ['', ''];
    const found = standing
      .filter(([bundle]) => holding.has(bundle))
      .flatMap((span) => rows.all(...span, number, kind, limit + 1));
    const members = together(found.sort(byNumber)).slice(0, limit + 1);
    const items = members.slice(0, limit);
    const last = items.at(-1);
    const next = members.length > limit && last !== undefined ? placeOf([last.case, last.kind]) : null;
    return { items, next };
  };
}

/** By the bytes of UTF-8, as the engine orders them. */
function byNumber(a: Row, b: Row): number {
  return Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])) || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
}

/** A case that stands in a cell over two spans is one member with both weights. */
function together(rows: readonly Row[]): CellMember[] {
  const members: CellMember[] = [];
  for (const [number, kind, weight] of rows) {
    const last = members.at(-1);
    if (last === undefined || last.case !== number || last.kind !== kind)
      members.push({ case: number, kind, weight });
    else members[members.length - 1] = { ...last, weight: last.weight + weight };
  }
  return members;
}
