import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyWritten, leaveCheckpoints } from '#shared/store/sqlite/checkpoints.ts';
import { openDatabase } from '#shared/store/sqlite/schema.ts';
import { openSearchDatabase } from '#shared/store/sqlite/search-schema.ts';
import { openViewsDatabase } from '#shared/store/sqlite/views-schema.ts';

let folder: string;
const opened: DatabaseSync[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-copied-'));
  leaveCheckpoints();
});
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(folder, { recursive: true });
});

const kept = (db: DatabaseSync): DatabaseSync => {
  opened.push(db);
  return db;
};
/** More than any connection leaves in the write-ahead file by itself. */
const MUCH_MB = 34;
const MB = 3;
function written(db: DatabaseSync, megabytes = MB): void {
  db.exec('CREATE TABLE IF NOT EXISTS much (bytes BLOB)');
  const insert = db.prepare('INSERT INTO much VALUES (zeroblob(1000000))');
  for (let at = 0; at < megabytes; at += 1) insert.run();
}
const sizeOf = (file: string): number => statSync(file).size / 1e6;

describe('what a process that answers has written', () => {
  it('is copied into no file by itself, whatever it is', () => {
    const at = (name: string): string => join(folder, name);
    written(kept(openDatabase(at('ledger.db'), '')), MUCH_MB);
    written(kept(openViewsDatabase(at('views.db'), 'p')), MUCH_MB);
    written(kept(openSearchDatabase(at('search.db'), { form: 'f' })), 2 * MB);
    for (const name of ['ledger.db', 'views.db', 'search.db']) expect(sizeOf(at(name))).toBeLessThan(1);
  });

  it('is copied by another one, once until there is more, and its space is used again', () => {
    const file = join(folder, 'ledger.db');
    const db = kept(openDatabase(file, ''));
    const copied = new Map<string, number>();
    copyWritten(file, copied);
    written(db);
    copyWritten(file, copied);
    expect(sizeOf(file)).toBeGreaterThan(MB);
    const before = sizeOf(`${file}-wal`);
    written(db);
    expect(sizeOf(`${file}-wal`)).toBeLessThan(before * 1.1);
    copyWritten(file, copied);
    expect(sizeOf(file)).toBeGreaterThan(2 * MB);
  });

  it('is left where it is while it cannot be copied', () => {
    const file = join(folder, 'ledger.db');
    const db = kept(openDatabase(file, ''));
    const reader = kept(openDatabase(file, ''));
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM sqlite_master').get();
    written(db);
    const copied = new Map<string, number>();
    expect(() => copyWritten(file, copied)).not.toThrow();
    expect(() => copyWritten(join(folder, 'none.db'), copied)).not.toThrow();
    expect(reader.prepare('SELECT count(*) AS n FROM sqlite_master').get()).toEqual({ n: 0 });
    reader.exec('COMMIT');
    copyWritten(file, copied);
    expect(sizeOf(file)).toBeGreaterThan(MB);
  });

  it('stops nobody where a file cannot be opened, and makes none that was put away', () => {
    const [folderThere, away] = [join(folder, 'views.db'), join(folder, 'search.db')];
    mkdirSync(folderThere);
    for (const file of [folderThere, away]) writeFileSync(`${file}-wal`, 'left');
    for (const file of [folderThere, away]) expect(() => copyWritten(file, new Map())).not.toThrow();
    expect(existsSync(away)).toBe(false);
  });
});
