import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report } from '#functions/cli/annual.ts';
import { readArguments } from '#functions/cli/options.ts';
import { rebuild } from '#functions/cli/upkeep.ts';
import { verify } from '#functions/cli/verify.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { Drift } from '#shared/store/views.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-views-'));
  const house = await openLocalHouse(folder);
  const where = (number: string) => ({ office: 'default', number, actor });
  const row = { applicantType: 'naturalPerson', subject: '规划图', receivedOn: '2025-12-20' };
  const call = { receivedAt: '2026-03-02T09:00:00.000+08:00', type: 'complaint' };
  await house.log.write([
    rowJob(disclosureKind, where('1'), { ...row, number: '1' }),
    rowJob(disclosureKind, where('2'), {
      ...row,
      number: '2',
      outcome: 'disclosed',
      decidedOn: '2026-01-08',
    }),
    rowJob(hotlineKind, where('H1'), { ...call, number: 'H1' }),
    rowJob(hotlineKind, where('H2'), { ...call, number: 'H2' }),
  ]);
  await house.catchUp();
  house.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function inHouse<T>(
  run: (house: Awaited<ReturnType<typeof openLocalHouse>>) => Promise<T>,
): Promise<T> {
  const house = await openLocalHouse(folder);
  try {
    return await run(house);
  } finally {
    house.close();
  }
}

async function driftsAfter(sql: string): Promise<{ exit: number; drifts: Drift[] }> {
  const db = new DatabaseSync(join(folder, 'views.db'));
  db.exec(sql);
  db.close();
  const { exit, stdout } = await inHouse(verify);
  return { exit, drifts: (JSON.parse(stdout) as { driftedReadModels: Drift[] }).driftedReadModels };
}

const printed = () =>
  inHouse(async (house) => (await report(house, readArguments(['report', '2026', '--data', folder]))).stdout);

describe('read models changed by hand', () => {
  it('are sound while nobody touched them', async () => {
    expect(await driftsAfter('SELECT 1')).toEqual({ exit: 0, drifts: [] });
  });

  it('are found out by one counter, with its cell, its year and both figures', async () => {
    const { exit, drifts } = await driftsAfter(
      `UPDATE spans SET weight = weight + 1 WHERE bundle = (SELECT id FROM bundles WHERE cells = '["table3.disclosed.total"]')`,
    );
    expect(exit).toBe(1);
    const named = { what: 'counter', office: 'default', cell: 'table3.disclosed.total', at: '2026' };
    expect(drifts).toEqual([{ ...named, expected: 1, held: 2 }]);
  });

  it('are found out by the counter of a day', async () => {
    const { drifts } = await driftsAfter(`DELETE FROM days WHERE labelled = 0 AND at = '2026-03-02'`);
    expect(drifts).toContainEqual(
      expect.objectContaining({
        what: 'counter',
        cell: 'hotline.received',
        at: '2026-03-02',
        expected: 2,
        held: 0,
      }),
    );
  });

  it('are found out by a member that is gone and by one too many', async () => {
    const { drifts } = await driftsAfter(`UPDATE members SET number = 'H9' WHERE number = 'H1'`);
    expect(drifts).toContainEqual(expect.objectContaining({ what: 'member', case: 'H1', kind: 'hotline' }));
    expect(drifts).toContainEqual(expect.objectContaining({ what: 'stray', case: 'H9', kind: 'hotline' }));
  });

  it('are found out by a summary and a case that is missing', async () => {
    const { drifts } = await driftsAfter(
      `UPDATE cases SET due_on = '2026-01-01' WHERE number = '1'; DELETE FROM cases WHERE number = 'H2'`,
    );
    expect(drifts).toContainEqual({ what: 'summary', office: 'default', kind: 'application', case: '1' });
    expect(drifts).toContainEqual({ what: 'missing', office: 'default', kind: 'hotline', case: 'H2' });
  });

  it('are as before after a rebuild, and the report is the same to the byte', async () => {
    const before = await printed();
    await driftsAfter('DELETE FROM spans; DELETE FROM days');
    expect(await printed()).not.toBe(before);
    await inHouse(rebuild);
    expect(await printed()).toBe(before);
    expect(await driftsAfter('SELECT 1')).toEqual({ exit: 0, drifts: [] });
  });

  it('are filled anew when the file is lost or was filled by another program', async () => {
    const before = await printed();
    for (const sql of [`UPDATE notes SET value = 'earlier' WHERE name = 'projection'`, 'DROP TABLE cases']) {
      const db = new DatabaseSync(join(folder, 'views.db'));
      db.exec(`${sql}; UPDATE notes SET value = 'earlier' WHERE name = 'projection'`);
      db.close();
      expect(await printed()).toBe(before);
    }
    rmSync(join(folder, 'views.db'));
    expect(await printed()).toBe(before);
  });
});
