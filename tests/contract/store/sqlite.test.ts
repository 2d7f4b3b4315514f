import { randomBytes } from 'node:crypto';
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
