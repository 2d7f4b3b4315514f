/** Everything that stands in the way of signing a year as it is now, before anybody signs. */
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import type { House } from '#shared/store/house.ts';
import { asking, once, passesOver } from '#shared/store/passes.ts';
import { TABLE_KINDS } from './cell-kinds.ts';
import { reportLedger } from './chosen-report.ts';
import { clockObstacles } from './cut-off.ts';
import { OPINION } from './second-opinion.ts';
import { treeObstacles } from './sign-tree.ts';
import { type SuitNotCounted, suitsNotCounted } from './suits-not-counted.ts';
import { COUNT } from './tally.ts';
import { type Obstacle, obstaclesOf } from './year-obstacles.ts';
import { currentReport } from './year-standing.ts';

const FIRST_INSTANT = instantOf(0);

type Wanted = { readonly office: Office; readonly year: number; readonly scope: Scope };
type InTheWay = Obstacle | Awaited<ReturnType<typeof treeObstacles>>[number];

/** `suits`: those that table 四 leaves out, to be looked at again. */
export type Readiness = {
  readonly obstacles: readonly InTheWay[];
  readonly suits: readonly SuitNotCounted[];
};

/** Figures from the read models; from the ledger the cases that tables 二, 三 and 四 are counted from, up to the same instant. */
export async function inTheWay(
  house: Pick<House, 'log' | 'views' | 'catchUp' | 'clock'>,
  { office, year, scope }: Wanted,
): Promise<Readiness> {
  const { log, clock } = house;
  const ledger = reportLedger(house);
  if (scope === 'tree') return { obstacles: await treeObstacles(ledger, { office, year }), suits: [] };
  const report = await once(log, 'report', () => currentReport(ledger, { office, year, scope }));
  // without a record nothing is looked at
  const asOf = report.asOf || FIRST_INSTANT;
  const [counted, opinion] = await passesOver(log, [
    asking(COUNT, { office: office.id, asOf, kinds: [...TABLE_KINDS] }),
    asking(OPINION, { office: office.id, year, asOf }),
  ]);
  const { head, cases } = counted();
  const now = clock.now();
  const found = await obstaclesOf(log, { report, counted: { asOf, cases }, opinion, now });
  return { obstacles: [...clockObstacles(head, now), ...found], suits: suitsNotCounted(cases) };
}
