/** `node infra/local/run.mjs COMMAND …`: a tool of the packages on Node 24, whatever the machine's own Node is. */
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { node24, root } from './launch-node.mjs';

const [command, ...options] = process.argv.slice(2);
const tools = join(root, 'node_modules', '.bin');
const { status } = spawnSync(join(tools, command), options, {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    TAIZHANG_HOME: root,
    PATH: [dirname(node24()), tools, process.env.PATH].join(delimiter),
  },
});
process.exitCode = status ?? 1;
