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
import { append, appendAlone, type LogWriter } from '#shared/store/ports.ts';
import { effectOn, type Question } from './case-effect.ts';
import { questionOf, type Reached, reachedCases, type SettlingHouse } from './reached-cases.ts';

type Asked = { readonly office: string; readonly actor: Actor };

/** The number of cases that got an event. Nothing is read but the policies when nothing is owed. */
export async function followPolicies(house: SettlingHouse, asked: Asked): Promise<number> {
  const { settings, followed } = await officeSettings(house.log, asked.office).settled();
  let cases = 0;
  for (const { policy, value, reach } of settings.slice(followed))
    if (reach === 'openYears') cases += await followOne(house, asked, { policy, value } as Settled);
  if (followed < settings.length) await markDone(house, asked, { settings: settings.length, cases });
  return cases;
}

const ROUNDS = 5;
/** Cases a write: those that arrive together share one. */
const BATCH = 100;

/** A case in which somebody recorded a step in the same moment is met again in the next round. */
async function followOne(house: SettlingHouse, asked: Asked, settled: Settled): Promise<number> {
  const question = await questionOf(house, asked.office, settled);
  let cases = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found: Reached[] = [];
    for await (const one of reachedCases(house, asked, question))
      if (one.effect.event !== null) found.push(one);
    for (let from = 0; from < found.length; from += BATCH)
      cases += await recorded(house, asked, { question, some: found.slice(from, from + BATCH) });
    if (found.length === 0) return cases;
  }
  return cases;
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

/** Judged again as it stands when it is written. */
async function recordOne(
  writer: LogWriter,
  { kind, commits: [first] }: Reached,
  { question, actor }: Asked & { readonly question: Question },
): Promise<boolean> {
  if (first === undefined) return false;
  const { office, stream, number } = first;
  const at = { office, kind: first.kind, stream };
  const commits = await writer.history(at);
  const event = (await effectOn(writer, { kind, commits }, question))?.event ?? null;
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
