/**
 * `npm run faults:planted -- --minutes 8`: a copy of the program for each fault that is planted, and the suite over it until
 * it finds something. At first one in which nothing was planted, and nothing may be found. Prints what found each; ends
 * with 1 where one was not found.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PLANTED, type Planted } from './planted-faults.ts';

const { values } = parseArgs({
  options: {
    /** For each, at most; and for the copy in which nothing is planted. */
    minutes: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    /** Faults of the suite, by their words; all of them where none is named. */
    fault: { type: 'string', multiple: true },
    log: { type: 'string' },
    control: { type: 'string', default: '3' },
  },
});
const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = [
  'functions',
  'infra',
  'shared',
  'tests',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const NOTHING: Planted = { name: 'nothing', changes: [] };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
  if (values.log !== undefined) writeFileSync(values.log, `${line}\n`, { flag: 'a' });
}

let copy = '';
let running: ReturnType<typeof spawn> | null = null;
// nothing is left behind, however it ends
process.on('exit', () => {
  if (copy !== '') rmSync(copy, { recursive: true, force: true });
});
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    isEnding = true;
    if (running === null) process.exit(1);
    running.kill('SIGTERM');
  });

function planted({ name, changes }: Planted): void {
  copy = mkdtempSync(join(tmpdir(), 'taizhang-fire-planted-'));
  for (const one of COPIED) cpSync(join(ROOT, one), join(copy, one), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, from, to } of changes) {
    const text = readFileSync(join(copy, file), 'utf8');
    if (text.split(from).length !== 2)
      throw new Error(`${name}: what is to be changed does not stand once in ${file}`);
    writeFileSync(
      join(copy, file),
      text.replace(from, () => to),
    );
  }
}

/** What was found and by which fault; null where nothing was. */
async function foundIn(one: Planted, minutes: string): Promise<{ by: string; what: string } | null> {
  planted(one);
  const main = join(copy, 'tests', 'fire', 'main.ts');
  const args = [main, '--minutes', minutes, '--seed', values.seed, '--until-found', '--whole'];
  for (const words of values.fault ?? []) args.push('--fault', words);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  running = null;
  if (isEnding) process.exit(1);
  rmSync(copy, { recursive: true, force: true });
  const lines = said.split('\n');
  const at = lines.findIndex((line) => line.startsWith('  FOUND '));
  if (at < 0) return null;
  const by = /^\S+ \d+ (.*?): \d+ acknowledged/.exec(lines[at - 1] ?? '')?.[1] ?? '(the fault itself)';
  return { by, what: (lines[at] ?? '').slice(8, 200) };
}

const wanted = PLANTED.filter(
  ({ name }) => values.only === undefined || values.only.some((word) => name.includes(word)),
);
let failed = 0;
const isControlled = values.control !== '0';
const control = isControlled ? await foundIn(NOTHING, values.control) : null;
if (control !== null) failed += 1;
if (isControlled)
  say(
    `nothing planted, ${values.control} minutes: ${control === null ? 'nothing found' : `FOUND by ${control.by}: ${control.what}`}`,
  );
for (const one of wanted) {
  const start = performance.now();
  const found = await foundIn(one, values.minutes);
  const seconds = Math.round((performance.now() - start) / 1000);
  if (found === null) failed += 1;
  say(
    found === null
      ? `${one.name} → NOT FOUND in ${seconds} s`
      : `${one.name} → ${found.by}, after ${seconds} s: ${found.what}`,
  );
}
process.exitCode = failed > 0 ? 1 : 0;
