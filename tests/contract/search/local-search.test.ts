/** `search.db` beside its ledger: filled by itself, mended by itself, and without what was erased. */
import { copyFileSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { CaseErased } from '#shared/personal/events.ts';
import { findCases } from '#shared/search/find-cases.ts';
import { appendAlone } from '#shared/store/ports.ts';
import { ERASED } from '#shared/store/seal.ts';
import { sqliteSearchIndex } from '#shared/store/sqlite/search-index.ts';
import { LI } from '../../support/memory-ledger.ts';

let folder: string;
let house: LocalHouse;
let told: string[];
const open = async (): Promise<void> => {
  house = await openLocalHouse(folder, { note: (why) => told.push(why) });
};
const register = async (number: string, name: string): Promise<void> => {
  const applicant = { type: 'naturalPerson', name, contact: '13812345678' };
  const at = { channel: 'post', submittedOn: '2026-01-05', signedForOn: '2026-01-05' };
  const fields = { command: 'RegisterApplication', case: number, ...at, applicant, subject: '征地批复' };
  const done = await executeCommand(house, { office: 'default', actor: LI, fields });
  expect(done.ok ? '' : JSON.stringify(done)).toBe('');
};
const found = async (query: string): Promise<string[]> => {
  await house.search.follow();
  const asked = { office: 'default', kind: 'application', query } as const;
  return (await findCases(house, asked, { limit: 10 })).items.map(({ number }) => number);
};
/** In the files themselves. */
const inFile = (name: string, work: (db: DatabaseSync) => void): void => {
  const db = new DatabaseSync(join(folder, name));
  work(db);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
};
const close = (): void => house.close();
const formIn = (data: string): string => {
  const db = new DatabaseSync(join(data, 'search.db'));
  const { value } = db.prepare("SELECT value FROM notes WHERE name = 'form'").get() ?? {};
  db.close();
  return String(value).replace(/^\S+ /, '');
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-local-search-'));
  told = [];
  await open();
  await register('A-1', '张三丰');
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

describe('the index of one machine', () => {
  it('goes on where it was, and is filled anew where it was taken away', async () => {
    expect(await found('张三丰')).toEqual(['A-1']);
    close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `search.db${suffix}`), { force: true });
    await open();
    await register('A-2', '张无忌');
    expect([await found('三丰'), await found('批复')]).toEqual([['A-1'], ['A-2', 'A-1']]);
    expect(told).toEqual([]);
  });

  it('does not believe another ledger', async () => {
    expect(await found('张三丰')).toEqual(['A-1']);
    close();
    const kept = join(folder, 'kept.db');
    copyFileSync(join(folder, 'search.db'), kept);
    for (const name of ['ledger.db', 'views.db', 'search.db'])
      for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `${name}${suffix}`), { force: true });
    copyFileSync(kept, join(folder, 'search.db'));
    await open();
    await register('A-9', '赵敏');
    await register('A-8', '周芷若');
    expect([await found('张三丰'), await found('赵敏')]).toEqual([[], ['A-9']]);
    expect(told).toContain('search.db did not follow from this ledger.db: filled anew from it');
  });

  it('mends itself where a page of it cannot be read', async () => {
    for (let n = 2; n < 40; n += 1) await register(`A-${n}`, `张${n}号`);
    expect(await found('张三丰')).toEqual(['A-1']);
    close();
    inFile('search.db', () => undefined);
    const file = openSync(join(folder, 'search.db'), 'r+');
    for (let at = 4096; at < statSync(join(folder, 'search.db')).size; at += 4096)
      writeSync(file, Buffer.alloc(4096, 7), 0, 4096, at);
    await open();
    expect(await found('张三丰')).toEqual(['A-1']);
    expect(told).toContain('search.db was damaged: filled anew from the ledger');
  });

  it('finds nothing by the texts of a case whose key is destroyed, and still finds its number', async () => {
    await register('A-2', '张无忌');
    const stream = (await house.log.streamOf('default', 'application', 'A-1')) ?? '';
    const at = { office: 'default', kind: 'application', stream } as const;
    inFile('ledger.db', (db) => {
      db.prepare('UPDATE data_keys SET wrapped = ? WHERE stream = ?').run(ERASED, stream);
    });
    expect(await found('张三丰')).toEqual([]);
    await house.search.index.forget(at);
    await house.search.rebuild();
    expect([await found('批复'), await found('A-1')]).toEqual([['A-2'], ['A-1']]);
  });

  it('lets go of a case when it comes to its certificate, whatever of it could still be read', async () => {
    await register('A-2', '张无忌');
    expect(await found('张')).toEqual(['A-2', 'A-1']);
    const stream = (await house.log.streamOf('default', 'application', 'A-1')) ?? '';
    const data = { kind: 'application', number: 'A-1', stream, fingerprint: null, sealed: 1, files: 0 };
    const by = { ground: 'purposeEnded', askedBy: 'li', approvedBy: 'wang' };
    const certificate = {
      type: 'CaseErased',
      v: 1,
      on: '2026-11-27',
      data: { ...data, ...by },
    } as CaseErased;
    const at = { office: 'default', kind: 'personal', stream: 'p1' } as const;
    await appendAlone(house.log, { at, number: 'P-1', actor: LI, events: () => [certificate] });
    expect(await found('张')).toEqual(['A-2']);
    // what is filled from the beginning had read it before it came to the certificate
    await house.search.rebuild();
    expect(await found('张')).toEqual(['A-2']);
    const index = sqliteSearchIndex(join(folder, 'search.db'), { form: formIn(folder) });
    expect(index.held({ office: 'default', kind: 'application', stream })).toBe(0);
    index.close();
  });

  it('takes up so many commits before an answer, and says how many are ahead', async () => {
    const rows = Array.from({ length: 2600 }, (_, n) => `B-${n}`);
    for (let from = 0; from < rows.length; from += 200)
      await Promise.all(rows.slice(from, from + 200).map((number) => register(number, '李某')));
    expect(await house.search.follow()).toBeGreaterThan(0);
    while ((await house.search.follow()) > 0);
    expect(await found('B-2599')).toEqual(['B-2599']);
  });
});
