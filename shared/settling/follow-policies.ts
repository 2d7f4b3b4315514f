/**
 * After a policy was set for the open years, every case that counts otherwise by it, or whose date moves, gets an event
 * that says so (ADR 50). Interrupted anywhere, it is taken up again: a case that follows already stands no longer
 * otherwise, and the policies' stream says up to which setting all do.
 */
import { randomUUID } from 'node:crypto';
import type { Actor, Commit } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { POLICIES_STREAM, type PoliciesEvent } from '#shared/policies/policies.ts';
import { append, appendAlone, type LogReader, type LogWriter } from '#shared/store/ports.ts';
import { effectOn, type Question } from './case-effect.ts';
import { openYears, questionOf, type Reached, reachedCases, type SettlingHouse } from './reached-cases.ts';

type Asked = { readonly office: string; readonly actor: Actor };

/** The number of cases that got an event. Nothing is read but the policies when nothing is owed. */
export async function followPolicies(house: SettlingHouse, asked: Asked): Promise<number> {
  const { settings, followed } = await officeSettings(house.log, asked.office).settled();
  let cases = 0;
  let areAllThrough = true;
  for (const { policy, value, reach } of settings.slice(followed)) {
    if (reach !== 'openYears') continue;
    const run = await followOne(house, asked, { policy, value } as Settled);
    cases += run.cases;
    areAllThrough &&= run.isThrough;
  }
  if (areAllThrough && followed < settings.length)
    await markDone(house, asked, { settings: settings.length, cases });
  return cases;
}

const ROUNDS = 5;
/** Cases a write: those that arrive together share one. */
const BATCH = 100;

type Run = { readonly cases: number; readonly isThrough: boolean };

/**
 * A case in which somebody recorded a step in the same moment is met again in the next round. Where the policy has been
 * set anew the run is through: the newer setting takes every case along.
 */
async function followOne(house: SettlingHouse, asked: Asked, settled: Settled): Promise<Run> {
  const question = await questionOf(house, asked.office, settled);
  let cases = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!(await isNewest(house.log, asked.office, settled))) return { cases, isThrough: true };
    let found = 0;
    for await (const some of batchesOf(reachedCases(house, asked, question))) {
      found += some.length;
      cases += await recorded(house, asked, { question, some });
    }
    if (found === 0) return { cases, isThrough: true };
  }
  return { cases, isThrough: false };
}

async function* batchesOf(reached: AsyncIterable<Reached>): AsyncGenerator<readonly Reached[]> {
  let some: Reached[] = [];
  for await (const one of reached) {
    if (one.effect.event === null) continue;
    some.push(one);
    if (some.length < BATCH) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

async function isNewest(log: LogReader, office: string, { policy, value }: Settled): Promise<boolean> {
  const { settings } = await officeSettings(log, office).settled();
  return settings.findLast((one) => one.policy === policy && one.reach === 'openYears')?.value === value;
}

type Batch = { readonly question: Question; readonly some: readonly Reached[] };

async function recorded({ log }: SettlingHouse, asked: Asked, { question, some }: Batch): Promise<number> {
  const jobs = some.map((one) => (writer: LogWriter) => recordOne(writer, one, { ...asked, question }));
  let cases = 0;
  for (const outcome of await log.write(jobs)) {
    if (!outcome.ok) throw outcome.error;
    if (outcome.value) cases += 1;
  }
  return cases;
}

/** Judged again as it, the policy and the years stand when it is written. */
async function recordOne(
  writer: LogWriter,
  { kind, commits: [first] }: Reached,
  { question, actor }: Asked & { readonly question: Question },
): Promise<boolean> {
  if (first === undefined) return false;
  const { office, stream, number } = first;
  if (!(await isNewest(writer, office, question.settled))) return false;
  const at = { office, kind: first.kind, stream };
  const commits = await writer.history(at);
  const asItStands = { ...question, isOpen: openYears(writer, office) };
  const event = (await effectOn(writer, { kind, commits }, asItStands))?.event ?? null;
  if (event === null) return false;
  const by = { actor, request: randomUUID() };
  return (await append(writer, { at, number, after: commits.length, ...by, events: [event] }))?.ok === true;
}

/** If a policy was set meanwhile, this run notes nothing: the next one follows both. */
async function markDone(
  { log, clock }: SettlingHouse,
  { office, actor }: Asked,
  data: { readonly settings: number; readonly cases: number },
): Promise<void> {
  const at = { office, kind: 'policies', stream: POLICIES_STREAM } as const;
  const done: PoliciesEvent = { type: 'CasesFollowed', v: 1, on: dateOfInstant(clock.now()), data };
  const events = (history: readonly Commit[]): readonly PoliciesEvent[] => {
    const set = history.flatMap((commit) => commit.events).filter(({ type }) => type === 'PolicySet');
    return set.length === data.settings ? [done] : [];
  };
  await appendAlone(log, { at, actor, events });
}
