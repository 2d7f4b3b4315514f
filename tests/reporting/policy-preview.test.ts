/** What a page shows before a policy is set is what setting it does, in every cell of every year; both programs agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { POLICIES, POLICY_NAMES, type PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { differences as cellDifferences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { differences } from '#shared/reporting/difference.ts';
import type { Report } from '#shared/reporting/report.ts';
import { previewCases } from '#shared/settling/preview-policy.ts';
import { kindsFollowing } from '#shared/settling/reached-cases.ts';
import { archiveLines } from '#shared/store/sqlite/archive.ts';
import {
  carryOut,
  clock,
  emptyLedger,
  OFFICE,
  type RandomLedger,
  reportsOf,
  settledMoves,
  spell,
  YEARS,
} from './random-ledger.ts';

const RUNS = Number(process.env.POLICY_RUNS ?? 150);
const actor = { user: 'li', role: 'admin', via: 'cli' } as const;

/** Those whose change reaches recorded cases. */
const REACHING = POLICY_NAMES.filter((name) => kindsFollowing(name).size > 0);
const settling = fc
  .constantFrom(...REACHING)
  .chain((policy: PolicyName) =>
    fc.constantFrom(...POLICIES[policy]).map((value) => ({ policy, value }) as Settled),
  );

/** Figures that the tables hold: prose follows from them. */
const inTables = ({ cell }: { readonly cell: string }): boolean => /^table[234]\./.test(cell);

async function moved(ledger: RandomLedger, was: readonly Report[]) {
  const is = await reportsOf(ledger, YEARS);
  return YEARS.flatMap((year, index) =>
    differences(was[index] as Report, is[index] as Report)
      .filter(inTables)
      .map(({ cell, before, after }) => ({ year, cell, before, after })),
  );
}

describe('the preview of a policy', () => {
  it(`is what setting it does, in ${RUNS} random ledgers`, async () => {
    await fc.assert(
      fc.asyncProperty(
        settledMoves(30),
        fc.array(settling, { minLength: 1, maxLength: 4 }),
        async (list, all) => {
          const ledger = emptyLedger();
          for (const move of list) await carryOut(ledger, spell(move));
          const house = { log: ledger.log, clock };
          for (const settled of all) {
            const was = await reportsOf(ledger, YEARS);
            const preview = await previewCases(house, OFFICE, settled);
            const fields = { command: 'SetPolicy', ...settled };
            const done = await executeCommand(house, { office: OFFICE, actor, fields });
            const promised = preview.cells
              .filter((cell) => cell.before !== cell.after && inTables(cell))
              .map(({ year, cell, before, after }) => ({ year, cell, before, after }));
            const sorted = (await moved(ledger, was)).sort(
              (a, b) => a.year - b.year || (a.cell < b.cell ? -1 : 1),
            );
            if (done.ok) expect(sorted).toEqual(promised);
            else expect(sorted).toEqual([]);
          }
          const reports = await reportsOf(ledger, YEARS);
          const lines = [...archiveLines(ledger.db)];
          for (const [index, year] of YEARS.entries())
            expect(
              cellDifferences(reports[index] ?? {}, await recountArchive(lines, { office: OFFICE, year })),
            ).toEqual([]);
          ledger.log.close();
        },
      ),
      { numRuns: RUNS },
    );
  }, 3_600_000);
});
