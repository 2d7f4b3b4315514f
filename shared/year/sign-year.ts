/** `CloseYear` and `RestateYear`: signing what is already there, once it ties out and a second program agrees. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import { FAULTS } from '#shared/ledger/unknown-events.ts';
import { differences } from '#shared/reporting/difference.ts';
import { type Report, reportIn } from '#shared/reporting/report.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import { asking, passesOver } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { reportOfTally } from './annual-report.ts';
import { withCases } from './causing-cases.ts';
import { atCutOff } from './cut-off.ts';
import {
  chainObstacles,
  freeze,
  heldAgainstSeals,
  obstacleAtOnce,
  refused,
  type Signed,
  type Signing,
  type SigningLedger,
} from './freeze-year.ts';
import { OPINION } from './second-opinion.ts';
import { COUNT } from './tally.ts';
import { yearStateOf } from './year-history.ts';
import { obstaclesOf } from './year-obstacles.ts';

export async function signYear(ledger: SigningLedger, signing: Signing): Promise<Signed> {
  const { log, clock } = ledger;
  const { office, year, reason, confirmed } = signing;
  const state = await yearStateOf(log, { office: office.id, year });
  const obstacle = obstacleAtOnce(state, signing, clock.now());
  if (obstacle !== null) return refused(obstacle, [{ code: obstacle, year }]);
  const sealing = await heldAgainstSeals(ledger);
  const cut = await atCutOff(ledger, {
    offices: [office.id],
    clockAhead: signing.clockAhead,
    count: (asOf) => readUpTo(log, { office: office.id, year, asOf }),
  });
  if (!cut.ok) return refused('clockBehindLedger', cut.obstacles);
  const distrust = await chainObstacles(ledger, { faults: cut.counted.faults, sealing });
  if (distrust[0] !== undefined) return refused(distrust[0].code, distrust);
  const counted = cut.counted.counted();
  const version = state.versions.length + 1;
  const report = await reportOfTally(log, counted, { office, year, version });
  const before = latest(state);
  const difference = before === null ? [] : await differenceTo(log, { before, report });
  if (reason !== undefined && difference.length === 0)
    return refused('nothingToRestate', [{ code: 'nothingToRestate', year, version: before?.version }]);
  const { opinion } = cut.counted;
  const obstacles = await obstaclesOf(log, { report, counted, opinion, now: clock.now(), confirmed });
  const [first] = obstacles;
  if (first !== undefined) return refused(first.code, obstacles);
  const { events } = counted;
  return freeze(ledger, signing, { report, events, digest: counted.digest(), difference });
}

type UpTo = { readonly office: string; readonly year: number; readonly asOf: Instant };

/** Everything a signature needs of the ledger, in one reading of it. */
async function readUpTo(log: EventLog, { office, year, asOf }: UpTo) {
  const [faultsIn, counted, opinion] = await passesOver(log, [
    asking(FAULTS, null),
    asking(COUNT, { office, asOf }),
    asking(OPINION, { office, year, asOf }),
  ]);
  const faults = faultsIn();
  const isSound = faults.brokenChains.length + faults.unknownEvents.length === 0;
  return { faults, counted, opinion, head: isSound ? counted().head : null };
}

type Restating = { readonly before: FrozenVersion; readonly report: Report };

function differenceTo(log: EventLog, { before, report }: Restating): Promise<CellDifference[]> {
  const found = differences(reportIn(before.report), report);
  const cut = (asOf: Instant) => new Map([[report.office.id, asOf]]);
  const cuts = { before: cut(before.asOf), after: cut(report.asOf as Instant) };
  return withCases(log, found, { ...cuts, year: report.year });
}
