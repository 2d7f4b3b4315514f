/** The peer of import and rebuild: SQLite alone, given the very rows they leave behind, in batches, with their indexes. */
import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

const BATCH = 1000;
/** Rows are written in the order in which their cases came, as far as the table tells it. */
const IN_ORDER: Readonly<Record<string, string>> = {
  commits: 'position',
  numbers: 'number',
  members: 'number',
};

export type Copying = { readonly from: string; readonly to: string; readonly durable: boolean };

/** Seconds spent writing the rows of `from` into a new file; reading them is not counted. */
export function secondsToInsert({ from, to, durable }: Copying): number {
  const source = new DatabaseSync(from, { readOnly: true });
  const target = emptyLike(source, to, durable);
  let seconds = 0;
  for (const table of namesOf(source)) seconds += copied(source, target, table);
  source.close();
  target.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true });
  return seconds;
}

function emptyLike(source: DatabaseSync, file: string, durable: boolean): DatabaseSync {
  const target = new DatabaseSync(file);
  target.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'};
    PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000`);
  const schema = source.prepare(
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC",
  );
  for (const { sql } of schema.all()) target.exec(String(sql));
  return target;
}

function namesOf(db: DatabaseSync): string[] {
  const tables = db.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  return tables.all().map(({ name }) => String(name));
}

function copied(source: DatabaseSync, target: DatabaseSync, table: string): number {
  const order = IN_ORDER[table];
  // without the columns that the engine works out by itself
  const columns = source.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  const names = columns.map(({ name }) => String(name)).join(', ');
  const reading = source.prepare(
    `SELECT ${names} FROM ${table}${order === undefined ? '' : ` ORDER BY ${order}`}`,
  );
  reading.setReturnArrays(true);
  const insert = target.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
  let [seconds, batch] = [0, [] as SQLInputValue[][]];
  const flush = (): void => {
    const start = performance.now();
    target.exec('BEGIN');
    for (const row of batch) insert.run(...row);
    target.exec('COMMIT');
    seconds += (performance.now() - start) / 1000;
    batch = [];
  };
  for (const row of reading.iterate() as unknown as Iterable<SQLInputValue[]>) {
    batch.push(row);
    if (batch.length === BATCH) flush();
  }
  if (batch.length > 0) flush();
  return seconds;
}

/** Seconds to read the log in the order of recording and to parse every commit. */
export function secondsToReadLog(file: string): number {
  const source = new DatabaseSync(file, { readOnly: true });
  const start = performance.now();
  const reading = source.prepare(
    'SELECT position, body, hash FROM commits WHERE position > ? ORDER BY position LIMIT 500',
  );
  for (let last = 0; ; ) {
    const page = reading.all(last) as { position: number; body: string }[];
    for (const { body } of page) JSON.parse(body);
    if (page.length < 500) break;
    last = page.at(-1)?.position ?? last;
  }
  source.close();
  return (performance.now() - start) / 1000;
}
