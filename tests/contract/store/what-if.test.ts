import { randomBytes } from 'node:crypto';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { whatIfLog } from '#shared/store/sqlite/what-if.ts';
import { eventLogContract } from './event-log.contract.ts';

let time = Date.UTC(2026, 8, 18);
const clock = {
  now: () => {
    time += 1000;
    return instantOf(time);
  },
};

eventLogContract('a log that is tried out', async () =>
  whatIfLog(sqliteEventLog(openLedger(':memory:'), { clock, masterKey: randomBytes(32) }), clock),
);
