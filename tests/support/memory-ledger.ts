/** A ledger in memory with the product's own doors, and a clock the test sets. */
import { randomBytes } from 'node:crypto';
import { type Execution, executeCommand, type Fields } from '#shared/desk/execute.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { Report } from '#shared/reporting/report.ts';
import { archiveLines, restoreLines } from '#shared/store/sqlite/archive.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { reportOfTally } from '#shared/year/annual-report.ts';
import { recount } from '#shared/year/tally.ts';
import { readyToSign } from './ready-to-sign.ts';

export type Made = { readonly kind: CaseKind; readonly row: Row };
export const LI = { user: 'li', role: 'officer', via: 'cli' } as const;
const CHUNK = 5000;

export type MemoryLedger = ReturnType<typeof memoryLedger>;

export function memoryLedger(office = { id: 'o', name: '甲局' }) {
  let now = epochOf('2026-01-20T09:00:00.000+08:00' as Instant);
  // every question to the clock is a millisecond later, as it is in life
  const clock = {
    now: () => {
      now += 1;
      return instantOf(now);
    },
  };
  const db = openLedger(':memory:');
  const log = sqliteEventLog(db, { clock, masterKey: randomBytes(32) });
  const at = office.id;
  return {
    log,
    clock,
    office,
    setClock: (instant: string) => {
      now = epochOf(instant as Instant);
    },
    /** The office as it stands before it signs anything: named, and with its own words in section 五. */
    found: async (): Promise<void> => {
      await addOffice({ log, clock }, { ...office, parent: null, actor: LI });
      await readyToSign({ log, clock }, at, office.name);
    },
    record: async (made: readonly Made[], into = at): Promise<string[]> => {
      const outcomes: string[] = [];
      for (let from = 0; from < made.length; from += CHUNK) {
        const jobs = made.slice(from, from + CHUNK).flatMap(({ kind, row }) => {
          const room = KINDS.get(kind);
          return room === undefined
            ? []
            : [rowJob(room, { office: into, number: String(row.number), actor: LI }, row)];
        });
        for (const outcome of await log.write(jobs))
          outcomes.push(outcome.ok ? outcome.value.outcome : String(outcome.error));
      }
      return outcomes;
    },
    command: (fields: Fields, from = at, key?: string): Promise<Execution> =>
      executeCommand({ log, clock }, { office: from, actor: LI, fields, ...(key && { key }) }),
    report: async (year: number, asOf: Instant | null = null): Promise<Report> =>
      reportOfTally(log, await recount(log, { office: at, asOf }), { office, year }),
    archive: () => [...archiveLines(db)],
    restore: (lines: readonly string[], reading?: { readonly unclosed: boolean }) =>
      restoreLines(db, lines, reading),
    close: () => log.close(),
  };
}
