/**
 * The synthesised template of the stores, by which the emulators are furnished. Synthesising takes seconds: it is kept
 * in `.cache` for one state of what describes the stores.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '#shared/kernel/parse-json.ts';
import { DUE_INDEXES } from '#shared/store/narrowings.ts';

type Resource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
};
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
};

/** Where the program stands; the launcher says so. */
export const HOME = process.env.TAIZHANG_HOME ?? join(import.meta.dirname, '..', '..');

export function storesTemplate(): Template {
  const cache = join(HOME, '.cache');
  const file = join(cache, `stores-${stateOfStores()}.json`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, synthesised());
    renameSync(draft, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function synthesised(): string {
  const script = join(HOME, 'infra', 'aws', 'synth-stores.ts');
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script],
    options,
  );
  if (status !== 0) throw new Error(`the template of the stores cannot be synthesised: ${stderr}`);
  return stdout;
}

function stateOfStores(): string {
  const aws = join(HOME, 'infra', 'aws');
  const files = ['stores.ts', 'synth-stores.ts', ...sourcesIn(join(aws, 'constructs'))];
  const hash = createHash('sha1').update(readFileSync(join(HOME, 'shared', 'store', 'queue.ts')));
  hash.update(DUE_INDEXES.join());
  for (const file of files) hash.update(readFileSync(join(aws, file)));
  return hash.digest('hex').slice(0, 16);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join('constructs', name));
}

/** The logical id an output of the template points at. */
export function referredTo({ Outputs }: Template, output: string): string {
  const value = Outputs[output]?.Value;
  if (!isJsonObject(value) || typeof value.Ref !== 'string')
    throw new Error(`the template names no ${output}`);
  return value.Ref;
}
