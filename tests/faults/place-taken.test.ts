/** Read models that are filled anew take the place of the old ones under their name, where nobody has those open. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { copyWritten } from '#shared/store/sqlite/checkpoints.ts';
import { databaseNamed } from '#shared/store/sqlite/database-file.ts';
import { placeTaken } from '#shared/store/sqlite/place-taken.ts';

const BESIDE = join(import.meta.dirname, '../support/place-taken-beside.ts');
const own = { letGo: () => true, now: () => null };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-place-'));
  file = join(folder, 'views.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const ahead = (db: DatabaseSync): void => db.exec('PRAGMA journal_mode = WAL');
/** Enough rows for pages that no single one holds. */
function made(path: string, what: string): void {
  const db = databaseNamed(path, ahead);
  db.exec('CREATE TABLE rows (what TEXT)');
  for (let n = 0; n < 300; n += 1)
    db.prepare('INSERT INTO rows VALUES (?)').run(`${what} ${'x'.repeat(100)}`);
  db.close();
}
/** What a file says: how many rows of each making, and whether its pages fit together. */
function saidBy(path: string): unknown {
  const db = databaseNamed(path, ahead);
  const rows = db
    .prepare(
      "SELECT substr(what, 1, instr(what || ' ', ' ') - 1) AS what, count(*) AS n FROM rows GROUP BY 1",
    )
    .all();
  const checked = db.prepare('PRAGMA integrity_check').get();
  db.close();
  return [Object.fromEntries(rows.map(({ what, n }) => [what, n])), checked?.integrity_check];
}
const beside = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', BESIDE, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const inode = (path: string): number => statSync(path).ino;

describe('a draft', () => {
  it('leaves the old file or is the new one, whole, wherever it is killed', async () => {
    const [start, draft] = [join(folder, 'start'), join(folder, 'new.db')];
    made(start, 'old');
    made(draft, 'new');
    // what somebody who was killed wrote ahead lies beside the file
    const writer = new DatabaseSync(start);
    ahead(writer);
    writer.exec("INSERT INTO rows VALUES ('late')");
    for (const suffix of ['', '-wal']) copyFileSync(`${start}${suffix}`, `${file}${suffix}.kept`);
    writer.close();
    const found = new Map<string, number>();
    let ending = '';
    for (let call = 1; ending === ''; call += 1) {
      for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}.kept`, `${file}${suffix}`);
      rmSync(`${file}-shm`, { force: true });
      copyFileSync(draft, `${file}.draft`);
      const { stdout, signal } = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', BESIDE, 'die', file, String(call)],
        { encoding: 'utf8' },
      );
      if (signal === null) ending = stdout;
      const isNew = !existsSync(`${file}.draft`);
      expect([call, saidBy(file)]).toEqual([call, [isNew ? { new: 300 } : { old: 300, late: 1 }, 'ok']]);
      found.set(String(isNew), (found.get(String(isNew)) ?? 0) + 1);
    }
    expect(ending).toBe('taken');
    expect(found.get('false')).toBeGreaterThan(5);
    // the one that is killed on its way out, and the one that is not
    expect(found.get('true')).toBeGreaterThan(1);
    expect(saidBy(file)).toEqual([{ new: 300 }, 'ok']);
  }, 240_000);

  it.each([
    { who: 'nobody', written: false },
    { who: 'somebody who writes the new one', written: true },
  ])(
    'is met by a process that had opened the old file by then, beside $who',
    async ({ written }) => {
      made(file, 'old');
      made(join(folder, 'draft'), 'new');
      const taken = join(folder, 'taken');
      const child = beside('come', file, taken);
      let said = '';
      child.stdout?.on('data', (text) => {
        said += text;
      });
      while (said === '') await once(child.stdout ?? child, 'data');
      expect(placeTaken(join(folder, 'draft'), { file, own })).toBe(true);
      const writer = databaseNamed(file, ahead);
      if (written) {
        writer.exec("CREATE TABLE more (x); INSERT INTO rows VALUES ('mine')");
        for (let n = 0; n < 50; n += 1) writer.exec(`INSERT INTO more VALUES (zeroblob(9000))`);
      } else writer.close();
      writeFileSync(taken, '');
      await once(child, 'close');
      expect(said).toBe('opened\n2 tries');
      if (written) {
        expect(writer.prepare("SELECT count(*) AS n FROM rows WHERE what = 'from beside'").get()).toEqual({
          n: 1,
        });
        writer.close();
      }
      expect(saidBy(file)).toEqual([{ new: 300, from: 1, ...(written && { mine: 1 }) }, 'ok']);
    },
    60_000,
  );

  it('takes nobody’s place where somebody has the file open, or where that is a link or gone', () => {
    made(file, 'old');
    made(join(folder, 'draft'), 'new');
    const link = join(folder, 'link.db');
    symlinkSync(file, link);
    const take = (path: string): boolean => placeTaken(join(folder, 'draft'), { file: path, own });
    expect(take(link)).toBe(false);
    const reader = databaseNamed(file, ahead);
    expect(take(file)).toBe(false);
    reader.close();
    expect(placeTaken(join(folder, 'draft'), { file, own: { ...own, letGo: () => false } })).toBe(false);
    expect(saidBy(file)).toEqual([{ old: 300 }, 'ok']);
    expect(take(file)).toBe(true);
    expect(saidBy(link)).toEqual([{ new: 300 }, 'ok']);
  });
});

it('what was written ahead of the new file is copied into no old one that somebody holds', () => {
  made(file, 'old');
  made(join(folder, 'draft'), 'new');
  let writer: DatabaseSync | null = null;
  // as the process beside does it (`checkpoints.ts`), and comes just then
  const late = databaseNamed(
    file,
    (db) => {
      if (writer === null) {
        expect(placeTaken(join(folder, 'draft'), { file, own })).toBe(true);
        writer = databaseNamed(file, ahead);
        writer.exec("INSERT INTO rows VALUES ('mine')");
      }
      db.prepare('PRAGMA schema_version').get();
    },
    0,
  );
  expect(late.prepare("SELECT count(*) AS n FROM rows WHERE what = 'mine'").get()).toEqual({ n: 1 });
  late.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  late.close();
  copyWritten(file, new Map());
  expect(saidBy(file)).toEqual([{ new: 300, mine: 1 }, 'ok']);
});

describe('a rebuild', () => {
  it('replaces both files where it is alone, and writes into them where somebody has them open', async () => {
    const data = join(folder, 'data');
    const files = ['views.db', 'search.db'].map((name) => join(data, name));
    const house = await openLocalHouse(data);
    const before = files.map(inode);
    await house.rebuild();
    const alone = files.map(inode);
    expect(alone.filter((one, at) => one === before[at])).toEqual([]);
    // asked again it opens what stands there now
    expect((await auditViews(house)).drifts).toEqual([]);
    const other = await openLocalHouse(data);
    await house.rebuild();
    expect(files.map(inode)).toEqual(alone);
    for (const one of [house, other]) expect((await auditViews(one)).drifts).toEqual([]);
    for (const one of [house, other]) one.close();
    expect(readdirSync(data).filter((name) => /draft|-journal|-wal/.test(name))).toEqual([]);
  }, 60_000);
});
