/** `CloseYear` and `RestateYear`: signing what is already there, once it ties out and a second program agrees. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import { differences } from '#shared/reporting/difference.ts';
import { type Report, reportIn } from '#shared/reporting/report.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { reportOfTally } from './annual-report.ts';
import { withCases } from './causing-cases.ts';
import { atCutOff } from './cut-off.ts';
import {
  chainObstacles,
  freeze,
  obstacleAtOnce,
  refused,
  type Signed,
  type Signing,
  type SigningLedger,
} from './freeze-year.ts';
import { recount } from './tally.ts';
import { yearStateOf } from './year-history.ts';
import { obstaclesOf } from './year-obstacles.ts';

export async function signYear(ledger: SigningLedger, signing: Signing): Promise<Signed> {
  const { log, clock } = ledger;
  const { office, year, reason, confirmed } = signing;
  const faults = await chainObstacles(ledger);
  if (faults[0] !== undefined) return refused(faults[0].code, faults);
  const state = await yearStateOf(log, { office: office.id, year });
  const obstacle = obstacleAtOnce(state, signing, clock.now());
  if (obstacle !== null) return refused(obstacle, [{ code: obstacle, year }]);
  const cut = await atCutOff(ledger, {
    offices: [office.id],
    clockAhead: signing.clockAhead,
    count: (asOf) => recount(log, { office: office.id, asOf }),
  });
  if (!cut.ok) return refused('clockBehindLedger', cut.obstacles);
  const { counted } = cut;
  const version = state.versions.length + 1;
  const report = await reportOfTally(log, counted, { office, year, version });
  const before = latest(state);
  const difference = before === null ? [] : await differenceTo(log, { before, report });
  if (reason !== undefined && difference.length === 0)
    return refused('nothingToRestate', [{ code: 'nothingToRestate', year, version: before?.version }]);
  const obstacles = await obstaclesOf(log, { report, counted, now: clock.now(), confirmed });
  const [first] = obstacles;
  if (first !== undefined) return refused(first.code, obstacles);
  const { events } = counted;
  return freeze(ledger, signing, { report, events, digest: counted.digest(), difference });
}

type Restating = { readonly before: FrozenVersion; readonly report: Report };

function differenceTo(log: EventLog, { before, report }: Restating): Promise<CellDifference[]> {
  const found = differences(reportIn(before.report), report);
  const cut = (asOf: Instant) => new Map([[report.office.id, asOf]]);
  const cuts = { before: cut(before.asOf), after: cut(report.asOf as Instant) };
  return withCases(log, found, { ...cuts, year: report.year });
}
