/** The faults, each of which comes, stands for a moment while the office works, and goes again. */

import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { linesOf, ran } from './checks.ts';
import type { Life } from './life.ts';
import { differing, figuresIn } from './model.ts';
import { killGroup, membersOf, type Running } from './program.ts';

export type Fault = {
  readonly name: string;
  /** After it nothing else is tried on this ledger. */
  readonly isLast?: boolean;
  /** With records of a platform beside the clients. */
  readonly feeds?: boolean;
  /** Null where this machine lets it be tried; else why not. */
  readonly cannot?: (life: Life) => string | null;
  /** Made while nobody works: the product has to be stopped, or a figure be exact. */
  readonly isQuiet?: boolean;
  readonly run: (life: Life) => Promise<void>;
};

const DAY_MS = 86_400_000;
const saying = (life: Life, what: string): void => void life.findings.push(what);

/** The product and the process behind its pages. */
async function killed(life: Life, everything: boolean): Promise<void> {
  const { server } = life;
  if (server === null) return;
  life.server = null;
  life.office.bases = [];
  if (everything) killGroup(server.child.pid);
  else server.child.kill('SIGKILL');
  await server.ended;
}

async function killServer(life: Life): Promise<void> {
  await wait(life.chance.int(100, 1500));
  await killed(life, life.chance.chance(0.5));
  await life.start();
}

/** The first signal while it is still beginning. */
async function killStarting(life: Life): Promise<void> {
  await killed(life, true);
  for (let times = life.chance.int(1, 3); times > 0; times -= 1) {
    const { child, ended } = life.program.run(['start', '--port', '0']);
    await wait(life.chance.int(50, 1500));
    killGroup(child.pid);
    await ended;
  }
  await life.start();
}

/** What works behind the pages; it is begun again by itself. */
async function killBackground(life: Life): Promise<void> {
  await wait(life.chance.int(200, 1500));
  const main = life.server?.child.pid ?? 0;
  const others = membersOf(new Set([main])).filter((pid) => pid !== main);
  const behind = others.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('background'));
  if (behind.length === 0) saying(life, 'nothing works behind the pages');
  for (const pid of behind) process.kill(pid, 'SIGKILL');
  await wait(1500);
}

/** Told to end with everything in hand. */
async function stopAndStart(life: Life): Promise<void> {
  await wait(life.chance.int(100, 1200));
  await life.restart();
}

/** A command whose machine goes off at some moment between these, in milliseconds. */
async function killedAfter(
  life: Life,
  args: readonly string[],
  [soonest, latest]: readonly [number, number],
): Promise<void> {
  const { child, ended } = life.program.run(args);
  await Promise.race([wait(life.chance.int(soonest, latest)), ended]);
  killGroup(child.pid);
  await ended;
}

/** Broken off again and again, and then to its end. */
async function killedUntilDone(life: Life, args: readonly string[], latest: number): Promise<string | null> {
  for (let times = life.chance.int(1, 3); times > 0; times -= 1) await killedAfter(life, args, [60, latest]);
  return ran(life, args);
}

async function killImport(life: Life): Promise<void> {
  const many = life.chance.int(300, 3000);
  const { file, taken } = life.rows(many);
  const said = await killedUntilDone(life, ['import', 'applications', file], 1500);
  if (said === null) return;
  const { recorded, duplicates, rejected } = JSON.parse(said) as {
    recorded: number;
    duplicates: number;
    rejected: object[];
  };
  if (recorded + duplicates !== many || rejected.length > 0)
    saying(life, `of ${many} rows ${recorded} recorded, ${duplicates} known, ${rejected.length} rejected`);
  taken();
}

/** Projecting lags behind an import, and everything is killed in the middle of it. */
async function killProjecting(life: Life): Promise<void> {
  const { file, taken } = life.rows(life.chance.int(2000, 4000));
  const { child, ended } = life.program.run(['import', 'applications', file]);
  await Promise.race([wait(life.chance.int(500, 1600)), ended]);
  await killed(life, true);
  killGroup(child.pid);
  await ended;
  await life.start();
  if ((await ran(life, ['import', 'applications', file])) !== null) taken();
}

/** A file by the API, its sender cut off in the middle, the product killed beside it; then it is sent whole. */
async function halfUpload(life: Life): Promise<void> {
  const { file, taken } = life.rows(life.chance.int(50, 400));
  const body = readFileSync(file);
  const path = '/api/v1/imports/applications?format=csv';
  for (let times = 0; times < 3; times += 1) await cutOff(life, path, body);
  if (life.chance.chance(0.5)) {
    void life.clients.send('POST', path, { key: 'up', body: body.toString() });
    await wait(life.chance.int(5, 200));
    await killed(life, true);
    await life.start();
  }
  const answer = await untilAnswered(life, path, { key: `up-${file}`, body: body.toString() });
  if (answer !== 200) saying(life, `a file that is sent whole: ${answer}`);
  else taken();
}

async function untilAnswered(
  life: Life,
  path: string,
  sent: { key: string; body: string },
): Promise<number | null> {
  for (const until = performance.now() + 60_000; ; await wait(200)) {
    const answer = await life.clients.send('POST', path, sent);
    if ((answer !== null && answer.status !== 503) || performance.now() > until)
      return answer?.status ?? null;
  }
}

async function cutOff({ server, office, chance }: Life, path: string, body: Buffer): Promise<void> {
  const { hostname, port } = new URL(server?.base ?? '');
  const socket = createConnection({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  const head = `POST ${path} HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${office.token}\r\nIdempotency-Key: half\r\nContent-Type: text/csv\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(head);
  socket.write(body.subarray(0, chance.int(0, body.length - 1)));
  await wait(chance.int(1, 60));
  socket.destroy();
}

/** No room: said with its reason, reading goes on, and what could be recorded is. */
async function fullDisk(life: Life): Promise<void> {
  const { room } = life.disk;
  if (room === null) return;
  life.clients.reasons.clear();
  room.fill(life.chance.pick([0, 0, 30_000, 200_000]));
  try {
    const { file, taken } = life.rows(2000);
    const { exit } = await life.program.command('import', 'applications', file);
    if (exit === 0) taken();
    else if (exit !== 3) saying(life, `an import on a full disk ended with ${exit}`);
    room.fill(0);
    await wait(800);
    const { ready, why, text } = await life.health();
    if (ready || why !== 'full') saying(life, `the disk is full, and the health page says ${text}`);
    const list = await life.clients.send('GET', '/api/v1/worklist');
    // what leaves no entry of who has read it is not shown
    if (list?.status !== 200 && list?.text.includes('auditUnwritable') !== true)
      saying(life, `the disk is full, and the work list is ${list?.status} ${list?.text.slice(0, 200)}`);
    const page = await life.clients.send('GET', '/healthz');
    if (page?.status !== 200) saying(life, `the disk is full, and the process says ${page?.status}`);
    room.free();
    if (exit !== 0 && (await ran(life, ['import', 'applications', file])) !== null) taken();
  } finally {
    room.free();
  }
  const odd = [...life.clients.reasons].filter((why) => !['full', 'busy'].includes(why));
  if (odd.length > 0) saying(life, `the disk was full, and clients were told ${odd}`);
}

/** An archive, a closing and a rebuild that find no room leave nothing half behind. */
async function fullForCommands(life: Life): Promise<void> {
  const { room } = life.disk;
  if (room === null) return;
  room.fill(life.chance.pick([0, 100_000, 400_000]));
  try {
    const archive = join(life.disk.data, '..', 'full.ndjson');
    const exported = await life.program.command('export', archive);
    if (![0, 3].includes(exported.exit ?? -1))
      saying(life, `export on a full disk: ${exported.exit} ${exported.stderr.slice(-200)}`);
    if (exported.exit !== 0 && existsSync(archive))
      saying(life, 'an archive stands there that was not written to its end');
    rmSync(archive, { force: true });
    for (const args of [['rebuild'], ['checkpoint']]) {
      const { exit, stderr } = await life.program.command(...args);
      if (![0, 3].includes(exit ?? -1)) saying(life, `${args} on a full disk: ${exit} ${stderr.slice(-200)}`);
    }
  } finally {
    room.free();
  }
}

/** The folder takes nothing any more; whoever has its files open may go on. */
async function readOnlyFolder(life: Life): Promise<void> {
  chmodSync(life.disk.data, 0o555);
  try {
    await wait(life.chance.int(300, 1200));
    const { ready, why, text } = await life.health();
    if (ready || why !== 'readOnly')
      saying(life, `the folder is read-only, and the health page says ${text}`);
  } finally {
    chmodSync(life.disk.data, 0o700);
  }
}

/** A file is read-only when the product is begun: it says which, or starts and says so. */
async function readOnlyFile(life: Life): Promise<void> {
  await life.stop();
  const name = life.chance.pick(['ledger.db', 'queue.db', 'accounts.db', 'audit.db']);
  const file = join(life.disk.data, name);
  chmodSync(file, 0o444);
  try {
    const running = life.program.run(['start', '--port', '0']);
    const { child, ended } = running;
    const first = await Promise.race([ended, wait(8000, null)]);
    if (first !== null && (first.exit !== 3 || !first.stderr.includes(name)))
      saying(life, `${name} is read-only: start ended with ${first.exit} ${first.stderr.slice(-300)}`);
    if (first === null) await toldReadOnly(life, name, running);
    killGroup(child.pid);
    await ended;
  } finally {
    chmodSync(file, 0o600);
  }
  await life.start();
}

/** One that was begun all the same is not ready, and says why. */
async function toldReadOnly(life: Life, name: string, running: Running): Promise<void> {
  const base = /http:\/\/\S+?(?=\/\s)/.exec(running.said())?.[0]?.replace('localhost', '127.0.0.1');
  if (base === undefined) return saying(life, `${name} is read-only, and start neither ends nor answers`);
  const answer = await fetch(`${base}/readyz`).then((one) => one.text(), String);
  if (!answer.includes('"why":"readOnly"'))
    saying(life, `${name} is read-only, and the health page says ${answer}`);
}

/** Two days back and forth again; meanwhile nothing is signed, and everybody is told. */
async function clockBack(life: Life): Promise<void> {
  await life.clients.settled();
  life.setClock(-2 * DAY_MS);
  try {
    await wait(400);
    const { ready, warning, text } = await life.health();
    if (!ready || warning !== 'clockBehindLedger')
      saying(life, `the clock is two days behind, and the health page says ${text}`);
    if (!(await life.page('/')).includes('不能定稿'))
      saying(life, 'the clock is two days behind, and the first page says nothing');
    const closing = await life.program.command(
      'close',
      String(life.office.years[1]),
      '--approved-by',
      '李局长',
    );
    if (life.signed.length === 0 && !(closing.exit === 1 && closing.stdout.includes('clockBehindLedger')))
      saying(
        life,
        `the clock is two days behind, and closing ended with ${closing.exit} ${closing.stdout.slice(0, 300)}`,
      );
    await life.clients.work(4, untilOver(800));
  } finally {
    life.setClock(0);
    await wait(200);
  }
}

export function untilOver(milliseconds: number): () => boolean {
  const until = performance.now() + milliseconds;
  return () => performance.now() > until;
}

/** Forty days ahead for a moment: whatever was recorded then is in the year that is signed afterwards. */
async function clockAhead(life: Life): Promise<void> {
  life.setClock(40 * DAY_MS);
  await wait(200);
  await life.clients.work(4, untilOver(700));
  life.setClock(0);
  await wait(200);
  await life.clients.work(4, untilOver(700));
  await life.clients.settled();
  const { warning, text } = await life.health();
  if (warning !== 'clockBehindLedger')
    saying(life, `the ledger is ahead of the clock, and the health page says ${text}`);
  await signed(life, ['--clock-ahead']);
}

/** Closed, or restated once it was: killed in the middle, and then to its end. Nobody works meanwhile. */
async function signing(life: Life): Promise<void> {
  await life.clients.settled();
  await signed(life, []);
}

async function signed(life: Life, more: readonly string[]): Promise<void> {
  const year = life.office.years[1];
  const words = life.signed.length === 0 ? ['close'] : ['restate', '--reason', '补登'];
  const args = [...words, String(year), '--approved-by', '李局长', '--confirm', 'all', ...more];
  for (let times = life.chance.int(0, 3); times > 0; times -= 1) await killedAfter(life, args, [100, 1600]);
  const { exit, stdout, stderr } = await life.program.command(...args);
  // one of those that were killed had come so far
  if (exit === 0 || /alreadyClosedYear|nothingToRestate/.test(stdout)) await keepSigned(life, year);
  else saying(life, `${args[0]} ended with ${exit}: ${stdout.slice(0, 500)} ${stderr.slice(-300)}`);
}

/** All versions there are now, the newest with the figures of the model. */
async function keepSigned(life: Life, year: number): Promise<void> {
  for (;;) {
    const answer = await life.clients.send(
      'GET',
      `/api/v1/reports/${year}?version=${life.signed.length + 1}`,
    );
    if (answer?.status !== 200) break;
    life.signed.push(answer.text);
  }
  const newest = life.signed.at(-1);
  if (newest === undefined) return saying(life, `${year} was signed, and there is no version of it`);
  life.findings.push(
    ...differing(
      `${year}, acknowledged and signed`,
      life.office.model.figures(year),
      figuresIn(JSON.parse(newest)),
    ),
  );
}

/** Sealed and rebuilt with the machine going off in the middle of it. */
const killSealing = async (life: Life): Promise<void> =>
  void (await killedUntilDone(life, ['checkpoint'], 900));
const killRebuild = async (life: Life): Promise<void> =>
  void (await killedUntilDone(life, ['rebuild'], 1200));

/** Another `start` on the same folder, clients at both; then one of the two is killed. */
async function twoInstances(life: Life): Promise<void> {
  const first = life.server;
  const second = await life.program.start();
  life.office.bases = [...life.office.bases, second.base];
  await wait(life.chance.int(800, 2000));
  const [goes, stays] = life.chance.chance(0.5) ? [first, second] : [second, first];
  killGroup(goes?.child.pid);
  await goes?.ended;
  life.server = stays;
  life.office.bases = stays === null ? [] : [stays.base];
}

/** The recorder killed among doubled, shuffled and late records, some that nobody can read. */
async function feedKilled(life: Life): Promise<void> {
  for (let times = 0; times < 2; times += 1) await killBackground(life);
}

async function stopped(life: Life, work: () => void | Promise<void>): Promise<void> {
  await life.stop();
  await work();
  await life.start();
}

/** Read models that are gone, cut off, overwritten or full of nothing heal by themselves. */
async function damagedViews(life: Life): Promise<void> {
  await stopped(life, () => {
    const file = join(life.disk.data, 'views.db');
    for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true });
    const { size } = statSync(file);
    const damage = life.chance.pick(['gone', 'empty', 'half', 'page'] as const);
    if (damage === 'gone') rmSync(file);
    else if (damage === 'empty') truncateSync(file, 0);
    else if (damage === 'half') truncateSync(file, size >> 1);
    else overwrite(file, life.chance.int(0, Math.max(0, size - 4096)));
  });
}

function overwrite(file: string, at: number): void {
  const fd = openSync(file, 'r+');
  writeSync(fd, Buffer.alloc(4096, 0x5a), 0, 4096, at);
  closeSync(fd);
}

/** A figure that was moved by hand: the nightly comparison says so, and a rebuild puts it right. */
async function driftedViews(life: Life): Promise<void> {
  await life.clients.settled();
  await life.health();
  const db = new DatabaseSync(join(life.disk.data, 'views.db'));
  db.exec('PRAGMA busy_timeout = 20000');
  db.prepare(`UPDATE spans SET weight = weight + 1 WHERE (office, last, first, bundle) IN
    (SELECT spans.office, last, first, bundle FROM spans JOIN bundles ON id = bundle
      WHERE cells LIKE '%table3.newlyReceived.total%' LIMIT 1)`).run();
  db.close();
  const { exit, stdout } = await life.program.command('aggregate');
  if (exit !== 1 || !stdout.includes('"equal":false'))
    saying(
      life,
      `a figure was moved by hand, and the nightly comparison ends with ${exit}: ${stdout.slice(0, 300)}`,
    );
  await ran(life, ['rebuild']);
}

/** Cut short, changed or doubled, an archive is refused, and the folder stays empty. */
async function brokenArchive(life: Life): Promise<void> {
  const archive = life.place('whole.ndjson');
  if ((await ran(life, ['export', archive])) === null) return;
  const text = readFileSync(archive, 'utf8');
  const lines = text.split('\n');
  const broken = {
    'without its end': lines
      .slice(0, life.chance.int(2, lines.length - 2))
      .join('\n')
      .concat('\n'),
    'cut in a line': text.slice(0, life.chance.int(10, text.length - 5)),
    'with a line twice': [...lines.slice(0, 5), lines[4], ...lines.slice(5)].join('\n'),
    'with a digit changed': text.replace(/"version\\":1/, '"version\\":2'),
  };
  for (const [how, bytes] of Object.entries(broken)) {
    const file = life.place('broken.ndjson');
    const empty = life.place('empty', true);
    writeFileSync(file, bytes);
    writeFileSync(join(empty, 'master.key'), readFileSync(join(life.disk.data, 'master.key')), {
      mode: 0o600,
    });
    const other = life.program.at(empty);
    const { exit, stderr } = await other.command('restore', file);
    if (exit !== 2) saying(life, `an archive ${how} was restored with ${exit} ${stderr.slice(-200)}`);
    for (const one of [file, empty]) rmSync(one, { recursive: true, force: true });
  }
  rmSync(archive, { force: true });
}

/** The machine goes off as an archive takes its name; or the export is killed: whole or not there. */
async function exportBrokenOff(life: Life): Promise<void> {
  const file = life.place('archive.ndjson');
  for (let times = 0; times < 2; times += 1) {
    await killedAfter(life, ['export', file], [150, 600]);
    if (existsSync(file)) wholeArchive(life, file, 'killed');
    rmSync(file, { force: true });
  }
  const { exit } = await life.program.run(['export', file], { FIRE_POWER: life.disk.beside }).ended;
  if (exit !== 0) saying(life, `export ended with ${exit}`);
  else wholeArchive(life, file, 'the power gone after it');
}

function wholeArchive(life: Life, file: string, when: string): void {
  if (linesOf(file).at(-1)?.startsWith('{"end":') !== true) saying(life, `an archive, ${when}, is not whole`);
}

/** Without the master key nothing starts, and none is made in its place. */
async function withoutKey(life: Life): Promise<void> {
  await life.stop();
  const key = join(life.disk.data, 'master.key');
  renameSync(key, `${key}.away`);
  if (life.chance.chance(0.5)) writeFileSync(key, '', { mode: 0o600 });
  const { exit, stderr } = await life.program.command('start', '--port', '0');
  if (exit !== 3 || !stderr.includes('master.key'))
    saying(life, `without its master key start ended with ${exit} ${stderr.slice(-200)}`);
  if (existsSync(key) && statSync(key).size > 0) saying(life, 'another master key was made');
  renameSync(`${key}.away`, key);
  await life.start();
}

/** What was handed over when a year was signed is damaged: named, and made again. */
async function brokenPackage(life: Life): Promise<void> {
  const folder = join(life.disk.data, 'documents');
  if (!existsSync(folder)) return;
  const found = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.includes('packages') && name.endsWith('.zip'));
  const [name] = found;
  if (name === undefined) return;
  truncateSync(join(folder, name), 1000);
  const { exit, stdout } = await life.program.command('verify');
  if (exit !== 1 || !stdout.includes('"packages":[{'))
    saying(life, `a package is cut off, and verify ended with ${exit} ${stdout.slice(0, 200)}`);
  await ran(life, ['package', String(life.office.years[1]), '--out', life.place('package.zip')]);
}

/** What an earlier process left half written lies there and harms nobody. */
async function leftovers(life: Life): Promise<void> {
  await stopped(life, () => {
    const { data } = life.disk;
    for (const name of ['views.db.draft', '.tried-1', 'documents/.drafts/x.part', 'ledger.ndjson.1.part'])
      if (existsSync(join(data, name, '..'))) appendFileSync(join(data, name), 'half');
  });
}

const noMount = (life: Life): string | null =>
  life.disk.room === null ? 'nothing can be mounted here' : null;
const noModes = (life: Life): string | null =>
  life.disk.isHeldByModes ? null : 'modes keep this user from nothing';

export const DECK: readonly Fault[] = [
  { name: 'kill -9 of the product', run: killServer, feeds: true },
  { name: 'kill -9 of the product again', run: killServer },
  { name: 'kill -9 while it starts', run: killStarting },
  { name: 'kill -9 behind the pages', run: killBackground },
  { name: 'told to end with all in hand', run: stopAndStart },
  { name: 'an import killed', run: killImport },
  { name: 'all killed while projecting', run: killProjecting },
  { name: 'uploads cut off', run: halfUpload },
  { name: 'the disk full', run: fullDisk, cannot: noMount },
  { name: 'the disk full for commands', run: fullForCommands, cannot: noMount },
  { name: 'the folder read-only', run: readOnlyFolder, cannot: noModes },
  { name: 'a file read-only', run: readOnlyFile, cannot: noModes, isQuiet: true },
  { name: 'the clock two days back', run: clockBack, isQuiet: true },
  { name: 'two instances', run: twoInstances },
  { name: 'records doubled, shuffled, late', run: feedKilled, feeds: true },
  { name: 'sealing killed', run: killSealing },
  { name: 'rebuilding killed', run: killRebuild },
  { name: 'read models damaged', run: damagedViews, isQuiet: true },
  { name: 'a figure moved by hand', run: driftedViews, isQuiet: true },
  { name: 'archives broken', run: brokenArchive },
  { name: 'an export broken off', run: exportBrokenOff },
  { name: 'the master key away', run: withoutKey, isQuiet: true },
  { name: 'closing killed', run: signing, isQuiet: true },
  { name: 'restating killed', run: signing, isQuiet: true },
  { name: 'a package cut off', run: brokenPackage, isQuiet: true },
  { name: 'half-written files left', run: leftovers, isQuiet: true },
  { name: 'the clock ahead, then signed', run: clockAhead, isQuiet: true, isLast: true },
];
