import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { LogWriter } from '#shared/store/ports.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { draft, eventLogContract } from './event-log.contract.ts';

/** A clock that runs backwards, as a machine's may. */
function backwardsClock() {
  let time = Date.UTC(2026, 8, 18);
  return {
    now: () => {
      time -= 1000;
      return instantOf(time);
    },
  };
}

eventLogContract('SQLite', async () =>
  sqliteEventLog(openLedger(':memory:'), { clock: backwardsClock(), masterKey: randomBytes(32) }),
);

it('keeps few pages of the ledger while it records little at a time, and many for a long write', async () => {
  const db = openLedger(':memory:');
  const log = sqliteEventLog(db, { clock: backwardsClock(), masterKey: randomBytes(32) });
  const kilobytes = () => -Number(db.prepare('PRAGMA cache_size').get()?.cache_size);
  const jobs = (count: number) => log.write(Array.from({ length: count }, () => async () => kilobytes()));
  const few = { ok: true, value: 4096 };
  const many = { ok: true, value: 32_768 };
  expect(kilobytes()).toBe(many.value);
  expect((await jobs(50))[0]).toEqual(few);
  expect((await jobs(1000))[0]).toEqual(many);
  expect((await jobs(1))[0]).toEqual(few);
  log.close();
});

it('keeps cases whose numbers follow each other side by side: commits, keys and sealed texts', async () => {
  const db = openLedger(':memory:');
  const log = sqliteEventLog(db, { clock: backwardsClock(), masterKey: randomBytes(32) });
  const numberOf = (running: number): string => `SQ2026-${String(running).padStart(7, '0')}`;
  const recorded = (running: number, version: number) => (writer: LogWriter) => {
    const number = numberOf(running);
    const stream = writer.newStream('o1', 'application', number);
    return writer.append(draft({ at: { office: 'o1', kind: 'application', stream }, number, version }));
  };
  for (const version of [1, 2])
    await log.write(Array.from({ length: 3000 }, (_, index) => recorded((index * 7) % 3000, version)));
  const fifty = new Set(Array.from({ length: 50 }, (_, index) => numberOf(1200 + index)));
  /** From the first of the fifty to the last, of all rows in the order in which the engine keeps them. */
  const farthest = (rows: string): number => {
    const all = db.prepare(rows).all();
    const places = all.flatMap(({ number }, place) => (fifty.has(String(number)) ? [place] : []));
    return Math.max(...places) - Math.min(...places) + 1;
  };
  const commits = `SELECT json_extract(c.body, '$.number') AS number FROM commits c`;
  expect([
    farthest(`${commits} ORDER BY stream, version`),
    farthest(`${commits} JOIN seals s ON s.ref = json_extract(c.body, '$.seal.ref') ORDER BY s.ref`),
    farthest(`${commits} JOIN data_keys d USING (office, kind, stream) WHERE version = 1 ORDER BY d.stream`),
  ]).toEqual([100, 100, 50]);
  log.close();
});
