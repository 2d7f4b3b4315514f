/**
 * `npm run bench:search`: finding cases at 320,000 (`BENCH_CASES`), nearly all of them calls that are found by their
 * words, beside the same questions to clear texts in SQLite, looked through and by FTS5 trigrams; what a case takes in
 * bytes, and whether both find the same.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seeded } from '#functions/demo/seeded.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { findEverywhere } from '#shared/search/find-cases.ts';
import { append } from '#shared/store/ports.ts';
import { LI } from '../support/memory-ledger.ts';
import { eventOf, type PlainCase, plainCases, plainIndex } from '../support/plain-cases.ts';
import { inScratch, judge, say } from './measuring.ts';

const COUNT = Number(process.env.BENCH_CASES ?? 320_000);
const SEED = Number(process.env.SEED ?? 20261127);
const ASKED = Number(process.env.BENCH_QUERIES ?? 400);
const PAGE = 20;
const KINDS = ['application', 'hotline', 'appeal'] as const;
const LIMIT_MS = 50;
const CHUNK = 2000;

type Mixed = Readonly<Record<string, readonly string[]>>;

function queriesOf(cases: readonly PlainCase[], words: readonly string[]): Mixed {
  const chance = seeded(SEED + 1);
  const any = (): PlainCase => chance.pick(cases);
  const often = (): string => words[chance.int(0, 8)] ?? '';
  const each = (make: () => string): string[] => Array.from({ length: Math.ceil(ASKED / 6) }, make);
  return {
    'a telephone': each(() => any().phone),
    'a name': each(() => any().name),
    'a common word': each(often),
    'two common words': each(() => `${often()} ${often()}`),
    'a common word and a rare one': each(() => `${often()} ${words[chance.int(900, words.length - 1)]}`),
    'nothing of the kind': each(() => `${[...often()].reverse().join('')}${often()} ${often()}`),
  };
}

async function fill(house: LocalHouse, cases: readonly PlainCase[]): Promise<void> {
  const fields = { command: 'SetPolicy', policy: 'hotlineSearch', value: 'texts', reach: 'fromNow' };
  await executeCommand(house, { office: 'default', actor: LI, fields });
  for (let from = 0; from < cases.length; from += CHUNK)
    await house.log.write(
      cases.slice(from, from + CHUNK).map((one) => (writer) => {
        const at = { office: 'default', kind: one.kind, stream: `s-${one.number}` };
        return append(writer, { at, number: one.number, actor: LI, after: 0, events: [eventOf(one)] });
      }),
    );
}

const seconds = async (work: () => Promise<unknown>): Promise<string> => {
  const start = performance.now();
  await work();
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
};

function share(times: readonly number[], of: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN;
}

async function timed(queries: Mixed, ask: (query: string) => unknown): Promise<number[]> {
  const all: number[] = [];
  for (const [what, some] of Object.entries(queries)) {
    const times: number[] = [];
    for (const query of some) {
      const start = performance.now();
      await ask(query);
      times.push(performance.now() - start);
    }
    say(`  ${what}: median ${share(times, 0.5).toFixed(2)} ms, p95 ${share(times, 0.95).toFixed(2)} ms`);
    all.push(...times);
  }
  return all;
}

/** The clear texts in one table, newest last: what a ledger without sealed texts would ask. */
function clearTexts(
  file: string,
  cases: readonly PlainCase[],
): { like(query: string): unknown; trigram(query: string): unknown } {
  const db = new DatabaseSync(file);
  db.exec(`CREATE TABLE cases (id INTEGER PRIMARY KEY, number TEXT, said TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (said, tokenize = 'trigram', content = '')`);
  const [row, word] = [
    db.prepare('INSERT INTO cases VALUES (?, ?, ?)'),
    db.prepare('INSERT INTO words (rowid, said) VALUES (?, ?)'),
  ];
  db.exec('BEGIN');
  cases.forEach(({ number, name, phone, identity, subject, description }, at) => {
    const said = [name, phone, identity, subject, description].join('\n');
    row.run(at, number, said);
    word.run(at, said);
  });
  db.exec('COMMIT');
  say(`clear texts with trigrams: ${(statSync(file).size / cases.length).toFixed(0)} bytes a case`);
  const all = (query: string, each: string): string =>
    query
      .split(' ')
      .map(() => each)
      .join(' AND ');
  return {
    like: (query) =>
      db
        .prepare(
          `SELECT number FROM cases WHERE ${all(query, 'instr(said, ?)')} ORDER BY id DESC LIMIT ${PAGE}`,
        )
        .all(...query.split(' ')),
    trigram: (query) =>
      db.prepare(`SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ${PAGE}`).all(
        query
          .split(' ')
          .map((part) => `"${part}"`)
          .join(' AND '),
      ),
  };
}

/** As its pages are, whether they lie in the file or beside it. */
function bytesOf(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const { bytes } =
    db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').get() ?? {};
  db.close();
  return Number(bytes);
}

async function compareHits(house: LocalHouse, queries: Mixed, cases: readonly PlainCase[]): Promise<number> {
  const plain = plainIndex(cases);
  const days = new Map(cases.map(({ number, day }) => [number, day]));
  let differing = 0;
  for (const query of Object.values(queries).flatMap((some) => some.slice(0, 12))) {
    const found = await findEverywhere(house, { office: 'default', query, kinds: KINDS }, { limit: PAGE });
    for (const kind of KINDS) {
      const right = plain(kind, query)
        .map((number) => days.get(number) ?? '')
        .sort()
        .reverse()
        .slice(0, PAGE);
      const is = (found.get(kind)?.items ?? []).map(({ number }) => days.get(number) ?? '');
      if (JSON.stringify(is) !== JSON.stringify(right)) differing += 1;
    }
  }
  return differing;
}

await inScratch(async (folder) => {
  const { cases, words } = plainCases(SEED, COUNT);
  const house = await openLocalHouse(join(folder, 'data'));
  say(`${COUNT} cases recorded in ${await seconds(() => fill(house, cases))}`);
  say(`indexed in ${await seconds(() => house.search.rebuild())}`);
  const bytes = bytesOf(join(folder, 'data', 'search.db'));
  say(`search.db: ${(bytes / COUNT).toFixed(0)} bytes a case, ${(bytes / 1e6).toFixed(0)} MB`);
  const queries = queriesOf(cases, words);
  const ask = (query: string) => findEverywhere(house, { office: 'default', query }, { limit: PAGE });
  await timed(queries, ask);
  say('keyed hashes, each hit opened:');
  const ours = await timed(queries, ask);
  const clear = clearTexts(join(folder, 'clear.db'), cases);
  say('clear texts, looked through newest first:');
  const looked = await timed(queries, clear.like);
  say('clear texts, FTS5 trigrams (finds no word of two characters):');
  await timed(queries, clear.trigram);
  judge(
    { claim: 'p95 of mixed searches', unit: 'ms', detail: `${COUNT} cases` },
    [share(ours, 0.95), LIMIT_MS],
    'atMost',
  );
  judge(
    { claim: 'p95 of mixed searches beside looking through', peer: 'clear texts in SQLite, looked through' },
    [share(ours, 0.95) / share(looked, 0.95), 1],
    'atMost',
  );
  judge(
    { claim: 'answers that differ from a plain index', unit: '' },
    [await compareHits(house, queries, cases), 0],
    'atMost',
  );
  house.close();
});
