/** Lists of cases by keyset: a page reads as many rows as it shows, whatever the page. */
import type { DatabaseSync } from 'node:sqlite';
import type { CaseStatus } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { byParts, placeIn, placeOf } from '../list-place.ts';
import type { CaseSummary, ListFilter, Page, PageRequest } from '../views.ts';
import { queryOf } from './query.ts';
import { NO_DAY } from './views-schema.ts';

/** A row of `COLUMNS`. */
export type Row = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly number: string;
  readonly stream: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly opened_on: PlainDate;
  readonly concluded_on: PlainDate | null;
  readonly due_on: PlainDate | null;
  readonly step_due_on: PlainDate | null;
  readonly provisional: 0 | 1;
  readonly recorded_at: Instant;
  readonly facts: string;
};

export const COLUMNS = `office, kind, number, stream, version, status, opened_on, concluded_on, due_on, step_due_on,
  provisional, recorded_at, facts`;
const LISTED: readonly CaseStatus[] = ['open', 'concluded', 'unconfirmed'];
const LAST_CHARACTER = '\u{10ffff}';

export function listReaderOf(db: DatabaseSync) {
  const one = queryOf<Row>(db, `SELECT ${COLUMNS} FROM cases WHERE office = ? AND kind = ? AND number = ?`);
  const byDay = queryOf<Row>(
    db,
    `SELECT ${COLUMNS} FROM cases INDEXED BY cases_by_day
    WHERE office = ? AND kind = ? AND status = ? AND opened_on BETWEEN ? AND ? AND (opened_on, number) < (?, ?)
    ORDER BY opened_on DESC, number DESC LIMIT ?`,
  );
  const byNumber = queryOf<Row>(
    db,
    `SELECT ${COLUMNS} FROM cases
    WHERE office = ? AND kind = ? AND number >= ? AND number < ? AND opened_on BETWEEN ? AND ?
      AND (? = status OR (? = '' AND status <> 'voided'))
    ORDER BY number DESC LIMIT ?`,
  );
  const days = ({ from, to }: ListFilter) => [from ?? '0000-01-01', to ?? NO_DAY] as const;
  return {
    summary(office: string, kind: CaseKind, number: string): CaseSummary | null {
      const row = one.get(office, kind, number);
      return row === undefined ? null : summaryOf(row);
    },
    newest(office: string, filter: ListFilter, { after, limit }: PageRequest): Page<CaseSummary> {
      const [day, number] = placeIn(after, 2) ?? [LAST_CHARACTER, ''];
      const statuses = filter.status === undefined ? LISTED : [filter.status];
      const rows = statuses.flatMap((status) =>
        byDay.all(office, filter.kind, status, ...days(filter), day, number, limit + 1),
      );
      return pageOf(rows.sort(newestFirst), limit, ({ openedOn, number: last }) => [openedOn, last]);
    },
    numbered(office: string, filter: ListFilter, { after, limit }: PageRequest): Page<CaseSummary> {
      const start = filter.number ?? '';
      const end = placeIn(after, 2)?.[1] ?? `${start}${LAST_CHARACTER}`;
      const status = filter.status ?? '';
      const rows = byNumber.all(office, filter.kind, start, end, ...days(filter), status, status, limit + 1);
      return pageOf(rows, limit, ({ number }) => ['', number]);
    },
  };
}

function newestFirst(a: Row, b: Row): number {
  const [first, second] = [b, a].map((row) => [row.opened_on, row.number].map(String));
  return byParts(first ?? [], second ?? []);
}

export function pageOf(
  rows: readonly Row[],
  limit: number,
  cursor: (last: CaseSummary) => readonly string[],
): Page<CaseSummary> {
  const items = rows.slice(0, limit).map(summaryOf);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? placeOf(cursor(last)) : null };
}

function summaryOf(row: Row): CaseSummary {
  const { office, kind, number, stream, version, status } = row;
  return {
    ...{ office, kind, stream, number, version, status },
    openedOn: row.opened_on,
    concludedOn: row.concluded_on,
    dueOn: row.due_on,
    stepDueOn: row.step_due_on,
    provisional: row.provisional === 1,
    recordedAt: row.recorded_at,
    facts: JSON.parse(row.facts),
  };
}
