/** `CloseYear` and `RestateYear`: signing what is already there, once it ties out and a second program agrees. */
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { differences } from '#shared/reporting/difference.ts';
import type { Report } from '#shared/reporting/report.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { type FrozenVersion, latest, reportIn } from '#shared/reporting/year-state.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { reportOfTally } from './annual-report.ts';
import { withCases } from './causing-cases.ts';
import {
  chainObstacles,
  freeze,
  obstacleAtOnce,
  refused,
  type Signed,
  type Signing,
  type SigningLedger,
} from './freeze-year.ts';
import { type Recount, recount } from './tally.ts';
import { yearStateOf } from './year-history.ts';
import { clockObstacles, obstaclesOf } from './year-obstacles.ts';

export async function signYear(ledger: SigningLedger, signing: Signing): Promise<Signed> {
  const { log, clock } = ledger;
  const { office, year, reason, confirmed } = signing;
  const broken = await chainObstacles(log);
  if (broken.length > 0) return refused('brokenChains', broken);
  const state = await yearStateOf(log, { office: office.id, year });
  const obstacle = obstacleAtOnce(state, signing, clock.now());
  if (obstacle !== null) return refused(obstacle, [{ code: obstacle, year }]);
  const counted = await atCutOff(ledger, signing);
  const ahead = signing.clockAhead ? [] : clockObstacles(counted.head, clock.now());
  if (ahead.length > 0) return refused('clockBehindLedger', ahead);
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

/**
 * The cut-off: the millisecond before now, so that nothing recorded later can fall under it. An empty write first: once
 * it is through, everything that was being recorded is in the log. Where the log is ahead of the clock, and that is
 * accepted, its newest record.
 */
async function atCutOff(
  { log, clock }: SigningLedger,
  { office: { id: office }, clockAhead }: Signing,
): Promise<Recount> {
  await log.write([async () => null]);
  const now = clock.now();
  const upToNow = await recount(log, { office, asOf: now });
  const { head } = upToNow;
  const counted =
    clockAhead && head !== null && head > now ? await recount(log, { office, asOf: head }) : upToNow;
  const justBefore = instantOf(epochOf(now) - 1);
  const asOf = counted.newest !== null && counted.newest > justBefore ? counted.newest : justBefore;
  return { ...counted, asOf };
}

type Restating = { readonly before: FrozenVersion; readonly report: Report };

function differenceTo(log: EventLog, { before, report }: Restating): Promise<CellDifference[]> {
  const found = differences(reportIn(before.report), report);
  const cut = (asOf: Instant) => new Map([[report.office.id, asOf]]);
  const cuts = { before: cut(before.asOf), after: cut(report.asOf as Instant) };
  return withCases(log, found, { ...cuts, year: report.year });
}
