/** The peer of recording: what commands left in the ledger, by prepared inserts alone, each in a durable commit of its own. */
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { openLedger } from '#shared/store/sqlite/schema.ts';

/** Columns of what one commit may leave, and where they stand. */
const LEFT = {
  commits: {
    columns: 'office, kind, stream, version, body, hash',
    of: 'SELECT office, kind, stream, version, body, hash FROM commits WHERE position = ?1',
  },
  numbers: {
    columns: 'office, kind, number, stream',
    of: `SELECT n.office, n.kind, n.number, n.stream FROM commits c JOIN numbers n
      ON n.office = c.office AND n.kind = c.kind AND n.number = json_extract(c.body, '$.number')
      WHERE c.position = ?1 AND c.version = 1`,
  },
  keys: {
    columns: 'office, key, position',
    of: `SELECT k.office, k.key, k.position FROM commits c JOIN keys k
      ON k.office = c.office AND k.key = json_extract(c.body, '$.key') WHERE c.position = ?1`,
  },
  seals: {
    columns: 'ref, body',
    of: `SELECT s.ref, s.body FROM commits c JOIN seals s ON s.ref = json_extract(c.body, '$.seal.ref')
      WHERE c.position = ?1`,
  },
  data_keys: {
    columns: 'office, kind, stream, wrapped',
    of: `SELECT d.office, d.kind, d.stream, d.wrapped FROM commits c JOIN data_keys d USING (office, kind, stream)
      WHERE c.position = ?1 AND c.version = 1`,
  },
} as const;

type Row = { readonly insert: StatementSync; readonly values: SQLInputValue[] };

export type Peer = {
  /** Seconds to insert, one commit after another, what was recorded behind the place it had come to. */
  follow(): number;
  close(): void;
};

/** `folder` holds a ledger; the peer's own file lies beside it, on the same disk and with the same settings. */
export function peerOf(folder: string): Peer {
  const source = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
  const target = openLedger(join(folder, 'bare.db'));
  const rowsOf = readerOf(source, target);
  const head = source.prepare('SELECT coalesce(max(position), 0) AS position FROM commits');
  const [begin, commit] = [target.prepare('BEGIN IMMEDIATE'), target.prepare('COMMIT')];
  let last = Number(head.get()?.position);
  return {
    follow: () => {
      const commits: Row[][] = [];
      for (const to = Number(head.get()?.position); last < to; last += 1) commits.push(rowsOf(last + 1));
      const start = performance.now();
      for (const rows of commits) {
        begin.run();
        for (const { insert, values } of rows) insert.run(...values);
        commit.run();
      }
      return (performance.now() - start) / 1000;
    },
    close: () => {
      source.close();
      target.close();
    },
  };
}

function readerOf(source: DatabaseSync, target: DatabaseSync): (position: number) => Row[] {
  const tables = Object.entries(LEFT).map(([name, { columns, of }]) => {
    const marks = columns.split(', ').map(() => '?');
    const reading = source.prepare(of);
    reading.setReturnArrays(true);
    const insert = target.prepare(`INSERT INTO ${name} (${columns}) VALUES (${marks.join(', ')})`);
    return { reading, insert };
  });
  return (position) =>
    tables.flatMap(({ reading, insert }) =>
      (reading.all(position) as unknown as SQLInputValue[][]).map((values) => ({ insert, values })),
    );
}
