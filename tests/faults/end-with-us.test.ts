/** A process that is ended without a word leaves no child of its own behind, not even one that is stopped. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';

const MODULE = join(import.meta.dirname, '../../shared/house/end-with-us.ts');
/** Starts three children: one goes on, one is stopped, one has ended already; tells their numbers and waits. */
const STARTER = `
  const { spawn } = await import('node:child_process');
  const { once } = await import('node:events');
  const { endWithUs } = await import('${MODULE}');
  const children = ['600', '600', '0'].map((seconds) => spawn('sleep', [seconds], { stdio: 'ignore' }));
  children.forEach(endWithUs);
  children[1].kill('SIGSTOP');
  await once(children[2], 'exit');
  console.log(children.map(({ pid }) => pid).join(' '));
  setInterval(() => {}, 1000);
`;

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('after SIGKILL nothing is left', async () => {
  const starter = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    STARTER,
  ]);
  const [said] = await once(starter.stdout, 'data');
  const [going = 0, stopped = 0] = String(said).split(' ').map(Number);
  expect([going, stopped].map(lives)).toEqual([true, true]);
  starter.kill('SIGKILL');
  while (lives(going) || lives(stopped)) await setTimeout(20);
  expect(starter.exitCode).toBe(null);
});
