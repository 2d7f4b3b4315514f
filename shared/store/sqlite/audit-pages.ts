/** Reading the audit stream: pages by what is asked, everything chain by chain, and what is gone. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { RIGHT_ACTS } from '#shared/glossary/audit.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { type AuditAsked, auditLineOf } from '../audit-log.ts';
import { UnknownPlace } from '../list-place.ts';
import type { StoredCommit } from '../ports.ts';
import { queryOf } from './query.ts';

/** The same words in the index and in what is asked of it. */
export const OF_RIGHTS = `what IN (${RIGHT_ACTS.map((act) => `'${act}'`).join(', ')})`;
const PAGE = 2000;
const STORED = 'office, kind, stream, version, position, body AS bytes, hash';
const MOST_NAMED = 1000;

/** Positions are given once and count on: what is gone leaves a hole, at the end too. */
export function lossesIn(db: DatabaseSync): readonly string[] {
  const holes = queryOf<{ position: number }>(
    db,
    `SELECT position - 1 AS position FROM commits AS one WHERE position > 1
       AND NOT EXISTS (SELECT 1 FROM commits WHERE position = one.position - 1) ORDER BY position LIMIT ?`,
  ).all(MOST_NAMED);
  const given = queryOf<{ last: number }>(
    db,
    `SELECT seq AS last FROM sqlite_sequence WHERE name = 'commits'
       AND seq > (SELECT coalesce(max(position), 0) FROM commits)`,
  ).all();
  return [...holes.map(({ position }) => position), ...given.map(({ last }) => last)].map(
    (position) => `before or at position ${position}`,
  );
}

/** In the order of recording. */
export function inOrder(db: DatabaseSync) {
  const after = queryOf<StoredCommit>(
    db,
    `SELECT ${STORED} FROM commits WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const head = queryOf<{ position: number }>(db, 'SELECT max(position) AS position FROM commits');
  return {
    storedAfter: async (position: number, limit: number): Promise<readonly StoredCommit[]> =>
      after.all(position, limit),
    head: async () => {
      const position = head.get()?.position ?? null;
      return position === null ? null : { position };
    },
  };
}

export async function* storedIn(db: DatabaseSync): AsyncGenerator<readonly StoredCommit[]> {
  const after = queryOf<StoredCommit>(
    db,
    `SELECT ${STORED} FROM commits WHERE (office, stream, version) > (?, ?, ?)
       ORDER BY office, stream, version LIMIT ?`,
  );
  for (let last = { office: '', stream: '', version: 0 }; ; ) {
    const page = after.all(last.office, last.stream, last.version, PAGE);
    yield page;
    const end = page.at(-1);
    if (page.length < PAGE || end === undefined) return;
    last = end;
  }
}

type Wanted = { readonly after: string | null; readonly limit: number };

export function pageOf(db: DatabaseSync, asked: AuditAsked, { after, limit }: Wanted) {
  const conditions: (readonly [string, SQLInputValue | undefined])[] = [
    ['office = ?', asked.office],
    ['who = ?', asked.who],
    ['on_number = ?', asked.on?.number],
    ['on_kind = ?', asked.on?.kind],
    ['what = ?', asked.what],
    ['came_from = ?', asked.from],
    ['position < ?', after === null || after === '' ? undefined : positionIn(after)],
    ['position > ?', asked.since && lastBefore(db, asked.since, false)],
    ['position <= ?', asked.until && lastBefore(db, asked.until, true)],
  ];
  const named = conditions.filter(([, value]) => value !== undefined);
  const rows = queryOf<StoredCommit>(
    db,
    `SELECT ${STORED} FROM commits WHERE ${[...named.map(([condition]) => condition), ...(asked.rights ? [OF_RIGHTS] : [])].join(' AND ')}
       ORDER BY position DESC LIMIT ?`,
  ).all(...named.map(([, value]) => value ?? null), limit + 1);
  const items = rows.slice(0, limit);
  return {
    items: items.map((row) => auditLineOf({ ...row })),
    next: rows.length > limit ? String(items.at(-1)?.position) : null,
  };
}

function positionIn(after: string): number {
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw new UnknownPlace(after);
}

/** The last position recorded before the instant, or at it; found by halving. */
function lastBefore(db: DatabaseSync, instant: Instant, included: boolean): number {
  const from = queryOf<{ position: number; at: string }>(
    db,
    `SELECT position, json_extract(body, '$.recordedAt') AS at FROM commits
       WHERE position >= ? ORDER BY position LIMIT 1`,
  );
  const newest = queryOf<{ position: number }>(
    db,
    'SELECT coalesce(max(position), 0) AS position FROM commits',
  );
  let [low, high] = [0, newest.get()?.position ?? 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2) + 1;
    const row = from.get(middle);
    if (row !== undefined && (row.at < instant || (included && row.at === instant))) low = row.position;
    else high = middle - 1;
  }
  return low;
}
