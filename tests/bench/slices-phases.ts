/** What is tried on a ledger in slices, one thing after another; each may also be the only one of a run. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { type DomainEvent, eventsNamed } from '#shared/kernel/event.ts';
import { epochOf, instantOf } from '#shared/kernel/plain-date.ts';
import type { Frozen } from '#shared/reporting/year-events.ts';
import { packed } from '#shared/store/dynamodb/rows.ts';
import { deltaKeyOf, timeSort } from '#shared/store/dynamodb/views-keys.ts';
import { lastAggregation } from '#shared/year/aggregation.ts';
import type { Signed } from '#shared/year/freeze-year.ts';
import { ask, partsOf } from '#shared/year/pass.ts';
import type { Calls, SliceKind } from './slices-calls.ts';
import { casesUpTo, recordedOf } from './slices-fill.ts';
import { benchHouse, OFFICE, type Stand, WANG, YEAR } from './slices-house.ts';
import type { Kept } from './slices-page.ts';

export type Trial = {
  readonly stand: Stand;
  readonly calls: Calls;
  readonly found: Kept;
  readonly say: (line: object) => void;
  readonly agree: (what: string, left: unknown, right: unknown) => void;
};

const TAIL_ROWS = Number(process.env.TAIL_ROWS ?? 20_000);
/** After so long a proof or a signature is left as far as it came: nothing is held against anything then. */
const PHASE_MS = Number(process.env.PHASE_MINUTES ?? 600) * 60_000;
/** A rebuild is killed when it has come so far. */
const KILLED_AT = [0.02, 0.3, 0.7];
const REBUILD_MS = Number(process.env.REBUILD_MINUTES ?? 600) * 60_000;

export const PHASES: Readonly<Record<string, (trial: Trial) => Promise<void>>> = {
  seal,
  rebuild,
  fold,
  prove,
  known,
  sign,
};

/** For a ledger of which one reading takes too long here: then sums by arithmetic are what is held against. */
const ONE_PASS = process.env.ONE_PASS !== 'no';
/** Cases of the first office; the one that was the form, too. */
const allCases = ({ commits }: Kept): number => casesUpTo(commits / 2 - 1) + 1;

const oneOf = async (trial: Trial, what: string, body = ''): Promise<unknown> => {
  const told = await trial.calls.made({ what, body });
  trial.found.passes[what] = { seconds: told?.seconds ?? 0, megabytes: told?.megabytes ?? 0 };
  return told?.result;
};

/** Whatever is in the order by now is taken, checkpoint by checkpoint. */
async function seal({ calls, stand, found, agree }: Trial): Promise<void> {
  await calls.within('seal', { what: 'seal' });
  const house = benchHouse(stand);
  const [ledger] = await house.notary.standing();
  // what was recorded before it was filled, too
  agree('everything sealed', (ledger?.checkpoint?.size ?? 0) >= found.commits + 2, true);
  house.close();
}

/**
 * Killed three times on its way, and begun again until it is whole or the time is up; where the emulator does not keep
 * up, too, as docs/cloud.md says: it goes on where it was.
 */
async function rebuild({ calls, found, say }: Trial): Promise<void> {
  const begun = performance.now();
  const reached: [seconds: number, commits: number][] = [];
  let [before, runs, isWhole, megabytes] = [0, 0, false, 0];
  for (; !isWhole && performance.now() - begun < REBUILD_MS; runs += 1) {
    let here = 0;
    const heard = (commits: number): boolean => {
      here = commits;
      reached.push([(performance.now() - begun) / 1000, before + commits]);
      return before + commits > (KILLED_AT[runs] ?? 2) * found.commits;
    };
    const left = REBUILD_MS - (performance.now() - begun);
    const told = await calls
      .made({ what: 'rebuild', heard }, left)
      .catch((fault: unknown) => (runs < 30 ? null : Promise.reject(fault)));
    isWhole = told !== null;
    megabytes = told?.megabytes ?? megabytes;
    before += here;
    say({ rebuildRun: runs + 1, commits: before, isWhole });
  }
  const seconds = (performance.now() - begun) / 1000;
  found.rebuild = { seconds, runs, isWhole, megabytes, ...pace(reached) };
  say(found.rebuild);
}

/** Milliseconds a commit over all of it, and in the first and the last third of what was put in. */
function pace(reached: readonly (readonly [number, number])[]) {
  const [end, commits] = reached.at(-1) ?? [0, 0];
  const at = (share: number) => reached.find(([, done]) => done >= commits * share) ?? [0, 0];
  const between = ([a, from]: readonly [number, number], [b, to]: readonly [number, number]): number =>
    ((b - a) * 1000) / Math.max(1, to - from);
  const [one, two] = [at(1 / 3), at(2 / 3)];
  return {
    commits,
    each: between([0, 0], [end, commits]),
    first: between([0, 0], one),
    last: between(two, [end, commits]),
  };
}

/** Rows of a tail as an office's day leaves them, put straight into the table. */
async function fold({ stand, calls, agree }: Trial): Promise<void> {
  const client = documentClient(stand.addresses.dynamodb);
  const house = benchHouse(stand);
  const of = { generation: await house.views.generation() };
  const figure = async () =>
    (await house.views.figures({ office: OFFICE.id, year: 2020 })).weight('folded', 2020);
  const begun = Date.now();
  for (let from = 0; from < TAIL_ROWS; from += 25) {
    const rows = Array.from({ length: 25 }, (_, at) => {
      const move = ['span#2020', JSON.stringify([2020, 'folded']), 1, 1];
      const Item = {
        pk: deltaKeyOf(of, OFFICE.id, (from + at) % 4),
        // behind what was folded last
        sk: `${timeSort(begun + Math.floor(from / 100))}#row${from + at}`,
        delta: packed({ of: [], moves: [move], newest: null, unit: null }),
      };
      return { PutRequest: { Item } };
    });
    await client.send(new BatchWriteCommand({ RequestItems: { [stand.addresses.places.views]: rows } }));
  }
  await calls.within('fold', { what: 'fold' });
  agree('fold', await figure(), TAIL_ROWS);
  client.destroy();
  house.close();
}

/** Messages are taken in the order in which they came. */
async function prove(trial: Trial): Promise<void> {
  const { stand, calls, found, say, agree } = trial;
  const house = benchHouse(stand);
  const waiting: string[] = [];
  const queue = {
    ...house.queue,
    send: async (_: unknown, messages: readonly { readonly body: string }[]) =>
      void waiting.push(...messages.map((one) => one.body)),
  };
  const cut = instantOf(Date.now() - 1000);
  await ask({ queue }, { pass: cut, cut }, [...partsOf('count'), ...partsOf('traces')]);
  const drifted: string[] = [];
  const end = performance.now() + PHASE_MS;
  for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
    if (performance.now() > end) {
      found.left.prove = `${waiting.length + 1} messages of its first step were still waiting`;
      return house.close();
    }
    const { step }: { step: SliceKind } = JSON.parse(body);
    const result = await calls.within(step, { what: 'prove', body });
    const { sent = [], drifted: told = [] } = result as { sent?: string[]; drifted?: string[] };
    waiting.push(...sent);
    drifted.push(...told);
  }
  const sliced: Record<string, unknown> = {};
  for (const office of [OFFICE.id, 'north', 'south']) {
    const last = await lastAggregation(house, office);
    sliced[office] = { equal: last?.equal, reports: last?.reports, drifts: last?.drifts.length };
  }
  say({ drifted, sliced });
  const own = await lastAggregation(house, OFFICE.id);
  const lost = own?.drifts.find(({ year, cell }) => year === YEAR && cell === 'hotline.received');
  if (found.rebuild?.isWhole !== true)
    agree('cells of lost read models, by arithmetic', [lost?.before, lost?.after], [allCases(found), 0]);
  if (ONE_PASS) agree('proof', sliced, await oneOf(trial, 'onePass'));
  house.close();
}

/** As it was before the last thousand cases; where the read models were not filled, from sums of now that are given. */
async function known(trial: Trial): Promise<void> {
  const { calls, found, agree } = trial;
  const last = found.commits / 2 - 1000;
  const [asOf, all] = [epochOf(recordedOf(last)), allCases(found)];
  const body = JSON.stringify({ asOf, all: found.rebuild?.isWhole === true ? null : all });
  const told = await calls.within('known', { what: 'known', body });
  const [received, closed] = [casesUpTo(last), casesUpTo(last - 1)];
  agree('as known on, by arithmetic', told, [received, closed, closed]);
  if (ONE_PASS) agree('as known on', told, await oneOf(trial, 'counted', String(asOf)));
}

/** All but the moment of its cut-off, which no two signatures share. */
const signedBytes = ({ events, digest, report, asOf }: Frozen) => ({
  ...{ events, digest },
  report: report.replaceAll(asOf, ''),
});

/** A year signed as a job, message by message, and what one reading would have signed. */
async function sign(trial: Trial): Promise<void> {
  const { stand, calls, found, say, agree } = trial;
  const whole = ONE_PASS ? ((await oneOf(trial, 'signedWhole')) as Signed) : null;
  const house = benchHouse(stand);
  const fields = { command: 'CloseYear', year: YEAR, approvedBy: '李局长' };
  const request = { office: OFFICE.id, actor: WANG, key: 'bench', fields };
  const asked = { id: 'bench', office: OFFICE.id, what: 'command', askedBy: WANG.user, request } as const;
  await house.jobs.ask(asked);
  let told: { readonly state?: string; readonly result?: unknown; readonly done?: number } = {};
  const end = performance.now() + PHASE_MS;
  while (told.state !== 'done' && told.state !== 'failed') {
    if (performance.now() > end) {
      found.left.sign = `${told.done} commits of two readings were read`;
      return house.close();
    }
    told = (await calls.within('sign', { what: 'sign', body: asked.id })) as typeof told;
  }
  say({ signed: told });
  const year = await house.log.history({ office: OFFICE.id, kind: 'year', stream: String(YEAR) });
  const [closed] = eventsNamed<DomainEvent<'YearClosed', Frozen>>(year, 'YearClosed');
  const { hotline = {} } = JSON.parse(closed?.data.report ?? '{}');
  agree('signature, by arithmetic', [hotline.received, hotline.closed], Array(2).fill(allCases(found)));
  if (whole !== null)
    agree('signature', closed && signedBytes(closed.data), whole.ok ? signedBytes(whole.frozen) : whole);
  house.close();
}
