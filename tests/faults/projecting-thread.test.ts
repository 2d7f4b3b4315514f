/** A long import is projected by a second thread while it records. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { projectMeanwhile } from '#shared/house/project-meanwhile.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { auditViews } from '#shared/proof/audit-views.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;

let folder: string;
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-thread-'));
  house = await openLocalHouse(folder);
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

async function recordCases(from: number, count: number): Promise<void> {
  const room = KINDS.get('hotline');
  if (room === undefined) throw new Error('no hotline');
  const numbers = Array.from({ length: count }, (_, index) => `H${from + index}`);
  const receivedAt = '2026-09-03T08:00:00.000+08:00';
  const jobs = numbers.map((number) =>
    rowJob(room, { office: 'default', number, actor }, { number, receivedAt }),
  );
  for (const { ok } of await house.log.write(jobs)) expect(ok).toBe(true);
}

it('what is recorded meanwhile stands in the read models without being asked for, and each case once', async () => {
  const end = house.catchUpMeanwhile?.();
  for (let from = 0; from < 1000; from += 100) await recordCases(from, 100);
  const recorded = (await house.log.head())?.position ?? 0;
  for (let tries = 0; tries < 1000 && (await house.views.position()) < recorded; tries += 1) await pause(20);
  expect(await house.views.position()).toBe(recorded);
  await recordCases(1000, 100);
  await Promise.all([house.catchUp(), end?.()]);
  expect((await auditViews(house)).drifts).toEqual([]);
  const cell = { office: 'default', cell: 'hotline.received', year: 2026 };
  const { items } = await house.views.members(cell, { limit: 2000 });
  expect(items).toHaveLength(1100);
});

it('a thread that cannot work ends without a word: whoever catches up next meets the same fault', async () => {
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  await expect(projectMeanwhile(join(file, 'data'))()).resolves.toBeUndefined();
});
