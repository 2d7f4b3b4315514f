/**
 * `npm run faults -- --minutes 60 [--seed S] [--log FILE] [--fault NAME] [--until-found]`: the product as it is started, an
 * office at work, and one fault after another for as long as it is given. One line a fault, a table at the end; ends with
 * 1 where something was found, and with the seed that draws the same course again.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seeded } from '#functions/demo/seeded.ts';
import { checked } from './checks.ts';
import { DECK, type Fault, untilOver } from './deck.ts';
import { Life } from './life.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    log: { type: 'string' },
    fault: { type: 'string', multiple: true },
    'until-found': { type: 'boolean', default: false },
    /** However slow the machine is: not over before every fault has come once. */
    whole: { type: 'boolean', default: false },
  },
});
const SEED = Number(values.seed ?? Date.now() % 2 ** 31);
const CLIENTS = 6;
const until = performance.now() + Number(values.minutes) * 60_000;
const wanted = DECK.filter(
  ({ name }) => values.fault === undefined || values.fault.some((word) => name.includes(word)),
);

type Tally = { times: number; seconds: number; found: number; cannot: string | null };
const tallies = new Map<string, Tally>(
  wanted.map(({ name }) => [name, { times: 0, seconds: 0, found: 0, cannot: null }]),
);
let [rounds, drawn, findings, acknowledged, lives] = [0, 0, 0, 0, 0];
let current: Life | null = null;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
  if (values.log !== undefined) appendFileSync(values.log, `${line}\n`);
}

const isOver = (): boolean =>
  (values['until-found'] && findings > 0) ||
  (performance.now() > until && !(values.whole && drawn < wanted.length));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => leave(''));
process.once('uncaughtException', (fault) => leave(`the suite itself: ${fault.stack}`));

/** Nothing is left behind, however it ends. */
function leave(why: string): void {
  if (why !== '') say(why);
  void (current?.end() ?? Promise.resolve()).finally(() => process.exit(1));
}

async function round(life: Life, fault: Fault): Promise<void> {
  const tally = tallies.get(fault.name);
  const cannot = fault.cannot?.(life) ?? null;
  if (tally === undefined) return;
  if (cannot !== null) {
    tally.cannot = cannot;
    return;
  }
  const start = performance.now();
  rounds += 1;
  life.clients.statuses.clear();
  const before = life.office.model.acknowledged.size;
  let isDone = false;
  const working = life.clients.work(CLIENTS, () => isDone, fault.feeds);
  try {
    await new Promise((resolve) => setTimeout(resolve, life.chance.int(300, 900)));
    if (fault.isQuiet === true) {
      isDone = true;
      await working;
    }
    await fault.run(life);
    if (fault.isQuiet !== true) await new Promise((resolve) => setTimeout(resolve, 300));
  } finally {
    isDone = true;
    await working;
  }
  if (fault.isQuiet === true) await life.clients.work(CLIENTS, untilOver(400));
  await checked(life, rounds, fault.isLast);
  const seconds = (performance.now() - start) / 1000;
  const now = life.office.model.acknowledged.size;
  acknowledged += now - before;
  tally.times += 1;
  tally.seconds += seconds;
  tally.found += life.findings.length;
  findings += life.findings.length;
  const statuses = [...life.clients.statuses].sort().map(([name, count]) => `${name} ${count}`);
  say(
    `${new Date().toISOString()} ${rounds} ${fault.name}: ${now - before} acknowledged (${now}), ${seconds.toFixed(1)} s, ${life.findings.length === 0 ? 'as it should be' : `${life.findings.length} FOUND`}; ${statuses.join(', ')}`,
  );
  told(life);
}

/** Each kind a few times: a program that is down says the same a hundred times. */
function told({ findings: some }: Life): void {
  const kinds = Map.groupBy(some.splice(0), (what) => what.replace(/\d+/g, '#').slice(0, 60));
  for (const [first, ...others] of kinds.values())
    say(`  FOUND ${first}${others.length > 0 ? ` (and ${others.length} more like it)` : ''}`);
}

/** All faults in an order of chance, and again; each stands in it once before any comes a second time. */
function* deck(): Generator<Fault> {
  for (let turn = 0; ; turn += 1) {
    const chance = seeded(SEED + 7919 * turn);
    const placed = wanted.map((fault) => ({ fault, at: chance.int(0, 1e9) }));
    yield* placed.sort((one, other) => one.at - other.at).map(({ fault }) => fault);
  }
}

/** Until a fault after which nothing more can be tried, or as many as a ledger is good for; one with a finding is left alone. */
const MOST_ON_ONE = 25;

async function live(faults: Generator<Fault>): Promise<void> {
  lives += 1;
  try {
    current = await Life.begin(seeded(SEED + lives));
    await lived(current, faults);
  } catch (error) {
    failed('a ledger that is begun or ended', error);
  } finally {
    await current?.end();
    current = null;
  }
}

async function lived(life: Life, faults: Generator<Fault>): Promise<void> {
  const before = findings;
  for (let many = 0; many < MOST_ON_ONE && !isOver() && findings === before; many += 1) {
    const fault = faults.next().value as Fault;
    drawn += 1;
    await round(life, fault).catch((error: unknown) => {
      failed(fault.name, error);
      told(life);
    });
    if (fault.isLast === true) break;
  }
  await life.stop();
  findings += life.findings.length;
  told(life);
}

function failed(name: string, error: unknown): void {
  findings += 1;
  const tally = tallies.get(name);
  if (tally !== undefined) tally.found += 1;
  say(`  FOUND ${name}: ${error instanceof Error ? error.stack : String(error)}`);
}

say(`SEED=${SEED} ${values.minutes} minutes`);
const faults = deck();
while (!isOver()) await live(faults);
say(`${rounds} faults on ${lives} ledgers, ${acknowledged} acknowledged, ${findings} found; --seed ${SEED}`);
for (const [name, { times, seconds, found, cannot }] of tallies)
  say(
    `${String(times).padStart(5)} × ${(times === 0 ? 0 : seconds / times).toFixed(1).padStart(6)} s  ${found === 0 ? '     ' : `${found} !`.padEnd(5)} ${name}${cannot === null ? '' : `: not tried, ${cannot}`}`,
  );
process.exitCode = findings > 0 ? 1 : 0;
