/** `CloseYear` and `RestateYear`: signing what is already there, once it ties out and a second program agrees. */
import { randomUUID } from 'node:crypto';
import { STATE_CALENDAR } from '../../shared/kernel/calendar/calendar.ts';
import type { Actor } from '../../shared/kernel/event.ts';
import {
  dateOfInstant,
  epochOf,
  type Instant,
  instantOf,
  lastDayOf,
} from '../../shared/kernel/plain-date.ts';
import type { RefusalCode } from '../../shared/kernel/refusal-code.ts';
import { differences } from '../../shared/reporting/difference.ts';
import { canonicalJson, type Report } from '../../shared/reporting/report.ts';
import { type CellDifference, type Frozen, yearStreamOf } from '../../shared/reporting/year-events.ts';
import { type FrozenVersion, latest, type YearState } from '../../shared/reporting/year-state.ts';
import type { Clock, EventLog } from '../../shared/store/ports.ts';
import { ROOMS } from '../record/rooms.ts';
import { type Office, reportOfTally } from './annual-report.ts';
import { withCases } from './causing-cases.ts';
import { digestOf } from './ledger-digest.ts';
import { PROGRAM_VERSION } from './program-version.ts';
import { type Recount, recount } from './tally.ts';
import { yearStateOf } from './year-history.ts';
import { type Obstacle, obstaclesOf } from './year-obstacles.ts';

export type SigningLedger = { readonly log: EventLog; readonly clock: Clock };
export type Signing = {
  readonly office: Office;
  readonly year: number;
  readonly approvedBy: string;
  readonly actor: Actor;
  /** Given for a restatement, absent for a closing. */
  readonly reason?: string;
  readonly key?: string;
};
export type Signed =
  | { readonly ok: true; readonly frozen: Frozen; readonly difference: readonly CellDifference[] }
  | { readonly ok: false; readonly code: RefusalCode; readonly obstacles: readonly object[] };

export async function signYear(ledger: SigningLedger, signing: Signing): Promise<Signed> {
  const { log, clock } = ledger;
  const { office, year, reason } = signing;
  const state = await yearStateOf(log, { office: office.id, year });
  const obstacle = obstacleAtOnce(state, signing, clock.now());
  if (obstacle !== null) return refused(obstacle, [{ code: obstacle, year }]);
  const counted = await atCutOff(ledger, office.id);
  const version = state.versions.length + 1;
  const report = await reportOfTally(log, counted, { office, year, version });
  const before = latest(state);
  const difference = before === null ? [] : await differenceTo(log, { before, counted, report });
  if (reason !== undefined && difference.length === 0)
    return refused('nothingToRestate', [{ code: 'nothingToRestate', year, version: before?.version }]);
  const today = dateOfInstant(clock.now());
  const obstacles = await obstaclesOf(log, { report, counted, today, calendar: STATE_CALENDAR });
  const [first] = obstacles;
  if (first !== undefined) return refused(first.code, obstacles);
  return frozen(ledger, signing, { report, counted, difference });
}

function refused(code: RefusalCode, obstacles: readonly object[] | readonly Obstacle[]): Signed {
  return { ok: false, code, obstacles };
}

function obstacleAtOnce(
  state: YearState,
  { year, reason }: Pick<Signing, 'year' | 'reason'>,
  now: Instant,
): RefusalCode | null {
  if (reason !== undefined) return latest(state) === null ? 'notClosedYear' : null;
  if (latest(state) !== null) return 'alreadyClosedYear';
  return dateOfInstant(now) <= lastDayOf(year) ? 'yearNotEnded' : null;
}

/**
 * The cut-off: the millisecond before now, so that nothing recorded later can fall under it. An empty write first: once
 * it is through, everything that was being recorded is in the log.
 */
async function atCutOff({ log, clock }: SigningLedger, office: string): Promise<Recount> {
  await log.write([async () => null]);
  const now = clock.now();
  const counted = await recount(log, ROOMS, { office, asOf: now });
  const justBefore = instantOf(epochOf(now) - 1);
  const asOf = counted.newest !== null && counted.newest > justBefore ? counted.newest : justBefore;
  return { ...counted, asOf };
}

type Restating = { readonly before: FrozenVersion; readonly counted: Recount; readonly report: Report };

async function differenceTo(
  log: EventLog,
  { before, counted, report }: Restating,
): Promise<CellDifference[]> {
  const found = differences(JSON.parse(before.report) as Report, report);
  if (found.length === 0) return [];
  const then = await recount(log, ROOMS, { office: report.office.id, asOf: before.asOf });
  return withCases(found, { before: then, after: counted, year: report.year });
}

type Draft = {
  readonly report: Report;
  readonly counted: Recount;
  readonly difference: readonly CellDifference[];
};

async function frozen(
  { log, clock }: SigningLedger,
  { office, year, approvedBy, reason, actor, key }: Signing,
  { report, counted, difference }: Draft,
): Promise<Signed> {
  const version = report.version ?? 1;
  const data: Frozen = {
    version,
    approvedBy,
    asOf: report.asOf as Instant,
    events: counted.events,
    digest: digestOf(counted.heads),
    program: PROGRAM_VERSION,
    report: canonicalJson(report),
  };
  const on = dateOfInstant(clock.now());
  const event =
    reason === undefined
      ? { type: 'YearClosed', v: 1, on, data }
      : { type: 'YearRestated', v: 1, on, data: { ...data, reason, difference } };
  const stream = yearStreamOf(year);
  const at = { office: office.id, kind: 'year', stream } as const;
  const [outcome] = await log.write([
    async (writer) => {
      const history = await writer.history(at);
      const next = { at, number: stream, version: history.length + 1, actor, request: randomUUID() };
      const versions = history.flatMap(({ events }) => events).filter(({ type }) => /^Year/.test(type));
      if (versions.length !== version - 1) return false; // somebody else signed meanwhile
      return (await writer.append({ ...next, events: [event], ...(key && { key }) })).ok;
    },
  ]);
  if (outcome === undefined || !outcome.ok) throw outcome?.error ?? new Error('nothing was written');
  if (!outcome.value) return refused('staleVersion', [{ code: 'staleVersion', year }]);
  return { ok: true, frozen: data, difference };
}
