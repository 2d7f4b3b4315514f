/** The house on emulators follows its change feed by itself: what fills it anew is what fills the deployed one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { PROJECTION } from '#shared/house/projection.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { CLERK } from '../support/cloud-office.ts';

type EmulatedHouse = Awaited<ReturnType<typeof openCloudHouse>>;
let folder: string;
let house: EmulatedHouse;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-emulated-'));
  house = await openCloudHouse({ folder });
  await record(house, ...Array.from({ length: 200 }, (_, n) => `H${n}`));
}, 120_000);
afterAll(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

async function record({ log }: EmulatedHouse, ...numbers: string[]): Promise<void> {
  const room = KINDS.get('hotline');
  if (room === undefined) throw new Error('no room');
  const jobs = numbers.map((number) =>
    rowJob(
      room,
      { office: 'default', number, actor: CLERK },
      { number, receivedAt: '2026-03-05T08:00:00.000+08:00' },
    ),
  );
  for (const outcome of await log.write(jobs)) if (!outcome.ok) throw outcome.error;
}

async function received(of: EmulatedHouse): Promise<number> {
  await of.catchUp();
  return (await of.views.figures({ office: 'default', year: 2026 })).weight('events.received', 2026);
}

it('a rebuild holds all there was, and what is recorded after it arrives by the feed', async () => {
  expect(await received(house)).toBe(200);
  await house.rebuild();
  expect(await received(house)).toBe(200);
  await record(house, 'after');
  expect(await received(house)).toBe(201);
  expect((await auditViews(house)).drifts).toEqual([]);
});

it('read models of another program are filled anew before they are read', async () => {
  const other = await openCloudHouse({ folder });
  const note = await other.views.feedNote();
  if (note === null) throw new Error('no note');
  const [held] = (await other.views.list('default', { kind: 'hotline' }, { limit: 1 })).items;
  if (held === undefined) throw new Error('no case');
  // another program counted it otherwise
  const contributions = {
    years: [{ cell: 'events.received', from: 2026, until: 2026, weight: 7 }],
    days: [],
  };
  const summary = { ...held, version: held.version + 1 };
  await other.views.apply({ cases: [{ summary, contributions, calendar: 0 }], newest: {} });
  await other.views.noteFeed({ ...note, projection: 'another program' });
  await record(other, 'meanwhile');
  expect(await received(other)).toBe(202);
  expect(await other.views.feedNote()).toMatchObject({ projection: PROJECTION });
  expect((await auditViews(other)).drifts).toEqual([]);
  expect(await received(house)).toBe(202);
  other.close();
});

it('the ledger is projected once more without harm', async () => {
  await house.replay(null);
  expect(await received(house)).toBe(202);
  expect((await auditViews(house)).drifts).toEqual([]);
});
