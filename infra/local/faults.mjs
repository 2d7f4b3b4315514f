/**
 * `npm run faults -- --minutes 60`: the product under fire (tests/fire/main.ts), in a mount namespace of its own where the
 * machine gives one, so that its disk can be full and no mount outlives it, and without the right to pass over modes, so
 * that a read-only folder is one for root, too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from './launch-node.mjs';

const isRoot = process.getuid?.() === 0;
const wrappers = [
  ['unshare', isRoot ? '-m' : '-rm'],
  ['setpriv', '--bounding-set=-dac_override,-dac_read_search'],
];
const works = ([command, ...options]) =>
  spawnSync(command, [...options, 'true'], { stdio: 'ignore' }).status === 0;
const around = wrappers.filter(works).flat();
const program = join(root, 'tests', 'fire', `${process.argv[2] === 'planted' ? 'planted' : 'main'}.ts`);
const given = process.argv.slice(process.argv[2] === 'planted' ? 3 : 2);
const [command, ...rest] = [...around, node24(), '--disable-warning=ExperimentalWarning', program, ...given];
const child = spawn(command, rest, { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
