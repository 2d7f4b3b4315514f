import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { asking, passOver } from '#shared/store/passes.ts';
import { archiveLines } from '#shared/store/sqlite/archive.ts';
import { OPINION } from '#shared/year/second-opinion.ts';
import {
  carryOut,
  emptyLedger,
  type Move,
  OFFICE,
  reportsOf,
  settledMoves,
  spell,
  YEARS,
} from './random-ledger.ts';

/** 10,000 in a command of their own: `npm run recount:long`. */
const RUNS = Number(process.env.RECOUNT_RUNS ?? 300);

async function archiveOf(list: readonly Move[]): Promise<{ lines: string[]; reports: object[] }> {
  const ledger = emptyLedger();
  for (const move of list) await carryOut(ledger, spell(move));
  const made = { lines: [...archiveLines(ledger.db)], reports: await reportsOf(ledger, YEARS) };
  ledger.log.close();
  return made;
}

async function disagreements(list: readonly Move[]): Promise<unknown[]> {
  const { lines, reports } = await archiveOf(list);
  const found: unknown[] = [];
  for (const [index, year] of YEARS.entries()) {
    const recount = await recountArchive(lines, { office: OFFICE, year });
    found.push(...differences(reports[index] ?? {}, recount).map((one) => ({ year, ...one })));
  }
  return found;
}

const A_CASE: readonly Move[] = [
  { what: 'RegisterApplication', who: 0, day: 60, pick: 0, more: 1 },
  { what: 'Reply', who: 0, day: 80, pick: 0, more: 0 },
];

describe('the independent recount', () => {
  it(`agrees with the product in every cell of ${RUNS} random ledgers`, async () => {
    await fc.assert(
      fc.asyncProperty(settledMoves(30), async (list) => {
        expect(await disagreements(list)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);

  it('finds a fault planted in the report, and names the cell', async () => {
    const { lines, reports } = await archiveOf(A_CASE);
    const report = structuredClone(reports[1]) as { table3: { rows: Record<string, number[]> } };
    report.table3.rows.disclosed?.splice(1, 1, 2);
    const recount = await recountArchive(lines, { office: OFFICE, year: 2025 });
    expect(differences(report, recount)).toEqual([
      { path: 'table3.disclosed.commercialEnterprise', report: 2, recount: 1 },
    ]);
  });

  it('differs when the archive lost the outcome that the report counts', async () => {
    const { lines, reports } = await archiveOf(A_CASE);
    const shorter = lines.filter((line) => !line.includes('ApplicationReplied'));
    const recount = await recountArchive(shorter, { office: OFFICE, year: 2025 });
    expect(differences(reports[1] ?? {}, recount).map(({ path }) => path)).toContain(
      'table3.carriedForward.total',
    );
  });

  it('refuses what is no archive, and a case whose commits do not follow each other', async () => {
    const { lines } = await archiveOf(A_CASE);
    const asked = { office: OFFICE, year: 2025 };
    await expect(recountArchive(['{}'], asked)).rejects.toThrow('head of an archive');
    await expect(recountArchive(['not json'], asked)).rejects.toThrow('line 1');
    const gap = lines.filter((line) => !line.includes('ApplicationRegistered'));
    await expect(recountArchive(gap, asked)).rejects.toThrow('A0 version 2: follows version 0');
  });

  it('reads the log of any engine as it reads an archive', async () => {
    const ledger = emptyLedger();
    for (const move of A_CASE) await carryOut(ledger, spell(move));
    const asked = { office: OFFICE, year: 2025 };
    const asOf = '2999-12-31T00:00:00.000+08:00' as Instant;
    const fromLog = await passOver(ledger.log, asking(OPINION, { ...asked, asOf }));
    expect(fromLog).toEqual(await recountArchive([...archiveLines(ledger.db)], asked));
    expect(fromLog.table3.rows.disclosed?.at(-1)).toBe(1);
    ledger.log.close();
  });

  it('counts one office, and only what was recorded by an instant', async () => {
    const { lines } = await archiveOf(A_CASE);
    const other = await recountArchive(lines, { office: 'another', year: 2025 });
    const before = await recountArchive(lines, { office: OFFICE, year: 2025, asOf: '2020-01-01T00:00' });
    expect(other.table3.rows.newlyReceived?.at(-1)).toBe(0);
    expect(before.table3.rows.newlyReceived?.at(-1)).toBe(0);
  });
});
