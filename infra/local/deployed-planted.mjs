/**
 * `npm run deployed:planted`: faults planted into what is deployed, one after the other, each to be found by the suite
 * (`--fault WORDS`: those whose name contains one of them, parted by commas). `--minutes N [--seed S]`: instead, faults of
 * the services drawn at random under an office at work, for as long.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './launch-node.mjs';

const { values } = parseArgs({
  options: {
    fault: { type: 'string', default: 'all' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
  },
});
const { fault, minutes, seed } = values;
const wanted = minutes === undefined ? { PLANTED: fault } : { DEPLOYED_MINUTES: minutes };
const test = minutes === undefined ? 'planted' : 'at-random';
/** Beside the minutes of faults: what is still to be carried out then, and the proof. */
const timeout = String(Number(minutes ?? 0) * 60_000 + 900_000);
const { status } = spawnSync(
  process.execPath,
  [
    ...[join(import.meta.dirname, 'run.mjs'), 'vitest', 'run', '--project', 'deployed'],
    ...['--testTimeout', timeout, `tests/deployed/${test}.test.ts`],
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...wanted, ...(seed && { SEED: seed }) } },
);
process.exitCode = status ?? 1;
