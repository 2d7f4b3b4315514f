/** A service that is told to stop does not wait for work behind its pages that takes longer than a service manager waits. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backgroundProcess } from '#functions/cli/background-process.ts';
import { readArguments } from '#functions/cli/options.ts';

let folder: string;
const [, own = ''] = process.argv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-stopped-'));
});
afterEach(() => {
  process.argv[1] = own;
  rmSync(folder, { recursive: true, force: true });
});

/** Stands where the program does: says that it has begun, and what it does when it is let go. */
async function working(onLetGo: string): Promise<ReturnType<typeof backgroundProcess>> {
  const [program, begun] = [join(folder, 'program.mjs'), join(folder, 'pid')];
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs';
    setInterval(() => undefined, 1000);
    process.on('disconnect', () => { ${onLetGo} });
    process.send('begun', () => writeFileSync(${JSON.stringify(begun)}, String(process.pid)));`,
  );
  process.argv[1] = program;
  const background = backgroundProcess(readArguments(['start', '--data', folder]), 500);
  while (pid() === 0) await setTimeout(20);
  // its word has come
  await setTimeout(200);
  return background;
}

function pid(): number {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return 0;
  }
}

const isAlive = (): boolean => {
  try {
    return process.kill(pid(), 0);
  } catch {
    return false;
  }
};

it('is ended where it has not finished in time', async () => {
  const background = await working('');
  await background.stop();
  expect(isAlive()).toBe(false);
});

it('finishes what it has in hand', async () => {
  const done = join(folder, 'done');
  const background = await working(
    `setTimeout(() => { writeFileSync(${JSON.stringify(done)}, 'all of it'); process.exit(0); }, 200);`,
  );
  await background.stop();
  expect([isAlive(), readFileSync(done, 'utf8')]).toEqual([false, 'all of it']);
});
