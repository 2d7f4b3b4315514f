/**
 * After each fault: what was acknowledged is there once, the live tables say what the command line, the model of the
 * clients and the independent recount of the archive say, the chains are whole, and the health page has nothing to tell.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import type { Life } from './life.ts';
import { differing, figuresIn } from './model.ts';

type Commit = {
  readonly kind: string;
  readonly number: string;
  readonly key?: string;
  readonly events: readonly { readonly type: string }[];
};
const BEGINS: ReadonlySet<string> = new Set([
  'ApplicationRegistered',
  'HotlineCaseRegistered',
  'AppealOpened',
]);

/** `how`: by the number of the round, what is dear is looked at in turn. */
export async function checked(life: Life, how: number, isAhead = false): Promise<void> {
  await life.clients.settled();
  await poisonNamed(life);
  const archive = life.place('archive.ndjson');
  const text = await ran(life, ['export', archive]);
  if (text === null) return;
  onceEach(life, await commitsIn(archive));
  await tablesAgree(life, archive);
  await verified(life);
  if (how % 3 === 0) await restored(life, archive);
  if (how % 3 === 1) await rebuilt(life);
  if (how % 3 === 2) await comparedEqual(life);
  await signedAsBefore(life);
  await healthy(life, isAhead);
  rmSync(archive, { force: true });
}

/** The output of a command that has to end with 0; null is a finding. */
export async function ran(life: Life, args: readonly string[]): Promise<string | null> {
  const { exit, stdout, stderr } = await life.program.command(...args);
  if (exit === 0) return stdout;
  life.findings.push(
    `${args.slice(0, 2).join(' ')} ended with ${exit}: ${namedIn(stdout)} ${stderr.slice(-400)}`,
  );
  return null;
}

/**
 * Nothing is named; but where a year was signed and cases were recorded in it afterwards, that the year after begins with
 * more than the signed one carried over (K4), until it is restated.
 */
async function verified(life: Life): Promise<void> {
  const { exit, stdout, stderr } = await life.program.command('verify');
  if (exit === 0) return;
  const said = lists(stdout);
  const others = Object.entries(said).filter(([name]) => name !== 'failedChecks');
  const checks = (said.failedChecks ?? []) as readonly { readonly id?: string; readonly year?: number }[];
  const isLate =
    life.signed.length > 0 &&
    checks.every(({ id, year }) => id === 'K4' && year === life.office.years[1] + 1);
  if (exit !== 1 || others.length > 0 || checks.length === 0 || !isLate)
    life.findings.push(`verify ended with ${exit}: ${namedIn(stdout)} ${stderr.slice(-300)}`);
}

/** What stands in the lists of a result that are not empty. */
function lists(stdout: string): Readonly<Record<string, readonly unknown[]>> {
  try {
    const found = Object.entries(JSON.parse(stdout.split('\n')[0] ?? '')).filter(
      (entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]) && entry[1].length > 0,
    );
    return Object.fromEntries(found);
  } catch {
    return {};
  }
}

/** Of what a command prints, what is not as it should be. */
function namedIn(stdout: string): string {
  const found = lists(stdout);
  return (Object.keys(found).length > 0 ? JSON.stringify(found) : stdout).slice(0, 600);
}

async function commitsIn(archive: string): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  for await (const line of createInterface({ input: createReadStream(archive, 'utf8'), crlfDelay: 0 })) {
    const { t, r } = JSON.parse(line) as { t?: string; r?: readonly unknown[] };
    if (t === 'commits') commits.push(JSON.parse(String(r?.[5])));
  }
  return commits;
}

function onceEach({ office: { model }, findings }: Life, commits: readonly Commit[]): void {
  const byKey = new Map<string, number>();
  const begun = new Map<string, number>();
  const steps = new Map<string, number>();
  const counted = (map: Map<string, number>, name: string): void =>
    void map.set(name, (map.get(name) ?? 0) + 1);
  for (const { key, kind, number, events } of commits) {
    if (key?.startsWith('api fire ')) counted(byKey, key.slice(9));
    counted(steps, `${kind} ${number}`);
    if (events.some(({ type }) => BEGINS.has(type))) counted(begun, `${kind} ${number}`);
  }
  const say = (what: string, some: readonly string[]): void => {
    if (some.length > 0) findings.push(`${some.length} ${what}: ${some.slice(0, 5).join(', ')}`);
  };
  const { acknowledged, cases, poison } = model;
  say(
    'acknowledged and lost',
    [...acknowledged.keys()].filter((key) => !byKey.has(key)),
  );
  say(
    'recorded more than once',
    [...byKey].filter(([, many]) => many > 1).map(([key]) => key),
  );
  say(
    'recorded and never asked for',
    [...byKey.keys()].filter((key) => !acknowledged.has(key)),
  );
  say(
    'cases lost',
    [...cases.keys()].filter((name) => !begun.has(name)),
  );
  say(
    'cases begun twice',
    [...begun].filter(([, many]) => many > 1).map(([name]) => name),
  );
  say(
    'cases of nobody',
    [...begun.keys()].filter((name) => !cases.has(name)),
  );
  say(
    'cases made of poison',
    [...poison].filter((number) => begun.has(`hotline ${number}`)),
  );
  const wrong = [...cases].filter(([name, { commits }]) => commits !== null && steps.get(name) !== commits);
  say(
    'cases with other steps than were acknowledged',
    wrong.map(([name, { commits }]) => `${name} ${steps.get(name)} ≠ ${commits}`),
  );
}

const LONGEST_BEHIND_MS = 60_000;
const PAUSE_MS = 500;

/** As soon as the answer no longer says that it is behind what was recorded: until then no figure is given for one. */
async function liveReport(life: Life, year: number): Promise<Record<string, unknown> | null> {
  const until = performance.now() + LONGEST_BEHIND_MS;
  let answer = await askedLive(life, year);
  for (; answer?.behind && performance.now() < until; answer = await askedLive(life, year))
    await setTimeout(PAUSE_MS);
  if (answer?.behind) life.findings.push(`the report of ${year} is behind for a minute: ${answer.behind}`);
  if (answer?.status === 200) return JSON.parse(answer.text);
  life.findings.push(`the report of ${year}: ${answer?.status} ${answer?.text.slice(0, 300)}`);
  return null;
}

const askedLive = (life: Life, year: number) =>
  life.clients.send('GET', `/api/v1/reports/${year}?version=live`);

async function tablesAgree(life: Life, archive: string): Promise<void> {
  for (const year of life.office.years) {
    const live = await liveReport(life, year);
    if (live === null) continue;
    const say = (some: readonly string[]): void => void life.findings.push(...some);
    say(differing(`${year}, acknowledged and live`, life.office.model.figures(year), figuresIn(live)));
    const recount = await recountArchive(linesOf(archive), { office: 'default', year });
    const apart = differences(live, recount);
    if (apart.length > 0) say([`${year}, live and recounted: ${JSON.stringify(apart.slice(0, 4))}`]);
    const printed = await ran(life, ['report', String(year), '--version', 'live']);
    if (printed !== null)
      say(differing(`${year}, live and printed`, figuresIn(live), figuresIn(JSON.parse(printed))));
  }
}

/** Of an archive. */
export function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** An archive into an empty folder: the same figures, whole chains, and the same archive again. */
async function restored(life: Life, archive: string): Promise<void> {
  const copy = life.place('copy', true);
  const { data } = life.disk;
  spawnSync('sh', [
    '-c',
    `cp -r ${data}/master.key ${data}/signing* ${data}/accounts.db* ${data}/documents ${copy}/`,
  ]);
  const other = life.program.at(copy);
  for (const args of [['restore', archive], ['verify']]) {
    const { exit, stdout, stderr } = await other.command(...args);
    const isLate = life.signed.length > 0 && Object.keys(lists(stdout)).join() === 'failedChecks';
    if (exit !== 0 && !isLate)
      life.findings.push(`restored, ${args[0]} ended with ${exit}: ${namedIn(stdout)} ${stderr.slice(-300)}`);
  }
  for (const year of life.office.years) {
    const { stdout } = await other.command('report', String(year), '--version', 'live');
    life.findings.push(
      ...differing(
        `${year}, acknowledged and restored`,
        life.office.model.figures(year),
        figuresIn(JSON.parse(stdout)),
      ),
    );
  }
  rmSync(copy, { recursive: true, force: true });
}

async function rebuilt(life: Life): Promise<void> {
  await ran(life, ['rebuild']);
  for (const year of life.office.years) {
    const live = await liveReport(life, year);
    if (live !== null)
      life.findings.push(
        ...differing(`${year}, acknowledged and rebuilt`, life.office.model.figures(year), figuresIn(live)),
      );
  }
}

async function comparedEqual(life: Life): Promise<void> {
  const said = await ran(life, ['aggregate']);
  if (said !== null && !said.includes('"equal":true'))
    life.findings.push(`the nightly comparison: ${said.slice(0, 400)}`);
}

/** What was signed says the same for ever. */
async function signedAsBefore(life: Life): Promise<void> {
  for (const [at, before] of life.signed.entries()) {
    const answer = await life.clients.send(
      'GET',
      `/api/v1/reports/${life.office.years[1]}?version=${at + 1}`,
    );
    if (answer?.status !== 200 || answer.text !== before)
      life.findings.push(
        `version ${at + 1} is not what was signed: ${answer?.status} ${answer?.text.slice(0, 200)}`,
      );
  }
}

async function poisonNamed(life: Life): Promise<void> {
  const said = await ran(life, ['dead-letters', 'list']);
  if (said === null) return;
  const { poison } = life.office.model;
  const missing = [...poison].filter((number) => !life.clients.told.has(number));
  if (missing.length > 0)
    life.findings.push(
      `${missing.length} records that nobody can read are on no receipt: ${missing.slice(0, 5)}`,
    );
  const letters = said.split('\n').filter((line) => line !== '').length;
  if (letters < poison.size)
    life.findings.push(`${poison.size} records that nobody can read, ${letters} dead letters`);
}

/** A ledger that is ahead of the clock is told of until the clock has come so far. */
async function healthy(life: Life, isAhead: boolean): Promise<void> {
  const { ready, warning, text } = await life.health();
  if (!ready || warning !== (isAhead ? 'clockBehindLedger' : undefined))
    life.findings.push(`nothing is the matter any more, and the health page says ${text}`);
}
