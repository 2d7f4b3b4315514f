import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from '#shared/recount/differences.ts';
import { tablesFrom } from '#shared/recount/recounted-tables.ts';
import type { Check, Report } from '#shared/reporting/report.ts';
import { CountingModel } from './counting-model.ts';
import { carryOut, emptyLedger, type Move, moves, reportsOf, spell, YEARS } from './random-ledger.ts';

const RUNS = Number(process.env.HISTORIES ?? 600);

/** Refunds may outweigh a year's fees: K8 then says so of the data, and nothing is wrong with the counting. */
function isRefund({ id, scope }: Check): boolean {
  return id === 'K8' && scope === 'table2.feesTenThousandYuan';
}

function faultsOf(report: Report, model: CountingModel): unknown[] {
  const { table2, table3, table4, year } = report;
  const counted = tablesFrom(model.sums(year), year);
  const isSame = JSON.stringify(counted) === JSON.stringify({ table2, table3, table4 });
  const unequal = isSame ? [] : differences(report, counted);
  const failing = report.checks.filter((check) => !check.holds && !isRefund(check));
  return [...unequal, ...failing].map((fault) => ({ year, ...fault }));
}

/** What is wrong after each accepted step; the first step with a fault is the last one tried. */
async function faultsAlong(list: readonly Move[]): Promise<unknown[]> {
  const ledger = emptyLedger();
  const model = new CountingModel();
  for (const move of list) {
    const tried = spell(move);
    const version = await carryOut(ledger, tried);
    if (version === null) continue;
    model.accepted(tried, version);
    const faults = (await reportsOf(ledger, YEARS)).flatMap((report) => faultsOf(report, model));
    if (faults.length > 0) return faults;
  }
  ledger.log.close();
  return [];
}

describe('the counting rules', () => {
  it(`hold on every prefix of ${RUNS} random histories, every cell and every tie-out`, async () => {
    await fc.assert(
      fc.asyncProperty(moves(12), async (list) => {
        expect(await faultsAlong(list)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
