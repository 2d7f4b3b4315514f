/**
 * The whole ledger as one portable NDJSON text: every row as stored, in an order of its own, so that a restored
 * ledger exports the same bytes. It holds sealed personal data and wrapped keys, never a master key.
 */
import type { DatabaseSync } from 'node:sqlite';

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
type Table = keyof typeof TABLES;
const NAMES = Object.keys(TABLES) as Table[];

export const ARCHIVE_HEAD = { format: 'taizhang-archive', version: 1 } as const;

/** Lines of the archive, each ending in a newline: the head, then rows as `{"t":table,"r":[columns]}`. One snapshot. */
export function* archiveLines(db: DatabaseSync): Generator<string> {
  yield `${JSON.stringify(ARCHIVE_HEAD)}\n`;
  db.exec('BEGIN');
  try {
    for (const table of NAMES) {
      const { columns, order } = TABLES[table];
      const rows = db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${order}`).iterate();
      for (const row of rows)
        yield `${JSON.stringify({ t: table, r: columns.map((column) => row[column]) })}\n`;
    }
  } finally {
    db.exec('COMMIT');
  }
}

export class ArchiveError extends Error {}

/** Fills an empty ledger with an archive's lines, all or nothing. Throws ArchiveError for what is no archive. */
export function restoreLines(db: DatabaseSync, lines: Iterable<string>): void {
  const inserts = new Map(NAMES.map((table) => [table as string, insertOf(db, table)]));
  db.exec('BEGIN IMMEDIATE');
  try {
    let first = true;
    for (const line of lines) {
      if (first) checkHead(line);
      else inserted(inserts, line);
      first = false;
    }
    if (first) throw new ArchiveError('the archive is empty');
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

type Insert = (cells: readonly (string | number)[]) => void;

function insertOf(db: DatabaseSync, table: Table): Insert {
  const { columns } = TABLES[table];
  const statement = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (cells) => void statement.run(...cells);
}

function checkHead(line: string): void {
  const head = parsed(line) as { format?: unknown; version?: unknown };
  if (head.format !== ARCHIVE_HEAD.format || head.version !== ARCHIVE_HEAD.version)
    throw new ArchiveError('not an archive of this program');
}

function inserted(inserts: ReadonlyMap<string, Insert>, line: string): void {
  const { t, r } = parsed(line) as { t?: unknown; r?: unknown };
  const insert = inserts.get(String(t));
  if (insert === undefined || !Array.isArray(r))
    throw new ArchiveError('a line of the archive cannot be read');
  insert(r as (string | number)[]);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    throw new ArchiveError('a line of the archive is no JSON');
  }
}
