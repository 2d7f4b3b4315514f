/**
 * `npm run bench:clerks`: CLERKS people, each asking for something every second by a timetable of their own, at an office
 * of CASES cases: pages, forms and a program's API, for MINUTES. How long somebody waits counts from when they meant to
 * ask, so that a server that stalls is not asked less. Held against two empty handlers: the liveness route of that very
 * process, asked by others at the same time, which waits behind the same pages; and the same server with nothing but an
 * empty handler in a process of its own, under the same load, before and after. BENCH_DATA keeps the office.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seeded } from '#functions/demo/seeded.ts';
import { started } from './beside.ts';
import { type Answer, type Ask, Clerk } from './clerk.ts';
import { type Day, dayOf } from './clerks-day.ts';
import { clerkName, office, PASSWORD, sizesOf } from './clerks-office.ts';
import { inScratch, judge, say } from './measuring.ts';
import { processorMs, watchedMemory } from './process-watch.ts';

const CASES = Number(process.env.CASES ?? 156_000);
const CLERKS = Number(process.env.CLERKS ?? 50);
const MINUTES = Number(process.env.MINUTES ?? 30);
/** Another each time: who is drawn again in an office that was kept is there already, and that is asked about. */
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const EVERY_MS = 1000;
const PEER_SECONDS = 30;
/** Who asks the liveness route meanwhile, as often as a clerk asks. */
const WATCHERS = 10;
const WARM_SECONDS = 20;
const LIMIT = 10;
/** After the first five minutes. */
const SETTLED_MINUTES = 5;
const GROWTH = 1.1;

type Times = Map<string, number[]>;
type Load = { readonly times: Times; readonly failed: string[] };

const all = ({ times }: Load): number[] => [...times.values()].flat();
function share(times: readonly number[], of: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN;
}

type Done = { readonly what: string; readonly answer: Answer };

/** One person until the time is over. */
async function working(
  clerk: Clerk,
  day: Day,
  { until, load }: { until: number; load: Load },
): Promise<void> {
  let last: Done | null = null;
  for (let meant = performance.now() + Math.random() * EVERY_MS; meant < until; meant += EVERY_MS) {
    const early = meant - performance.now();
    if (early > 0) await setTimeout(early);
    const ask = day(last);
    last = await answered(clerk, { ask, meant, load });
    // a browser goes where it is sent
    if (last !== null && last.answer.status === 303) {
      const { to } = last.answer;
      const next = { what: `after ${ask.what}`, path: to };
      await answered(clerk, { ask: next, meant: performance.now(), load });
    }
  }
}

type Meant = { readonly ask: Ask; readonly meant: number; readonly load: Load };

/** A form that comes back was not taken. */
const isFailed = ({ ask, status }: { ask: Ask; status: number }): boolean =>
  status >= 400 || status === 0 || (ask.form !== undefined && status !== 303);

async function answered(clerk: Clerk, { ask, meant, load }: Meant): Promise<Done | null> {
  const { what } = ask;
  try {
    const answer = await clerk.ask(ask);
    const known = load.times.get(what);
    const ms = performance.now() - meant;
    if (known === undefined) load.times.set(what, [ms]);
    else known.push(ms);
    if (isFailed({ ask, status: answer.status })) load.failed.push(`${what}: ${answer.status} ${ask.path}`);
    return { what, answer };
  } catch (fault) {
    load.failed.push(`${what}: ${fault}`);
    return null;
  }
}

/** Everybody at once, for so many seconds. */
async function loaded(people: readonly { clerk: Clerk; day: Day }[], seconds: number): Promise<Load> {
  const load: Load = { times: new Map(), failed: [] };
  const until = performance.now() + seconds * 1000;
  await Promise.all(people.map(({ clerk, day }) => working(clerk, day, { until, load })));
  return load;
}

async function empty(): Promise<{ base: string; end(): void }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'empty-handler.ts')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [said] = await once(child.stdout, 'data');
  return { base: String(said).trim(), end: () => child.kill() };
}

type Asking = { readonly clerk: Clerk; readonly day: Day };

/** People who all ask for the same. */
function asking(base: string, { count, ask }: { readonly count: number; readonly ask: Ask }): Asking[] {
  return Array.from({ length: count }, () => ({ clerk: new Clerk(base), day: () => ask }));
}

async function peer(): Promise<Load> {
  const { base, end } = await empty();
  const people = asking(base, { count: CLERKS, ask: { what: 'empty', path: '/' } });
  await loaded(people, PEER_SECONDS / 6);
  const load = await loaded(people, PEER_SECONDS);
  for (const { clerk } of people) clerk.leave();
  end();
  return load;
}

function tell(what: string, times: readonly number[]): void {
  const [half, most, worst] = [share(times, 0.5), share(times, 0.99), Math.max(...times)];
  const told = [half, most, worst].map((ms) => ms.toFixed(1).padStart(7)).join(' ');
  say(`${what.padEnd(28)} ${String(times.length).padStart(6)}  p50 p99 max ${told} ms`);
}

async function measured(data: string, token: string): Promise<void> {
  const { child, base } = await started(data);
  const pid = child.pid ?? 0;
  try {
    const sizes = sizesOf(CASES);
    const people = Array.from({ length: CLERKS }, (_, at) => {
      const day = dayOf({ chance: seeded(SEED + at), sizes, token });
      return { clerk: new Clerk(base), day };
    });
    for (const [at, { clerk }] of people.entries()) await clerk.signIn(clerkName(at), PASSWORD);
    const before = await peer();
    await loaded(people, WARM_SECONDS);
    const memory = watchedMemory(pid);
    const spent = processorMs(pid);
    const watchers = asking(base, { count: WATCHERS, ask: { what: 'alive', path: '/healthz' } });
    const [load, alive] = await Promise.all([loaded(people, MINUTES * 60), loaded(watchers, MINUTES * 60)]);
    const each = (processorMs(pid) - spent) / all(load).length;
    const after = await peer();
    for (const [what, times] of [...load.times].sort()) tell(what, times);
    tell('everything', all(load));
    const nothing = [...all(before), ...all(after)];
    tell('its own empty handler', all(alive));
    tell('another’s empty handler', nothing);
    say(
      `${each.toFixed(2)} ms of the processor a request; ${(all(load).length / MINUTES / 60).toFixed(1)} a second`,
    );
    for (const one of new Set(load.failed.slice(0, 20))) say(`  ${one}`);
    const detail = `${CLERKS} clerks, ${CASES} cases, ${MINUTES} min`;
    const most = share(all(load), 0.99);
    const own = 'the liveness route of the same process, asked at the same time';
    judge(
      { claim: 'p99 of pages and forms beside an empty handler of the very server', peer: own, detail },
      [most / share(all(alive), 0.99), LIMIT],
      'atMost',
    );
    const other = 'an empty handler alone in a process of its own, the same load before and after';
    judge(
      { claim: 'p99 of pages and forms', peer: other, detail },
      [most / share(nothing, 0.99), LIMIT],
      'atMost',
    );
    const failed = load.failed.length + alive.failed.length;
    judge({ claim: 'requests that failed', unit: '', detail }, [failed, 0], 'atMost');
    const { first, last, growth } = memory.end(SETTLED_MINUTES * 60);
    say(`memory: ${first} MB after ${SETTLED_MINUTES} minutes, ${last} MB at the end`);
    if (MINUTES > SETTLED_MINUTES)
      judge(
        { claim: 'memory at the end', peer: 'after the first five minutes', detail },
        [growth, GROWTH],
        'atMost',
      );
    for (const { clerk } of [...people, ...watchers]) clerk.leave();
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

await inScratch(async (scratch) => {
  const folder = process.env.BENCH_DATA ?? scratch;
  const [data, kept] = [join(folder, 'data'), join(folder, 'token')];
  if (!existsSync(kept)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(kept, await office({ data, cases: CASES, clerks: CLERKS }));
  }
  await measured(data, readFileSync(kept, 'utf8'));
});
