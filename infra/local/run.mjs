/** `node infra/local/run.mjs COMMAND …`: a tool of the packages on Node 24, whatever the machine's own Node is. */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { node24, root } from './launch-node.mjs';

const [command, ...options] = process.argv.slice(2);
const tools = join(root, 'node_modules', '.bin');
const tool = spawn(join(tools, command), options, {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    TAIZHANG_HOME: root,
    PATH: [dirname(node24()), tools, process.env.PATH].join(delimiter),
  },
});
// whoever ends us means the tool; from a terminal both are told at once
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => tool.kill(signal));
process.on('SIGINT', () => {});
tool.once('close', (status, signal) => {
  process.exitCode = status ?? (signal === null ? 1 : 128);
});
tool.once('error', (fault) => {
  console.error(fault.message);
  process.exitCode = 1;
});
