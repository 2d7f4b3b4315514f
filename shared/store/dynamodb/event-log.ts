/** The event log on DynamoDB (ADR 17). */
import { setTimeout as wait } from 'node:timers/promises';
import { pauseBefore, timeLeft } from '../deadline.ts';
import { StoreBusy } from '../faults.ts';
import type { Clock, EventLog, LogWriter, Outcome } from '../ports.ts';
import { decryptBytes, encryptBytes, fingerprintOf } from '../seal.ts';
import { cutOffsOf } from './cut-offs.ts';
import { beginJob, type Job, type Tools } from './job-writer.ts';
import { knownKey, type Ledger, ledgerReader } from './ledger-reader.ts';
import { type JobNumbers, numberCounter, numbersOfJob, uncounted } from './number-counter.ts';
import { recordTogether } from './record-job.ts';
import { officesIn, scanWithin, sliceBehind, storedWithin } from './scan-commits.ts';
import { straysIn } from './strays.ts';

/** `counters`: the table that counts running numbers; '' where this program may not write there. */
type Options = Ledger & { readonly clock: Clock; readonly keyTable: string; readonly counters: string };
type Run<T> = (writer: LogWriter) => Promise<T>;
type Asked<T> = { readonly run: Run<T>; readonly numbers: JobNumbers };
type Tried<T> = { readonly job: Job; readonly outcome: Outcome<T> };

/** Jobs carried out side by side. */
const WINDOW = 16;
const LOST_RACES = 12;
/** Of a request with a deadline: as many at least, and more while it has time. */
const FEWEST = 3;

export function dynamoEventLog({ clock, keyTable, counters, ...ledger }: Options): EventLog {
  const reader = ledgerReader(ledger);
  const counter =
    counters === '' ? uncounted(reader) : numberCounter({ client: ledger.client, table: counters }, reader);
  const cutOffs = cutOffsOf(ledger);
  const tools = { ledger, reader, clock, cutOffs, counter };
  return {
    ...reader,
    write: (jobs) => writeAll(tools, jobs),
    scan: (share, within) => scanWithin(ledger, share, within),
    stored: (share, within) => storedWithin(ledger, share, within),
    offices: () => officesIn(ledger),
    slice: (after, limit, share) => sliceBehind(ledger, { after, limit, ...(share && { share }) }),
    cutAt: cutOffs.add,
    sealBytes: async (at, plain) => {
      const isSealed = async (): Promise<boolean> => (await reader.history(at)).some(({ seal }) => seal);
      return encryptBytes(await ledger.keys.keyFor(at, false, isSealed), plain);
    },
    openBytes: async (at, sealed) => {
      const key = await knownKey(ledger, at);
      return typeof key === 'string' ? key : (decryptBytes(key, sealed) ?? 'altered');
    },
    keyFingerprint: async (at) => {
      const key = await ledger.keys.keyOf(at);
      return Buffer.isBuffer(key) ? fingerprintOf(key) : key;
    },
    destroyKey: (at) => ledger.keys.destroy(at),
    strays: () => straysIn({ ...ledger, keyTable, reader }),
    close: () => ledger.client.destroy(),
  };
}

async function writeAll<T>(tools: Tools, jobs: readonly Run<T>[]): Promise<readonly Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  for (let start = 0; start < jobs.length; start += WINDOW)
    outcomes.push(...(await numbered(tools, jobs.slice(start, start + WINDOW))));
  return outcomes;
}

/** Numbers that were taken and not used are given back where it is known that nothing was recorded under them. */
async function numbered<T>(tools: Tools, jobs: readonly Run<T>[]): Promise<readonly Outcome<T>[]> {
  const asked = jobs.map((run) => ({ run, numbers: numbersOfJob(tools.counter, tools.reader) }));
  const outcomes = await writeWindow(tools, asked);
  await Promise.all(asked.map(({ numbers }, at) => (outcomes[at]?.ok ? numbers.ended() : undefined)));
  return outcomes;
}

/**
 * Jobs of a window think side by side and are recorded side by side, as if one after another: whoever looked at what
 * an earlier one of the window has changed thinks again after it.
 */
async function writeWindow<T>(tools: Tools, jobs: readonly Asked<T>[]): Promise<readonly Outcome<T>[]> {
  const tried = await Promise.all(jobs.map((asked) => think(tools, asked)));
  const changed = new Set<string>();
  const apart = tried.map(({ job }) => {
    // what a job writes it has looked at; the list of all numbers, which every new case adds to, only some look at
    const free = ![...job.touched].some((key) => changed.has(key));
    for (const key of free ? job.written : [...job.touched, ...job.written]) changed.add(key);
    return free;
  });
  const outcomes = await Promise.all(
    tried.map((one, index) => (apart[index] ? recorded(tools, one) : Promise.resolve(null))),
  );
  const settled: Outcome<T>[] = [];
  for (const [index, asked] of jobs.entries()) settled.push(outcomes[index] ?? (await inTurn(tools, asked)));
  return settled;
}

async function think<T>(tools: Tools, { run, numbers }: Asked<T>): Promise<Tried<T>> {
  const job = beginJob(tools, numbers);
  try {
    return { job, outcome: { ok: true, value: await run(job.writer) } };
  } catch (error) {
    return { job, outcome: { ok: false, error } };
  }
}

/**
 * The outcome once it is durable; null when the race was lost and the job must think again. A refusal that came after
 * other reads may only mean that somebody recorded in between: it stands when the job saw the same twice. A job whose
 * commits bear an instant that was cut off meanwhile thinks again, too.
 */
async function recorded<T>(
  { ledger, cutOffs }: Tools,
  { job, outcome }: Tried<T>,
  before = '',
): Promise<Outcome<T> | null> {
  if (!outcome.ok) return outcome;
  if (job.refusedAfter() !== before) return null;
  try {
    const commits = job.pending.map(({ commit }) => commit);
    const [isBehind] = await Promise.all([cutOffs.areBehind(commits), job.numbers.bornBy(commits)]);
    return isBehind && (await recordTogether(ledger, job.pending)) ? outcome : null;
  } catch (error) {
    return { ok: false, error };
  }
}

async function inTurn<T>(tools: Tools, asked: Asked<T>): Promise<Outcome<T>> {
  let before = '';
  for (let race = 0; race < (timeLeft() === null ? LOST_RACES : FEWEST) || (timeLeft() ?? 0) > 0; race += 1) {
    const tried = await think(tools, asked);
    const outcome = await recorded(tools, tried, before);
    if (outcome !== null) return outcome;
    before = tried.job.refusedAfter();
    await wait(pauseBefore(race));
  }
  return {
    ok: false,
    error: new StoreBusy('others kept changing the same case: the command was not carried out'),
  };
}
