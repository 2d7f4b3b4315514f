import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { packed, unpacked } from '#shared/store/sqlite/search-blocks.ts';
import { sqliteSearchIndex } from '#shared/store/sqlite/search-index.ts';
import { indexedCase, searchIndexContract, term, WITHIN } from './index.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-search-'));
const drafted = join(folder, 'drafted.db');
afterAll(() => rmSync(folder, { recursive: true }));

searchIndexContract('SQLite', async () => sqliteSearchIndex(':memory:', { form: 'f' }), 150);

const find = async (index: ReturnType<typeof sqliteSearchIndex>, name: string, limit = 5000) =>
  (await index.find({ ...WITHIN, terms: [term(name)], after: null, limit })).items.map(({ at }) => at.stream);

describe('search.db', () => {
  it('packs ascending numbers and gives them back', () => {
    const numbers = [5, 6, 133, 134, 70_000, 2 ** 36, 2 ** 36 + 1];
    expect(unpacked(5, packed(numbers))).toEqual(numbers);
  });

  it('keeps thousands of cases under one term in order, whichever comes in between', async () => {
    const index = sqliteSearchIndex(':memory:', { form: 'f' });
    const day = (n: number) => `20${10 + (n % 13)}-0${1 + (n % 9)}-01`;
    const cases = Array.from({ length: 3000 }, (_, n) => indexedCase(`s${n}`, ['x'], { day: day(n) }));
    for (let from = 0; from < cases.length; from += 7) await index.enter(cases.slice(from, from + 7));
    const days = (await find(index, 'x')).map((stream) => day(Number(stream.slice(1))));
    expect(days).toHaveLength(3000);
    expect(days).toEqual([...days].sort().reverse());
  });

  it('is emptied by a program with other terms, or under another key', async () => {
    const file = join(folder, 'form.db');
    const one = sqliteSearchIndex(file, { form: 'f' });
    await one.advance([indexedCase('one', ['x'])], { position: 7, anchor: 'a' });
    const same = sqliteSearchIndex(file, { form: 'f' });
    expect([await same.position(), await same.anchor(), await find(same, 'x')]).toEqual([7, 'a', ['one']]);
    const other = sqliteSearchIndex(file, { form: 'g' });
    expect([await other.position(), await find(other, 'x')]).toEqual([0, []]);
    await expect(one.enter([indexedCase('two', ['x'])])).rejects.toThrow('another version');
    for (const index of [one, same, other]) index.close();
  });

  it('is emptied where its tables were laid out otherwise', async () => {
    const file = join(folder, 'layout.db');
    const index = sqliteSearchIndex(file, { form: 'f' });
    await index.advance([indexedCase('one', ['x'])], { position: 7, anchor: 'a' });
    index.close();
    const db = new DatabaseSync(file);
    db.exec("UPDATE notes SET value = '1 f' WHERE name = 'form'");
    db.close();
    const now = sqliteSearchIndex(file, { form: 'f' });
    expect([await now.position(), await find(now, 'x')]).toEqual([0, []]);
    now.close();
  });

  it('is made anew where its file is damaged', async () => {
    const file = join(folder, 'damaged.db');
    writeFileSync(file, 'no database at all, but long enough to be looked at as one'.repeat(20));
    let told = 0;
    const index = sqliteSearchIndex(file, {
      form: 'f',
      onDamage: () => {
        told += 1;
      },
    });
    await index.enter([indexedCase('one', ['x'])]);
    expect([told, await find(index, 'x')]).toEqual([1, ['one']]);
    index.close();
  });

  it('holds of a case that comes twice in one write what came last', async () => {
    const index = sqliteSearchIndex(':memory:', { form: 'f' });
    await index.enter([indexedCase('one', ['x'])]);
    const [without, again] = [
      indexedCase('one', [], { version: 2 }),
      indexedCase('one', ['x'], { version: 3 }),
    ];
    await index.enter([without, again]);
    expect(await find(index, 'x')).toEqual(['one']);
    await index.enter([
      indexedCase('one', ['x', 'y'], { version: 4 }),
      indexedCase('one', [], { version: 5 }),
    ]);
    expect([await find(index, 'x'), await find(index, 'y')]).toEqual([[], []]);
    index.close();
  });

  it('is taken over by a draft in one write, while it is read', async () => {
    const file = join(folder, 'draft.db');
    const index = sqliteSearchIndex(file, { form: 'f' });
    await index.advance([indexedCase('old', ['x'])], { position: 3, anchor: 'a' });
    const draft = index.draft();
    draft.begin([indexedCase('new', ['x'])]);
    expect(await find(index, 'x')).toEqual(['old']);
    // nothing of a draft outlives a crash: a journal would only cost time
    expect(readdirSync(folder).filter((name) => name.endsWith('-journal'))).toEqual([]);
    await draft.takeOver({ position: 9, anchor: 'b' });
    draft.discard();
    expect([await index.position(), await find(index, 'x')]).toEqual([9, ['new']]);
    index.close();
    expect(readdirSync(folder).filter((name) => name.includes('draft-'))).toEqual([]);
  });

  it('holds after a draft what it holds after each change by itself', async () => {
    const word = fc.integer({ min: 0, max: 40 }).map((n) => `w${n}`);
    const words = fc.uniqueArray(word, { maxLength: 6 });
    const begun = fc.array(fc.record({ words, day: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 });
    const renewed = fc.array(fc.record({ at: fc.nat(59), words }), { maxLength: 20 });
    const ran = fc.asyncProperty(begun, renewed, async (first, later) => {
      const cases = first.map((one, n) => indexedCase(`s${n}`, one.words, { day: `2026-03-0${one.day}` }));
      const again = later.flatMap(({ at, words }, n) =>
        at < first.length ? [indexedCase(`s${at}`, words, { version: n + 2 })] : [],
      );
      const [own, other] = [
        sqliteSearchIndex(':memory:', { form: 'f' }),
        sqliteSearchIndex(drafted, { form: 'f' }),
      ];
      const draft = other.draft();
      for (let from = 0; from < cases.length; from += 20) {
        draft.begin(cases.slice(from, from + 20));
        await own.enter(cases.slice(from, from + 20));
      }
      draft.renew(again);
      await own.enter(again);
      await draft.takeOver(null);
      draft.discard();
      for (let n = 0; n <= 40; n += 1) expect(await find(other, `w${n}`)).toEqual(await find(own, `w${n}`));
      expect(cases.map(({ at }) => other.held(at))).toEqual(cases.map(({ at }) => own.held(at)));
      for (const index of [own, other]) index.close();
    });
    await fc.assert(ran, { numRuns: 15 });
  });

  it('holds nothing of a case that is forgotten, not even in pages that are free', async () => {
    const file = join(folder, 'gone.db');
    const index = sqliteSearchIndex(file, { form: 'f' });
    await index.enter([indexedCase('one', ['lonely', 'shared']), indexedCase('two', ['shared'])]);
    const hashOf = (name: string) => Buffer.from(term(name), 'base64url').subarray(0, 5);
    const written = () => {
      const db = new DatabaseSync(file);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      return readFileSync(file);
    };
    const before = written();
    expect([before.includes(hashOf('lonely')), before.includes('one')]).toEqual([true, true]);
    await index.forget(indexedCase('one', []).at);
    const after = written();
    expect([after.includes(hashOf('lonely')), after.includes(hashOf('shared'))]).toEqual([false, true]);
    index.close();
  });
});
