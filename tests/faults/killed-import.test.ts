import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { report } from '#functions/cli/annual.ts';
import { readArguments } from '#functions/cli/options.ts';
import { rebuild } from '#functions/cli/upkeep.ts';
import { verify } from '#functions/cli/verify.ts';
import { seeded } from '#functions/demo/seeded.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { seedOf } from '../support/seed.ts';

/** 50 in a command of its own: `npm run faults:kill`. */
const KILLS = Number(process.env.KILLS ?? 2);
const ROWS = 4000 * KILLS;
const LAUNCH = join(import.meta.dirname, '../../infra/local/launch.mjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeRows(): string {
  const file = join(folder, 'rows.csv');
  const row = (index: number): string => {
    const received = `2025-${String(1 + (index % 12)).padStart(2, '0')}-15`;
    const end = index % 3 === 0 ? ',,' : `,disclosed,${received.slice(0, 8)}28`;
    return `K${index},${received},naturalPerson,规划图${end}`;
  };
  const head = 'number,receivedOn,applicantType,subject,outcome,decidedOn';
  writeFileSync(
    file,
    [head, ...Array.from({ length: ROWS }, (_, index) => row(index).replace(',,', ','))].join('\n'),
  );
  return file;
}

/** Runs the import; kills it with signal 9 after `killAfter` milliseconds unless it was quicker. */
async function runImport(file: string, killAfter?: number): Promise<{ exit: number | null; stdout: string }> {
  const data = join(folder, 'data');
  const child = spawn(process.execPath, [LAUNCH, 'import', 'applications', file, '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const ended = once(child, 'exit');
  if (killAfter !== undefined) {
    await Promise.race([setTimeout(killAfter), ended]);
    child.kill('SIGKILL');
  }
  return { exit: (await ended)[0] as number | null, stdout };
}

async function inHouse<T>(work: (house: LocalHouse) => Promise<T>): Promise<T> {
  const house = await openLocalHouse(join(folder, 'data'));
  try {
    return await work(house);
  } finally {
    house.close();
  }
}

const casesIn = (stdout: string): number => (JSON.parse(stdout) as { cases: number }).cases;
const printed = (house: LocalHouse) => report(house, readArguments(['report', '2025']));

it(`an import killed ${KILLS} times loses nothing and leaves tables equal to a rebuild`, async () => {
  const file = writeRows();
  const chance = seeded(seedOf('kills of an import'));
  let before = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await runImport(file, chance.int(500, 2000));
    // whatever the moment: every chain is whole, every read model follows from the log, nothing went back
    const { exit, stdout } = await inHouse(verify);
    expect(exit, stdout).toBe(0);
    expect(casesIn(stdout)).toBeGreaterThanOrEqual(before);
    before = casesIn(stdout);
  }
  const { exit, stdout } = await runImport(file);
  expect(exit).toBe(0);
  const { read, recorded, duplicates, rejected } = JSON.parse(stdout);
  expect({ read, rejected }).toEqual({ read: ROWS, rejected: [] });
  expect(recorded + duplicates).toBe(ROWS);
  const live = (await inHouse(printed)).stdout;
  await inHouse((house) => rebuild(house));
  expect((await inHouse(printed)).stdout).toBe(live);
  expect(JSON.parse(live).table3.rows.newlyReceived.at(-1)).toBe(ROWS);
});
