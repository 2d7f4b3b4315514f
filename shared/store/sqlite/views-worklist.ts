/**
 * The work list by keyset. Every filter has an index of its own, on open cases alone: a page reads as many rows as it
 * shows and one more, whatever the filter, whichever the page, and however many closed cases stand beside.
 */
import type { DatabaseSync } from 'node:sqlite';
import { keysOf, recordOf } from '#shared/kernel/keys.ts';
import { byParts, placeIn, placeOf } from '../list-place.ts';
import { type Count, dueOf } from '../lists.ts';
import { NARROWINGS, type Narrowing, narrowingsIn } from '../narrowings.ts';
import {
  type CaseSummary,
  NO_DAY,
  type Page,
  type PageRequest,
  WAITING_KINDS,
  type WorkFilter,
} from '../views.ts';
import { COLUMNS, type Row, summaryOf } from './case-rows.ts';
import { type Query, queryOf } from './query.ts';

/** Counted row by row: an office with more open cases than this is told so. */
const MOST_COUNTED = 10_000;
const ORDER = '(due, number, kind) > (?, ?, ?) AND due <= ? ORDER BY due, number, kind LIMIT ?';
const from = (index: string): string => `SELECT ${COLUMNS} FROM cases INDEXED BY ${index} WHERE office = ?`;

/** Of a kind, and those that others have to act on, where that is asked, too. */
const ASIDE = "kind = coalesce(?, kind) AND (? = 0 OR (due_on IS NULL AND kind <> 'hotline'))";
/** Cases that hold the fact asked for, and of the other facts those that are asked for, where any is. */
function ofFact(fact: Narrowing): string {
  const others = besides(fact).map((other) => ` AND ${other} IS coalesce(?, ${other})`);
  return `${from(`cases_by_due_of_${fact}`)} AND ${fact} = ? AND status = 'open'${others.join('')} AND ${ASIDE} AND ${ORDER}`;
}
const besides = (fact: Narrowing): readonly Narrowing[] => NARROWINGS.filter((other) => other !== fact);

/** What is read of each filter; the parameters before the cursor are the office and the name of the part. */
export const WORKLIST_SQL = {
  all: `${from('cases_by_due')} AND status = 'open' AND ${ORDER}`,
  kind: `${from('cases_by_due_of_kind')} AND kind = ? AND status = 'open' AND ${ORDER}`,
  waiting: `${from('cases_waiting')} AND kind = ? AND status = 'open' AND due_on IS NULL AND kind <> 'hotline' AND ${ORDER}`,
  desk: `${from('cases_on_desk')} AND desk = ? AND ${ORDER}`,
  ...recordOf(NARROWINGS, ofFact),
} as const;
type Scope = keyof typeof WORKLIST_SQL;
type Part = { readonly scope: Scope; readonly of: readonly (string | number | null)[] };

export function worklistReaderOf(db: DatabaseSync) {
  const statements: Readonly<Record<Scope, Query<Row>>> = recordOf(keysOf(WORKLIST_SQL), (scope) =>
    queryOf<Row>(db, WORKLIST_SQL[scope]),
  );
  const counts: Readonly<Record<Scope, Query<{ readonly n: number }>>> = recordOf(
    keysOf(WORKLIST_SQL),
    (scope) => queryOf(db, `SELECT count(*) AS n FROM (${WORKLIST_SQL[scope].replace(COLUMNS, '1')})`),
  );
  return {
    page(office: string, { after, limit }: PageRequest, filter: WorkFilter): Page<CaseSummary> {
      const start = placeIn(after, 3) ?? [filter.from ?? '', '', ''];
      const rows = partsOf(filter).flatMap(({ scope, of }) =>
        statements[scope].all(office, ...of, ...start, filter.to ?? NO_DAY, limit + 1),
      );
      return pageOf(rows.sort(byDue), limit);
    },
    count(office: string, filter: WorkFilter): Count {
      const place = [filter.from ?? '', '', '', filter.to ?? NO_DAY] as const;
      const count = partsOf(filter)
        .map(({ scope, of }) => counts[scope].get(office, ...of, ...place, MOST_COUNTED + 1)?.n ?? 0)
        .reduce((sum, some) => sum + some, 0);
      return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED };
    },
  };
}

function pageOf(rows: readonly Row[], limit: number): Page<CaseSummary> {
  const items = rows.slice(0, limit).map(summaryOf);
  const last = items.at(-1);
  const next =
    rows.length > limit && last !== undefined ? placeOf([dueOf(last), last.number, last.kind]) : null;
  return { items, next };
}

/** The ranges a filter is read from; none where nothing can be in it. */
function partsOf({ kind, waiting = false, desk, ...filter }: WorkFilter): readonly Part[] {
  if (desk !== undefined) return [{ scope: 'desk', of: [desk] }];
  const [fact] = narrowingsIn(filter);
  if (fact !== undefined) {
    const of = [fact, ...besides(fact)].map((one) => filter[one] ?? null);
    return [{ scope: fact, of: [...of, kind ?? null, waiting ? 1 : 0] }];
  }
  if (waiting) {
    const kinds = WAITING_KINDS.filter((one) => kind === undefined || kind === one);
    return kinds.map((one) => ({ scope: 'waiting', of: [one] }));
  }
  return [kind === undefined ? { scope: 'all', of: [] } : { scope: 'kind', of: [kind] }];
}

function byDue(a: Row, b: Row): number {
  const [first, second] = [a, b].map((row) =>
    [row.due_on ?? row.step_due_on ?? NO_DAY, row.number, row.kind].map(String),
  );
  return byParts(first ?? [], second ?? []);
}
