/**
 * `npm run bench:audit`: what an entry of the audit stream costs beside a bare insert of as many bytes, and how long an
 * auditor waits in a stream of `BENCH_ENTRIES` (200,000); then pages with and without it (`tests/web/audit-cost.test.ts`).
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { AuditEntry } from '#shared/store/audit-log.ts';
import { openAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { inScratch, judge, medianMs, say } from './measuring.ts';

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 200_000);
const ROUNDS = 2000;
const detail = `${ENTRIES} entries`;

function readOf(n: number): AuditEntry {
  return {
    ...{ office: 'default', who: `clerk${n % 40}`, role: 'officer', via: 'form' },
    ...{ from: `10.0.0.${n % 200}`, session: '0123456789ab', what: n % 5 === 0 ? 'caseListed' : 'caseRead' },
    ...(n % 5 === 0
      ? { details: { page: '/applications' } }
      : { on: { kind: 'hotline', number: `GD20260105${String(n % 90_000).padStart(6, '0')}` } }),
  };
}

function bareInsert(folder: string): (body: string) => void {
  const db = new DatabaseSync(join(folder, 'bare.db'));
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE entries (id INTEGER PRIMARY KEY, body TEXT)',
  );
  const insert = db.prepare('INSERT INTO entries (body) VALUES (?)');
  return (body) => void insert.run(body);
}

await inScratch(async (folder) => {
  const file = join(folder, 'audit.db');
  let time = Date.UTC(2026, 0, 5);
  const clock = {
    now: () => {
      time += 1000;
      return instantOf(time);
    },
  };
  const log = openAuditLog(file, { clock, masterKey: Buffer.alloc(32, 1) });
  let n = 0;
  const started = performance.now();
  for (; n < ENTRIES; n += 1) await log.append(readOf(n));
  const each = (performance.now() - started) / ENTRIES;
  const append = await medianMs(ROUNDS, () => {
    n += 1;
    return log.append(readOf(n));
  });
  const bare = bareInsert(folder);
  const body = 'x'.repeat(470);
  const inserted = await medianMs(ROUNDS, () => bare(body));
  say(
    `an entry: ${append.toFixed(3)} ms in a stream of ${n}, ${each.toFixed(3)} ms on average while it grew`,
  );
  say(`a bare insert of as many bytes: ${inserted.toFixed(3)} ms; ratio ${(append / inserted).toFixed(1)}`);
  say(`bytes an entry, with its indexes: ${Math.round(statSync(file).size / n)}`);
  judge({ claim: 'an entry of the audit stream', unit: 'ms', detail }, [append, 1], 'atMost');
  const asked = { office: 'default', on: { kind: 'hotline', number: 'GD20260105000007' } } as const;
  const place = { after: null, limit: 50 };
  judge(
    { claim: 'who saw a case', unit: 'ms', detail },
    [await medianMs(50, () => log.page(asked, place)), 20],
    'atMost',
  );
  const person = { office: 'default', who: 'clerk7' };
  judge(
    { claim: 'what a person did', unit: 'ms', detail },
    [await medianMs(50, () => log.page(person, place)), 20],
    'atMost',
  );
  log.close();
});
