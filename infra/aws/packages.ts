/**
 * The packages of others that functions import, apart from our own code: a layer that all functions share, of exactly the
 * versions of the lock file and of what is imported from each (ADR 74).
 */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** By the name of a package, the names that are imported from it; `*` is all. */
type Wanted = Map<string, Set<string>>;

/** From `/var/task` it is `/opt`, where layers lie; from `functions/web` of the build it is beside `functions`. */
const MOUNT = '../../opt/taizhang';
const EVERYTHING = '*';
/** A name as it stands in an import, not a path and no part of ours. */
const BARE = /^[^.#/]/;

export class Packages {
  readonly #wanted: Wanted = new Map();
  readonly #seen = new Set<string>();

  /** For the build of a function: what it imports of others stays outside and is noted. */
  outside(): Plugin {
    return {
      name: 'packages',
      setup: ({ onResolve }) => {
        onResolve({ filter: BARE }, async ({ path, importer, kind }) => {
          if (kind === 'entry-point') return undefined;
          if (isBuiltin(path)) return { path, external: true };
          await this.#note(path, importer);
          return { path: `${MOUNT}/${fileOf(path)}.mjs`, external: true };
        });
      },
    };
  }

  /** All that was noted, a file for each package and what they share. */
  async bundle(into: string, form: BuildOptions): Promise<void> {
    const names = [...this.#wanted.keys()].sort();
    await build({
      ...form,
      entryPoints: names.map((name) => ({ in: `${NAMED}:${name}`, out: fileOf(name) })),
      outdir: join(into, 'taizhang'),
      plugins: [builtinsAtOnce(), this.#entries(form.absWorkingDir ?? '')],
    });
  }

  async #note(name: string, importer: string): Promise<void> {
    const names = this.#wanted.get(name) ?? new Set<string>();
    this.#wanted.set(name, names);
    if (this.#seen.has(`${name} ${importer}`)) return;
    this.#seen.add(`${name} ${importer}`);
    for (const one of await namesFrom(name, readFileSync(importer, 'utf8'))) names.add(one);
  }

  #entries(resolveDir: string): Plugin {
    return {
      name: 'entries',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: new RegExp(`^${NAMED}:`) }, ({ path }) => ({
          path: path.slice(NAMED.length + 1),
          namespace: NAMED,
        }));
        onLoad({ filter: /.*/, namespace: NAMED }, ({ path }) => ({
          resolveDir,
          contents: entryOf(path, this.#wanted.get(path) ?? new Set()),
        }));
      },
    };
  }
}

const NAMED = 'package';
const isBuiltin = (path: string): boolean => path.startsWith('node:') || builtinModules.includes(path);
const fileOf = (name: string): string => name.replaceAll(/[@/]/g, '-');

function entryOf(name: string, names: ReadonlySet<string>): string {
  if (names.has(EVERYTHING)) return `export * from '${name}'`;
  return `export { ${[...names].sort().join(', ')} } from '${name}'`;
}

const IMPORT = /^import\s+(?!type\b)([^'";]*?)\s*from\s*'([^']+)'/gm;

/** Read from the text of who imports it. What no statement names (the runtime of JSX, `import()`) is wanted whole. */
async function namesFrom(name: string, text: string): Promise<readonly string[]> {
  const clauses = [...text.matchAll(IMPORT)]
    .filter(([, , from]) => from === name)
    .map(([, clause]) => clause);
  const whole = clauses.length === 0 || text.includes(`import('${name}')`);
  const named = await Promise.all(clauses.map((clause = '') => namesIn(clause, { name, text })));
  return whole ? [EVERYTHING] : named.flat();
}

type Read = { readonly name: string; readonly text: string };

async function namesIn(clause: string, { name, text }: Read): Promise<readonly string[]> {
  const all = /\*\s+as\s+(\w+)/.exec(clause)?.[1];
  if (all !== undefined) {
    const known: object = await import(name);
    // `z.core.$ZodIssue` is a type: of it nothing is there when it runs
    const used = [...text.matchAll(new RegExp(`\\b${all}\\.(\\w+)(?!\\.[$A-Z])\\b`, 'g'))].map(
      ([, one = '']) => one,
    );
    return used.filter((one) => one in known);
  }
  const listed = (/\{([^}]*)\}/.exec(clause)?.[1] ?? '').split(',').map((one) => one.trim());
  const values = listed.filter((one) => one !== '' && !one.startsWith('type '));
  const first = /^\w+/.test(clause) ? ['default'] : [];
  return [...first, ...values.map((one) => one.split(/\s+as\s+/)[0] ?? one)];
}

/** Imported as a module, `http` is read name by name, which brings up the whole of undici with it: 15 ms of a start. */
function builtinsAtOnce(): Plugin {
  const namespace = 'builtin';
  return {
    name: namespace,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^(?:node:)?https?$/ }, ({ path }) => ({
        path: path.replace('node:', ''),
        namespace,
      }));
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule('${path}')`,
      }));
    },
  };
}
