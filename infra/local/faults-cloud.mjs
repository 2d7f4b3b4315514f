/**
 * `npm run faults:cloud -- --minutes 60 --environments 20 [--log FILE]`: as many environments of what is deployed behind a
 * store, a queue and a bucket that refuse, lose, delay and hang (tests/faults/hour-of-faults.test.ts). `SEED=…` draws the
 * same faults again.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './launch-node.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    environments: { type: 'string', default: '20' },
    log: { type: 'string' },
  },
});
/** Beside the minutes of faults: what is still to be projected then, and the recount. */
const timeout = String(Number(values.minutes) * 60_000 * 2 + 600_000);
const child = spawn(
  process.execPath,
  [
    ...[join(import.meta.dirname, 'run.mjs'), 'vitest', 'run', '--project', 'faults'],
    ...['--testTimeout', timeout, 'tests/faults/hour-of-faults.test.ts'],
  ],
  {
    cwd: root,
    stdio: ['inherit', 'pipe', 'pipe'],
    env: { ...process.env, FAULTS_MINUTES: values.minutes, FAULTS_ENVIRONMENTS: values.environments },
  },
);
const log = values.log === undefined ? null : createWriteStream(values.log, { flags: 'a' });
for (const [said, out] of [
  [child.stdout, process.stdout],
  [child.stderr, process.stderr],
]) {
  said.pipe(out, { end: false });
  if (log !== null) said.pipe(log, { end: false });
}
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
