/** The event log on DynamoDB (ADR 17). */
import type { Clock, EventLog, LogWriter, Outcome } from '../ports.ts';
import { decryptBytes, encryptBytes, fingerprintOf } from '../seal.ts';
import { cutOffsOf } from './cut-offs.ts';
import { beginJob, type Job, type Tools } from './job-writer.ts';
import { knownKey, type Ledger, ledgerReader } from './ledger-reader.ts';
import { recordTogether } from './record-job.ts';
import { scanWithin, sliceBehind, storedWithin } from './scan-commits.ts';
import { straysIn } from './strays.ts';

type Options = Ledger & { readonly clock: Clock; readonly keyTable: string };
type Run<T> = (writer: LogWriter) => Promise<T>;
type Tried<T> = { readonly job: Job; readonly outcome: Outcome<T> };

/** Jobs carried out side by side. */
const WINDOW = 16;
const LOST_RACES = 12;

export function dynamoEventLog({ clock, keyTable, ...ledger }: Options): EventLog {
  const reader = ledgerReader(ledger);
  const cutOffs = cutOffsOf(ledger);
  const tools = { ledger, reader, clock, cutOffs };
  return {
    ...reader,
    write: (jobs) => writeAll(tools, jobs),
    scan: (share, within) => scanWithin(ledger, share, within),
    stored: (share, within) => storedWithin(ledger, share, within),
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
    outcomes.push(...(await writeWindow(tools, jobs.slice(start, start + WINDOW))));
  return outcomes;
}

/**
 * Jobs of a window think side by side and are recorded side by side, as if one after another: whoever looked at what
 * an earlier one of the window has changed thinks again after it.
 */
async function writeWindow<T>(tools: Tools, jobs: readonly Run<T>[]): Promise<readonly Outcome<T>[]> {
  const tried = await Promise.all(jobs.map((run) => think(tools, run)));
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
  for (const [index, run] of jobs.entries()) settled.push(outcomes[index] ?? (await inTurn(tools, run)));
  return settled;
}

async function think<T>(tools: Tools, run: Run<T>): Promise<Tried<T>> {
  const job = beginJob(tools);
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
    if (!(await cutOffs.areBehind(job.pending.map(({ commit }) => commit)))) return null;
    return (await recordTogether(ledger, job.pending)) ? outcome : null;
  } catch (error) {
    return { ok: false, error };
  }
}

async function inTurn<T>(tools: Tools, run: Run<T>): Promise<Outcome<T>> {
  let before = '';
  for (let race = 0; race < LOST_RACES; race += 1) {
    const tried = await think(tools, run);
    const outcome = await recorded(tools, tried, before);
    if (outcome !== null) return outcome;
    before = tried.job.refusedAfter();
    await pause(race);
  }
  return {
    ok: false,
    error: new Error('others kept changing the same case: the command was not carried out'),
  };
}

/** Growing and uneven, so that those who met once do not meet again. */
function pause(race: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** Math.min(race, 6)));
}
