/**
 * Bundles kept in `.cache`, one folder per state of the sources. The key is a walk over sizes and times, which
 * costs a few milliseconds; esbuild is loaded only when that state has not been built yet.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './launch-node.mjs';

const SOURCES = ['functions', 'infra', 'shared'];
/** Modules that run in threads of their own: found by their names beside the bundle. */
const THREADS = {
  'projecting-thread': join(root, 'shared/house/projecting-thread.ts'),
  'indexing-thread': join(root, 'shared/house/indexing-thread.ts'),
  'draft-thread': join(root, 'shared/store/sqlite/draft-thread.ts'),
};
/** One that fills no read model: what stands in it decides nothing there. */
const BESIDE = { 'heavy-process': join(root, 'shared/house/heavy-process.ts') };
/** What opens a ledger, with the read models it keeps up. */
const HOUSES = ['shared/house/open-house.ts', 'shared/house/open-cloud-house.ts'];
const FORM = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  absWorkingDir: root,
  logLevel: 'silent',
};
const HOUR = 3_600_000;

/** The folder of an up-to-date bundle of `entry`; its `main.js` is what to run. */
export async function bundleFor(entry) {
  const cache = join(root, '.cache');
  const folder = join(cache, `bundle-${stateOfSources()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const draft = join(cache, `draft-${process.pid}-${Date.now()}`);
  try {
    await build(join(root, entry), draft);
    settle(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  sweep(cache, folder);
  return folder;
}

async function build(entry, outdir) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    ...FORM,
    entryPoints: { main: entry, ...THREADS, ...BESIDE },
    outdir,
    // Chunks keep what a command loads by `await import()` out of every other command's start.
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // One file of the parts in use, where the package is a hundred.
    alias: { zod: join(root, 'node_modules', 'zod', 'index.js') },
    sourcemap: true,
    define: { TAIZHANG_PROJECTION: JSON.stringify(await projectionOf()) },
  });
}

/** Every file that filling the read models of either engine goes through: where one differs, they are filled anew. */
export async function decidingFiles() {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    ...FORM,
    entryPoints: [...HOUSES, ...Object.values(THREADS)],
    outdir: root,
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs).sort();
}

async function projectionOf() {
  const hash = createHash('sha1');
  for (const path of await decidingFiles()) hash.update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

/** A rename is all or nothing; whoever comes second finds the same bundle there and takes it. */
function settle(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (fault) {
    if (!existsSync(folder)) throw fault;
  }
}

function stateOfSources() {
  const hash = createHash('sha1');
  const lock = statSync(join(root, 'package-lock.json'));
  hash.update(`${process.arch} ${lock.size} ${lock.mtimeMs}\n`);
  for (const folder of SOURCES) note(hash, join(root, folder));
  return hash.digest('hex').slice(0, 16);
}

function note(hash, folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) note(hash, path);
    else {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
}

/** Drops what has not been started for an hour and is run by nobody: a server may still load chunks from it. */
function sweep(cache, current) {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (!/^(bundle|draft)-/.test(name) || folder === current) continue;
    try {
      if (Date.now() - statSync(folder).mtimeMs > HOUR && !inUse(folder)) rmSync(folder, { recursive: true });
    } catch {
      // Another launch was quicker.
    }
  }
}

function inUse(folder) {
  return readdirSync(folder).some((name) => name.endsWith('.run') && isAlive(Number.parseInt(name, 10)));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return fault.code === 'EPERM';
  }
}
