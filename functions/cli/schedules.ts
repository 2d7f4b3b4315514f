/** The schedules of one machine. What was missed while it was off is made up for when it comes back. */
import { setTimeout } from 'node:timers/promises';
import type { Commit } from '#shared/kernel/event.ts';
import {
  dateOfInstant,
  epochOf,
  type Instant,
  parseInstant,
  startOfDate,
} from '#shared/kernel/plain-date.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import type { House } from '#shared/store/house.ts';
import { type Aggregation, aggregateStream } from '#shared/year/aggregation.ts';
import { aggregateAll, everyOffice } from '#shared/year/nightly.ts';
import { isDue } from '#shared/year/schedule.ts';
import { eraseWhenDue } from './keep-periods.ts';

const LOOK_EVERY_MS = 30_000;

type Watching = {
  readonly signal: AbortSignal;
  /** The live tables differ from the log: the cells and cases are named. */
  readonly onDrift: (aggregation: Aggregation) => void;
  /** Nothing can be sealed, or not everywhere: why. */
  readonly onUnsealed: (what: string) => void;
  readonly onError: (error: unknown) => void;
};

export async function keepSchedules(house: House, watching: Watching): Promise<void> {
  const { signal, onError } = watching;
  while (!signal.aborted) {
    await aggregateWhereDue(house, watching).catch(onError);
    await sealWhenDue(house, watching).catch(onError);
    await remindWhenDue(house).catch(onError);
    await eraseWhenDue(house).catch(onError);
    await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** The offices whose run was due are aggregated one after another. */
export async function aggregateWhereDue(
  house: House,
  { signal, onDrift }: Pick<Watching, 'signal' | 'onDrift'>,
): Promise<void> {
  if (!isDue(await lastRunOf(house), house.clock.now())) return;
  for await (const aggregation of aggregateAll(house)) {
    if (!aggregation.equal) onDrift(aggregation);
    if (signal.aborted) return;
  }
  lastRuns.set(house, house.clock.now());
}

/** Kept in this process so that the log is not looked through every half minute; after a start the log tells. */
const lastRuns = new WeakMap<House, Instant>();

async function lastRunOf(house: House): Promise<Instant | null> {
  const now = house.clock.now();
  const known = lastRuns.get(house);
  if (known !== undefined && known <= now) return known;
  const runs: (Instant | null)[] = [];
  for (const { id } of await everyOffice(house.log))
    runs.push(runInstant((await house.log.history(aggregateStream(id))).at(-1), now));
  const oldest = runs.includes(null) ? null : (runs.sort()[0] ?? null);
  if (oldest !== null) lastRuns.set(house, oldest);
  return oldest;
}

/** A run recorded after the clock had once been ahead bears that time; the day it is dated by is the clock's own. */
function runInstant(commit: Commit | undefined, now: Instant): Instant | null {
  if (commit === undefined || commit.recordedAt <= now) return commit?.recordedAt ?? null;
  const on = commit.events.at(-1)?.on;
  return on === undefined || on > dateOfInstant(now) ? null : startOfDate(on);
}

const HOUR_MS = 3_600_000;
/** After a failure it is not waited an hour. */
const AGAIN_MS = 300_000;
const nextSealing = new WeakMap<House, number>();

/** Every hour, counted from the newest checkpoint after a start. What fails is said each time. */
async function sealWhenDue(house: House, { onUnsealed }: Pick<Watching, 'onUnsealed'>): Promise<void> {
  const now = epochOf(house.clock.now());
  if (now < (nextSealing.get(house) ?? (await firstSealing(house)))) return;
  nextSealing.set(house, now + AGAIN_MS);
  try {
    await house.notary.seal();
    nextSealing.set(house, now + HOUR_MS);
    const anchors = (await house.notary.standing()).flatMap((one) => one.anchors);
    for (const { log, anchor, fault } of anchors.filter((one) => one.fault !== null))
      onUnsealed(`${log} on ${anchor}: ${fault}`);
  } catch (error) {
    onUnsealed(error instanceof Error ? error.message : String(error));
  }
}

async function firstSealing(house: House): Promise<number> {
  const [ledger] = await house.notary.standing();
  const sealedAt = parseInstant(ledger?.checkpoint?.time ?? '');
  return sealedAt === null ? 0 : epochOf(sealedAt) + HOUR_MS;
}

const MORNING = 'T08:30';
const reminded = new WeakMap<House, string>();

/** Each morning, and after a start: what was said before is not said again. */
async function remindWhenDue(house: House): Promise<void> {
  const now = house.clock.now();
  const today = now.slice(0, 10);
  if (now.slice(0, 16) < `${today}${MORNING}` || reminded.get(house) === today) return;
  await queueReminders(house);
  reminded.set(house, today);
}
