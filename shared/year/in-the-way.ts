/** Everything that stands in the way of signing a year as it is now, before anybody signs. */
import { parseInstant } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import type { House } from '#shared/store/house.ts';
import { asking, once, passesOver } from '#shared/store/passes.ts';
import { TABLE_KINDS } from './cell-kinds.ts';
import { reportLedger } from './chosen-report.ts';
import { clockObstacles } from './cut-off.ts';
import { OPINION } from './second-opinion.ts';
import { treeObstacles } from './sign-tree.ts';
import { COUNT, recount } from './tally.ts';
import { type Obstacle, obstaclesOf } from './year-obstacles.ts';
import { currentReport } from './year-standing.ts';

type Wanted = { readonly office: Office; readonly year: number; readonly scope: Scope };
type InTheWay = Obstacle | Awaited<ReturnType<typeof treeObstacles>>[number];

/** Figures from the read models; from the ledger the cases that tables 二, 三 and 四 are counted from, up to the same instant. */
export async function inTheWay(
  house: Pick<House, 'log' | 'views' | 'catchUp' | 'clock'>,
  { office, year, scope }: Wanted,
): Promise<readonly InTheWay[]> {
  const { log, clock } = house;
  const ledger = reportLedger(house);
  if (scope === 'tree') return treeObstacles(ledger, { office, year });
  const report = await once(log, 'report', () => currentReport(ledger, { office, year, scope }));
  const asOf = parseInstant(report.asOf);
  const kinds = [...TABLE_KINDS];
  if (asOf === null) {
    const counted = await recount(log, { office: office.id, asOf, kinds: TABLE_KINDS });
    return obstaclesOf(log, { report, counted: { ...counted, asOf: null }, now: clock.now() });
  }
  const [counted, opinion] = await passesOver(log, [
    asking(COUNT, { office: office.id, asOf, kinds }),
    asking(OPINION, { office: office.id, year, asOf }),
  ]);
  const { head, ...rest } = counted();
  const now = clock.now();
  return [
    ...clockObstacles(head, now),
    ...(await obstaclesOf(log, { report, counted: rest, opinion, now })),
  ];
}
