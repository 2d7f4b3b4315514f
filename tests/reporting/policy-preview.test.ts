/** What a page shows before a policy is set is what setting it does, in every cell of every year; both programs agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppealStep } from '#shared/appeal/instances.ts';
import { appealKind } from '#shared/appeal/kind.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import type { Kind, Row } from '#shared/kernel/kind.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, POLICIES, POLICY_NAMES, type PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { differences as cellDifferences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import type { RegisterState } from '#shared/register/state.ts';
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
  TODAY,
  YEARS,
} from './random-ledger.ts';

const RUNS = Number(process.env.POLICY_RUNS ?? 150);
const actor = { user: 'li', role: 'admin', via: 'cli' } as const;

const DECISIONS = KINDS.get('decision') as Kind<RegisterState>;

/** Those whose change reaches recorded cases. */
const REACHING = POLICY_NAMES.filter((name) => kindsFollowing(name).size > 0);
const settling = fc
  .constantFrom<PolicyName>(...REACHING, 'table4By', 'licenceRefusals')
  .chain((policy: PolicyName) =>
    fc.constantFrom(...POLICIES[policy]).map((value) => ({ policy, value }) as Settled),
  );
/** Now and then set, and set back. */
const settlings = fc.array(fc.tuple(settling, fc.boolean()), { minLength: 1, maxLength: 3 }).map((all) =>
  all.flatMap(([there, isBack]) => {
    const back = { policy: there.policy, value: DEFAULT_POLICIES[there.policy] } as Settled;
    return isBack ? [there, back] : [there];
  }),
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

/** Cells that the value in force would move: none, once it is set for the open years. */
async function owed({ log }: RandomLedger, settled: Settled) {
  const { cells } = await previewCases({ log, clock }, OFFICE, settled);
  return cells.filter(({ cases }) => cases.length > 0);
}

/** Where nobody has: the days on which decisions were served or took effect, and how many of an entry refuse. */
async function sayWhatIsMissing(ledger: RandomLedger): Promise<void> {
  const on = addDays(TODAY, -1);
  const service = { command: 'RecordService', kind: 'appeal', step: 'ConcludeAppeal', way: 'inPerson' };
  for (const who of [0, 1, 2, 3]) {
    const appeal = await stateOfCase(ledger.log, appealKind, { office: OFFICE, number: `P${who}` });
    const isSaid = ({ service, effectOf }: AppealStep) => service !== undefined || effectOf !== undefined;
    if (appeal === null || appeal.steps.some(isSaid)) continue;
    for (const fields of [service, { command: 'RecordEffect' }])
      await carryOut(ledger, { by: 'command', fields: { ...fields, case: `P${who}`, on } });
  }
  for (const who of [0, 1, 2, 3]) {
    const entry = await stateOfCase(ledger.log, DECISIONS, { office: OFFICE, number: `E${who}` });
    if (entry === null || entry.voided || entry.cells.refused !== undefined) continue;
    const { kind, count } = entry.cells;
    const row = { number: `E${who}`, kind, decidedOn: entry.on, count, refused: 1 } as Row;
    await carryOut(ledger, { by: 'row', kind: 'decision', row });
  }
}

describe('the preview of a policy', () => {
  it(`is what setting it does, in ${RUNS} random ledgers`, async () => {
    await fc.assert(
      fc.asyncProperty(settledMoves(30), settlings, async (list, all) => {
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
          expect(await owed(ledger, settled)).toEqual([]);
        }
        await sayWhatIsMissing(ledger);
        expect(await owed(ledger, all.at(-1) as Settled)).toEqual([]);
        const reports = await reportsOf(ledger, YEARS);
        const lines = [...archiveLines(ledger.db)];
        for (const [index, year] of YEARS.entries())
          expect(
            cellDifferences(reports[index] ?? {}, await recountArchive(lines, { office: OFFICE, year })),
          ).toEqual([]);
        ledger.log.close();
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);
});
