/** 按时办结率: what cannot be judged is in no rate, and both of its counts open their cases. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { allBehind } from '#shared/year/behind-cell.ts';
import { chosenReport, liveOf } from '#shared/year/chosen-report.ts';

const ACTOR = { user: 'li', role: 'officer', via: 'cli' } as const;
const OFFICE = { id: 'default', name: '本机关' };
const at = (day: string, time = '09:00') => `2026-03-${day}T${time}:00.000+08:00` as Instant;

let folder: string;
let house: LocalHouse;
let now: Instant;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-due-'));
  now = at('02');
  house = await openLocalHouse(folder, { clock: { now: () => now } });
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

async function received(number: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const row = { number, receivedAt: at('01'), ...more };
  const [done] = await house.log.write([
    rowJob(hotlineKind, { office: 'default', number, actor: ACTOR }, row),
  ]);
  if (!done?.ok || done.value.outcome !== 'recorded') throw new Error(JSON.stringify(done));
}
async function figures(asOf?: Instant) {
  const choice = { office: OFFICE, year: 2026, ...(asOf && { asOf }) };
  const { hotline } = (await chosenReport({ log: house.log, live: liveOf(house) }, choice))?.report ?? {};
  const { closedOnTime, dueKnown, onTimeRate } = hotline ?? {};
  return [closedOnTime, dueKnown, onTimeRate];
}
const behind = async (more: object = {}) =>
  (
    await allBehind(house, { choice: { office: OFFICE, year: 2026, ...more }, cell: 'hotline.dueKnown' })
  )?.map((one) => one.case);

it('is no rate where no case has a due date', async () => {
  await received('A1', { closedAt: at('01', '10:00') });
  await received('A2');
  expect(await figures()).toEqual([0, 0, null]);
  expect(await behind()).toEqual([]);
});

it('counts an open case from its due date on, and a closed one at once', async () => {
  await received('A1', { dueAt: at('05', '18:00'), closedAt: at('01', '10:00') });
  await received('A2', { dueAt: at('05', '18:00') });
  await received('A3', { dueAt: at('09', '18:00') });
  await received('A4');
  expect(await figures()).toEqual([1, 1, 1]);
  expect(await behind()).toEqual(['A1']);
  now = at('05', '18:00');
  await received('B1');
  expect(await figures()).toEqual([1, 2, 0.5]);
  expect(await behind()).toEqual(['A1', 'A2']);
  const period = { from: dateOf('2026-03-01'), to: dateOf('2026-03-31') };
  expect(await behind({ period })).toEqual(['A1', 'A2']);
  expect(await behind({ period: { from: dateOf('2026-03-02'), to: period.to } })).toEqual([]);
  now = at('20');
  await received('A2', { closedAt: at('20', '08:00'), dueAt: at('05', '18:00') });
  expect(await figures()).toEqual([1, 3, 0.3333]);
  expect(await behind()).toEqual(['A1', 'A2', 'A3']);
  const then = at('05', '18:30');
  expect(await figures(then)).toEqual([1, 2, 0.5]);
  expect(await behind({ asOf: then })).toEqual(['A1', 'A2']);
});
