/**
 * The door to the command line. Bundles `functions/cli/main.ts` when a source is newer than the bundle at
 * hand, then runs it on Node 24: in this process where that is what runs already, else on the binary that
 * came with the packages. Plain JavaScript, because the machine's own Node may be 20.
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { bundleFor } from './launch-bundle.mjs';
import { giveUp, packagedNode, root, runsNode24 } from './launch-node.mjs';

/** Of the collector, in megabytes, where it is more than one. */
const NURSERY_MB = new Map([
  ['import', 8],
  ['rebuild', 8],
  ['start', 48],
]);
/** Commands of several threads that are busy all the time. */
const IN_THREADS = ['import', 'rebuild'];

if (runsNode24()) await runHere();
else runOnPackagedNode();

async function runHere() {
  const home = callersFolder();
  process.env.TAIZHANG_HOME = root;
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  const inThreads = process.argv.slice(2).some((word) => IN_THREADS.includes(word));
  const [nursery] = process.argv.slice(2).flatMap((word) => NURSERY_MB.get(word) ?? []);
  if (nursery !== undefined) widenNursery(nursery);
  const isServer = process.argv.includes('start');
  if (isServer) letNurseryGrow(nursery);
  keepHeapSmall(isServer ? 30 : inThreads ? 100 : 60);
  // helpers that collect a nursery together wait for one another where no processor is idle
  if (inThreads) v8.setFlagsFromString('--no-parallel-scavenge');
  silenceSqliteNotice();
  module.enableCompileCache(join(root, '.cache', 'v8'));
  const bundle = await bundleFor('functions/cli/main.ts').catch((fault) =>
    giveUp(`taizhang: the program could not be built: ${fault.message}${whoBuilds(fault)}`),
  );
  // Marks the bundle as in use, so that a later build does not sweep away what is still to be loaded.
  const mark = join(bundle, `${process.pid}.run`);
  try {
    writeFileSync(mark, '');
    process.on('exit', () => rmSync(mark, { force: true }));
  } catch (fault) {
    // the program may belong to somebody else, who alone builds it anew: a user of it runs what is there
    if (fault.code !== 'EACCES' && fault.code !== 'EROFS') throw fault;
  }
  process.chdir(home);
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(bundle, 'main.js')).href).catch((fault) =>
    giveUp(`taizhang: ${fault.stack}`),
  );
}

function whoBuilds({ message }) {
  const isNotOurs = /permission denied|read-only file system/i.test(message);
  return isNotOurs ? `; whoever owns ${root} builds it once: npm run -s taizhang -- --help` : '';
}

/**
 * The collector's nursery, 1 MB where it may not grow. Left to itself it grows with the speed of work and lets short-lived
 * objects grow old (356 MB against 218 in a rebuild); 8 MB are enough to be cleared an eighth as often. A server has many
 * pages in hand at once: what they hold outlives a small nursery, and collecting took a quarter of its time.
 */
function widenNursery(megabytes) {
  // of threads that begin later
  v8.setFlagsFromString(`--min-semi-space-size=${megabytes}`);
  // this one's grows when much of it survives, and then no more
  v8.setFlagsFromString(`--semi-space-growth-factor=${megabytes}`);
  Array.from({ length: 200 }, () => new Array(1000).fill(0));
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * A collection in a quiet moment takes a nursery back to 1 MB. A server goes on after it, and what a page has in hand would
 * grow old: under fifty clerks the old part of the heap was 300 MB after five minutes, of which 80 were in use.
 */
function letNurseryGrow(megabytes) {
  v8.setFlagsFromString(`--semi-space-growth-factor=${megabytes}`);
}

/**
 * What the heap has grown to once stays with the process: freed pages go to a pool that is given back when nothing is
 * going on, and a long command never rests (signing 471,350 cases: 645 MB, of them 322 free, against 323). So it grows
 * by little more than half before it is collected, which costs a twentieth of the time; twice that where every thread
 * has a small heap of its own, and less in a server, where little grows old (one hour's peak is what it holds for weeks).
 */
function keepHeapSmall(percent) {
  v8.setFlagsFromString(`--heap-growing-percent=${percent}`);
}

function runOnPackagedNode() {
  const binary = packagedNode();
  if (!binary)
    giveUp(
      `taizhang: needs Node 24; this is ${process.version} and no packaged one is installed: run npm ci`,
    );
  const child = spawn(binary, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGUSR2'])
    process.on(signal, () => pass(child, signal));
  child.on('error', (fault) => giveUp(`taizhang: ${binary} does not run: ${fault.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 3);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** A terminal hands Ctrl-C to the child by itself; a second one would be read as "at once". */
function pass(child, signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
}

/** `npm run` moves to the package's root; paths on the command line are meant from where the caller stood. */
function callersFolder() {
  const { INIT_CWD, npm_package_json } = process.env;
  const throughNpm = INIT_CWD && npm_package_json === join(root, 'package.json') && process.cwd() === root;
  return throughNpm ? INIT_CWD : process.cwd();
}

/** `node:sqlite` announces itself as experimental on every start; the version is pinned, so nobody need know. */
function silenceSqliteNotice() {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith('SQLite is an experimental')) emit.call(process, warning, ...rest);
  };
}
