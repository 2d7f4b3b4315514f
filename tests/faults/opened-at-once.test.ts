import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';

/** Two people begin with the same new folder at the same moment, each with a program of their own. */
let folder: string;
const ROUNDS = 8;
const opening = (start: number) => `
  const { openLocalHouse } = await import(${JSON.stringify(new URL('../../shared/house/open-house.ts', import.meta.url).href)});
  for (let round = 0; round < ${ROUNDS}; round += 1) {
    while (Date.now() < ${start} + round * 400);
    (await openLocalHouse(${JSON.stringify(folder)} + '/' + round)).close();
  }`;

function program(start: number): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', opening(start)]);
  let told = '';
  child.stderr.on('data', (some) => {
    told += some;
  });
  return new Promise((done) => child.on('exit', (code) => done(code === 0 ? '' : told)));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-at-once-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a new folder opened by several programs at once', () => {
  it('is made once, and all of them open it', async () => {
    const start = Date.now() + 4_000;
    const faults = await Promise.all(Array.from({ length: 4 }, () => program(start)));
    expect(faults).toEqual(['', '', '', '']);
    for (const round of readdirSync(folder)) {
      const house = await openLocalHouse(join(folder, round));
      const offices = await house.log.history({ office: 'default', kind: 'office', stream: 'default' });
      house.close();
      expect(offices).toHaveLength(1);
    }
  }, 60_000);

  it('under a place where nothing can be made is refused, not waited for', async () => {
    await expect(openLocalHouse('/proc/taizhang-no-such-place')).rejects.toThrow('ENOENT');
  });
});
