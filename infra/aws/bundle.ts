/** The functions as they are uploaded: one file each, with everything they import; packages with files of their own beside them. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');
const OUT = join(ROOT, '.cache', 'lambda');
const HANDLERS = ['web', 'record-feed', 'project', 'aggregate', 'remind', 'notarise', 'jobs'] as const;
export type HandlerName = (typeof HANDLERS)[number];

/** Printing needs a browser and a Chinese font, which find their files beside themselves. */
const BESIDE: Readonly<Partial<Record<HandlerName, readonly string[]>>> = {
  web: ['playwright-core', '@sparticuz/chromium', '@embedpdf/fonts-sc'],
};
/** ESM has no `require`; some packages still call it. */
const BANNER =
  "import { createRequire as taizhangRequire } from 'node:module'; const require = taizhangRequire(import.meta.url);";

/**
 * The folder of each handler, with `index.mjs` in it. `into` is emptied first: no two may share one at a time.
 * `beside: false` leaves the packages out: for looking at, not for running.
 */
export function bundleHandlers({ beside = true, into = OUT } = {}): Readonly<Record<HandlerName, string>> {
  rmSync(into, { recursive: true, force: true });
  buildSync({
    entryPoints: Object.fromEntries(
      HANDLERS.map((name) => [`${name}/index`, join(ROOT, 'functions', name, 'handler.ts')]),
    ),
    outdir: into,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: Object.values(BESIDE).flat(),
    banner: { js: BANNER },
    absWorkingDir: ROOT,
    logLevel: 'error',
  });
  for (const name of HANDLERS)
    for (const one of beside ? (BESIDE[name] ?? []) : []) copyPackage(one, join(into, name));
  // the verifier's own text goes with every evidence package
  cpSync(join(ROOT, 'functions', 'verifier'), join(into, 'web', 'verifier'), { recursive: true });
  return Object.fromEntries(HANDLERS.map((name) => [name, join(into, name)])) as Record<HandlerName, string>;
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
