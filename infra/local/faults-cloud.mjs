/**
 * `npm run faults:cloud -- --minutes 60 --environments 20`: as many environments of what is deployed behind a store that
 * refuses, loses and delays (tests/faults/hour-of-faults.test.ts). `SEED=…` draws the same faults again.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './launch-node.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    environments: { type: 'string', default: '20' },
  },
});
/** Beside the minutes of faults: what is still to be projected then, and the recount. */
const timeout = String(Number(values.minutes) * 60_000 * 2 + 600_000);
const { status } = spawnSync(
  process.execPath,
  [
    ...[join(import.meta.dirname, 'run.mjs'), 'vitest', 'run', '--project', 'faults'],
    ...['--testTimeout', timeout, 'tests/faults/hour-of-faults.test.ts'],
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FAULTS_MINUTES: values.minutes, FAULTS_ENVIRONMENTS: values.environments },
  },
);
process.exitCode = status ?? 1;
