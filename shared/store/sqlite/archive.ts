/**
 * The whole ledger as one portable NDJSON text: every row as stored, in an order of its own, so that a restored
 * ledger exports the same bytes. It holds sealed personal data and wrapped keys, never a master key.
 */
import type { DatabaseSync } from 'node:sqlite';
import {
  ARCHIVE_TABLES,
  ArchiveError,
  type ArchiveRow,
  ArchiveSum,
  type ArchiveTable,
  archiveRows,
  headLine,
  rowLine,
} from '../archive-form.ts';
import { sqliteCodeOf } from '../faults.ts';
import { queryOf } from './query.ts';

const TABLES = {
  commits: {
    columns: ['position', 'office', 'kind', 'stream', 'version', 'body', 'hash'],
    order: 'position',
  },
  numbers: { columns: ['office', 'kind', 'number', 'stream'], order: 'office, kind, number' },
  keys: { columns: ['office', 'key', 'position'], order: 'office, key' },
  seals: { columns: ['ref', 'body'], order: 'ref' },
  data_keys: { columns: ['office', 'kind', 'stream', 'wrapped'], order: 'office, kind, stream' },
} as const;

/** Lines of the archive, each ending in a newline. One snapshot; `proof` was read before it. */
export function* archiveLines(db: DatabaseSync, proof: readonly ArchiveRow[] = []): Generator<string> {
  const sum = new ArchiveSum();
  yield sum.note(headLine());
  db.exec('BEGIN');
  try {
    for (const t of ARCHIVE_TABLES) {
      const { columns, order } = TABLES[t];
      const rows = queryOf<ArchiveRow['r']>(
        db,
        `SELECT ${columns.join(', ')} FROM ${t} ORDER BY ${order}`,
        true,
      );
      for (const r of rows.iterate()) yield sum.note(rowLine({ t, r }), t);
    }
  } finally {
    db.exec('COMMIT');
  }
  for (const row of proof) yield sum.note(rowLine(row), row.t);
  yield sum.closingLine();
}

/** Fills an empty ledger with an archive's lines, all or nothing. Throws ArchiveError for what is not all of one. */
export function restoreLines(
  db: DatabaseSync,
  lines: Iterable<string>,
  reading: { readonly unclosed?: boolean } = {},
): void {
  const inserts = new Map<ArchiveRow['t'], Insert>(
    ARCHIVE_TABLES.map((table) => [table, insertOf(db, table)]),
  );
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const { t, r } of archiveRows(lines, reading)) inserts.get(t)?.(r);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw isOfTheRow(error)
      ? new ArchiveError(`a line of the archive does not fit: ${error.message}`)
      : error;
  }
}

const CONSTRAINT = 19;
const MISMATCH = 20;

/** A line that stands there twice, or is no row of its table; not a full disk. */
function isOfTheRow(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = sqliteCodeOf(error);
  if (code === null) return error instanceof TypeError || error instanceof RangeError;
  return [CONSTRAINT, MISMATCH].includes(code);
}

type Insert = (cells: readonly (string | number)[]) => void;

function insertOf(db: DatabaseSync, table: ArchiveTable): Insert {
  const { columns } = TABLES[table];
  const statement = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (cells) => {
    if (cells.length !== columns.length) throw new RangeError(`${table} has ${columns.length} columns`);
    statement.run(...cells);
  };
}
