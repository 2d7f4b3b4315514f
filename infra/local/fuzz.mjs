/**
 * `npm run fuzz -- --requests 25000 --documents 100`: whatever may be sent to any address, by anybody, is answered without a
 * fault (tests/web/anything-sent.test.ts), and documents made to be dear keep nobody waiting
 * (tests/web/hostile-documents.test.ts). `SEED=…` repeats a run.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './launch-node.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '25000' },
    documents: { type: 'string', default: '100' },
  },
});
/** Of one run of the random tests: the API, commands, pages, and half as many forms with the two pages before each. */
const REQUESTS_A_RUN = 4.5;
const { status } = spawnSync(
  process.execPath,
  [
    ...[join(import.meta.dirname, 'run.mjs'), 'vitest', 'run', '--project', 'web'],
    ...['--testTimeout', '7200000', 'tests/web/anything-sent.test.ts', 'tests/web/hostile-documents.test.ts'],
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_RUNS: String(Math.ceil(Number(values.requests) / REQUESTS_A_RUN)),
      FUZZ_DOCUMENTS: values.documents,
    },
  },
);
process.exitCode = status ?? 1;
