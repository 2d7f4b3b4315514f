import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { eventLogContract } from './event-log.contract.ts';

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
