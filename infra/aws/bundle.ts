/**
 * The functions as they are uploaded: our own code, what is loaded later in files of its own. The packages of others are
 * a layer of all functions, browser and font one of the function that prints (ADR 74). Source maps stay here.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { Packages } from './packages.ts';
import { trimmed } from './trimmed.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OUT = join(ROOT, '.cache', 'lambda');
/** Of what was built last for an account. */
export const MAPS = join(OUT, 'maps');
export const HANDLERS = [
  'web',
  'record-feed',
  'project',
  'aggregate',
  'remind',
  'notarise',
  'print',
  'jobs',
  'sign',
  'commands',
] as const;
export type HandlerName = (typeof HANDLERS)[number];
export type Bundles = {
  /** Of each handler, with `index.mjs` in it. */
  readonly folders: Readonly<Record<HandlerName, string>>;
  /** As they are laid over `/opt`. */
  readonly layers: { readonly packages: string; readonly printing: string };
};

/** A browser and a Chinese font, which find their files beside themselves. */
const PRINTING = ['playwright-core', '@sparticuz/chromium', '@embedpdf/fonts-sc'];
/** ESM has no `require`; some packages still call it. */
const BANNER =
  "import { createRequire as taizhangRequire } from 'node:module'; const require = taizhangRequire(import.meta.url);";
const FORM: BuildOptions = {
  bundle: true,
  minify: true,
  splitting: true,
  sourcemap: 'external',
  sourcesContent: false,
  // Chinese stays as it is: three bytes a character, not six
  charset: 'utf8',
  legalComments: 'none',
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // of packages that come twofold the form from which what is not used can be left out
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  // a place in a log names the very build
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  absWorkingDir: ROOT,
  logLevel: 'error',
};

type Bundling = {
  readonly beside?: boolean;
  readonly into?: string;
  readonly only?: readonly HandlerName[];
};

/**
 * `into` is emptied first: no two may share one at a time. It can be run where it lies: `functions/NAME/index.mjs` finds
 * its packages in `opt`. `beside: false` leaves browser and font out: for looking at, not for printing.
 */
export async function bundleHandlers({
  beside = true,
  into = OUT,
  only = HANDLERS,
}: Bundling = {}): Promise<Bundles> {
  rmSync(into, { recursive: true, force: true });
  const packages = new Packages();
  const folders = await Promise.all(
    only.map((name) => bundled(name, join(into, 'functions', name), packages)),
  );
  const layers = { packages: join(into, 'opt'), printing: join(into, 'printing') };
  await packages.bundle(layers.packages, { ...FORM, entryNames: '[name]', banner: { js: BANNER } });
  mkdirSync(layers.printing, { recursive: true });
  for (const one of beside ? PRINTING : []) copyPackage(one, join(layers.printing, 'printing'));
  // the verifier's own text goes with every evidence package, and is run by nobody here
  cpSync(join(ROOT, 'functions', 'verifier'), join(layers.packages, 'taizhang', 'verifier'), {
    recursive: true,
  });
  for (const part of ['functions', 'opt']) setMapsAside(join(into, part), join(into, 'maps'));
  return { folders: Object.fromEntries(folders) as Bundles['folders'], layers };
}

async function bundled(
  name: HandlerName,
  outdir: string,
  packages: Packages,
): Promise<readonly [HandlerName, string]> {
  await build({
    ...FORM,
    entryPoints: { [name]: join(ROOT, 'functions', name, 'handler.ts') },
    outdir,
    plugins: [packages.outside(), trimmed(ROOT, { prints: name === 'print' })],
  });
  const entry = readdirSync(outdir).find((file) => file.startsWith(`${name}-`) && file.endsWith('.mjs'));
  writeFileSync(join(outdir, 'index.mjs'), `export * from './${entry}';\n`);
  return [name, outdir];
}

/** What lies in `folder` and below, under the same names: they are named by what is in them. */
function setMapsAside(folder: string, aside: string): void {
  mkdirSync(aside, { recursive: true });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('.map'),
  )) {
    const at = join(folder, file);
    const map = JSON.parse(readFileSync(at, 'utf8')) as { sources: readonly string[] };
    const sources = map.sources.map((one) => relative(ROOT, join(dirname(at), one)));
    writeFileSync(join(aside, file.replace(/^.*\//, '')), JSON.stringify({ ...map, sources }));
    rmSync(at);
  }
}

/** With what it depends on. */
function copyPackage(name: string, into: string): void {
  const [from, to] = [join(ROOT, 'node_modules', name), join(into, 'node_modules', name)];
  if (existsSync(to) || !existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true });
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const one of Object.keys(dependencies)) copyPackage(one, into);
}
