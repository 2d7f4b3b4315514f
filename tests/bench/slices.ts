/**
 * A ledger that no function could read within its time, read in slices: sealing, rebuild, fold, the nightly proof, the
 * tables as known on a day and the signing of a year, each call in a process of its own, one of each kind killed and some
 * of the others, and every result held against one reading of the whole. `npm run scale:slices`; COMMITS=1000000 for a
 * million. `FOLDER=…` keeps the ledger and what was found, and goes on where `PHASES=seal,prove` was left to another run;
 * `REBUILD_MINUTES=10` ends a rebuild that would take longer, and reckons the rest; `ONE_PASS=no` leaves out the one reading
 * of the whole that results are held against, where that takes too long: sums by arithmetic stay; `PHASE_MINUTES=5` leaves proof and signature as far as they came. `-- write` puts what was found into
 * docs/scale.md.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Addresses, startEmulators } from '#shared/house/emulators.ts';
import { ensureOffice } from '#shared/house/first-office.ts';
import { SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import { entryOf, storedEntries } from '#shared/notary/ordered-log.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { Calls } from './slices-calls.ts';
import { fill, formOf, unlikeTheProduct } from './slices-fill.ts';
import { benchHouse, type Stand } from './slices-house.ts';
import { type Kept, keep, tellAll } from './slices-page.ts';
import { PHASES, type Trial } from './slices-phases.ts';

const COMMITS = Number(process.env.COMMITS ?? 100_000);
const KILLED_SHARE = 0.1;
/** The emulator waits for every write of a disk; memory is taken where the machine has it as a folder. */
const scratch = (): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'taizhang-slices-'));

const folder = process.env.FOLDER ?? scratch();
mkdirSync(folder, { recursive: true });
const foundIn = join(folder, 'found.json');
const say = (line: object): void => console.log(JSON.stringify(line));

function known(): Kept {
  if (existsSync(foundIn)) return { left: {}, ...JSON.parse(readFileSync(foundIn, 'utf8')) };
  return {
    commits: COMMITS,
    at: '',
    fillSeconds: 0,
    tried: {},
    agrees: {},
    rebuild: null,
    left: {},
    passes: {},
  };
}

async function emulated<T>(work: (stand: Stand) => Promise<T>): Promise<T> {
  const { addresses, stop } = await startEmulators(join(folder, 'cloud'));
  try {
    return await work({ folder, addresses });
  } finally {
    await stop();
  }
}

const tablesOf = ({ places }: Addresses) => ({
  file: join(folder, 'cloud', 'dynamodb.db'),
  ledger: places.ledger,
  order: places.order,
  views: places.views,
});

/** One office made and one case recorded and ordered by the product, then all others like it. */
async function filled(): Promise<Kept> {
  const { form, entries, addresses } = await emulated(async (stand) => {
    const house = benchHouse(stand);
    await ensureOffice(house.log, SYSTEM_CLOCK);
    await readyToSign(house);
    const recorded = await formOf(house.log);
    const own = recorded.map(entryOf);
    await house.order.note(own);
    await house.order.take();
    for await (const page of storedEntries(house.log)) await house.order.note(page);
    return { form: recorded, entries: own, addresses: stand.addresses };
  });
  const tables = tablesOf(addresses);
  const unlike = unlikeTheProduct(tables, form, entries);
  if (unlike !== null) throw new Error(`the product writes it otherwise: ${JSON.stringify(unlike)}`);
  const begun = performance.now();
  fill(tables, { form, commits: COMMITS, head: entries.length });
  const fillSeconds = (performance.now() - begun) / 1000;
  say({ filled: COMMITS, seconds: fillSeconds, folder });
  return { ...known(), fillSeconds, at: new Date().toISOString().slice(0, 10) };
}

function trialOf(stand: Stand, before: Kept): Trial {
  const calls = new Calls(stand, KILLED_SHARE);
  const found = structuredClone(before);
  return {
    ...{ stand, calls, found, say },
    agree: (what, left, right) => {
      const agrees = isDeepStrictEqual(left, right);
      found.agrees[what] = agrees;
      say({ what, agrees, ...(!agrees && { left, right }) });
    },
  };
}

async function run(): Promise<Kept> {
  const asked = (process.env.PHASES ?? ['fill', ...Object.keys(PHASES)].join(',')).split(',');
  let found = asked.includes('fill') ? await filled() : known();
  for (const [name, phase] of Object.entries(PHASES).filter(([one]) => asked.includes(one))) {
    const trial = await emulated(async (stand) => {
      const own = trialOf(stand, found);
      await phase(own);
      return own;
    });
    Object.assign(trial.found.tried, trial.calls.tried);
    found = trial.found;
    writeFileSync(foundIn, JSON.stringify(found));
    say({ phase: name, tried: trial.calls.tried });
  }
  return found;
}

const found = await run();
const isWithin = tellAll(found);
if (process.argv[2] === 'write') keep(found);
if (process.env.FOLDER === undefined) rmSync(folder, { recursive: true, force: true });
process.exit(isWithin && Object.values(found.agrees).every((agrees) => agrees) ? 0 : 1);
