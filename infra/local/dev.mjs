/**
 * `npm run dev -- [--inspect[=PORT]] [OPTIONS OF start]`: the server, started again whenever a source changes. A fault
 * of the build or of the program is shown, and the next change tries again. `--inspect` opens a debugger's port.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from './launch-node.mjs';

/** An editor writes a file in several steps, and a change of branch many files. */
const QUIET_MS = 200;
const STOP_MS = 3000;

const words = process.argv.slice(2);
const forNode = words.filter((word) => /^--inspect(?:-brk)?(?:=|$)/.test(word));
const forStart = words.filter((word) => !forNode.includes(word));

let server = start();
let timer;
let ending = false;

for (const folder of ['functions', 'infra', 'shared'])
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!/\.(?:tsx?|css)$/.test(name ?? '')) return;
    clearTimeout(timer);
    timer = setTimeout(() => restart(name), QUIET_MS);
  });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    ending = true;
    stop().then(() => process.exit(0));
  });

function start() {
  const launch = join(root, 'infra', 'local', 'launch.mjs');
  const child = spawn(node24(), ['--enable-source-maps', ...forNode, launch, 'start', ...forStart], {
    stdio: 'inherit',
  });
  child.on('exit', (code) => {
    if (code) console.error(`dev: ended with ${code}; the next change starts it again`);
  });
  return child;
}

async function restart(name) {
  console.error(`dev: ${name} changed`);
  await stop();
  if (!ending) server = start();
}

/** A request that does not end, as of a debugger that stands still, does not hold up the next start. */
function stop() {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((stopped) => {
    const late = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    server.once('exit', () => {
      clearTimeout(late);
      stopped();
    });
    server.kill('SIGTERM');
  });
}
