/** `npm run recount`: the independent recount on Node 24, which reads its TypeScript as it stands. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from './launch-node.mjs';

const script = join(root, 'functions', 'recount', 'main.ts');
const { status } = spawnSync(
  node24(),
  ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 3;
