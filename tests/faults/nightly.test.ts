import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aggregateWhereDue } from '#functions/cli/schedules.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { hasCases } from '#shared/ledger/sample-mark.ts';
import { type Aggregation, alarmsOf, lastAggregation } from '#shared/year/aggregation.ts';
import { aggregateOffice } from '#shared/year/nightly.ts';
import { isDue, lastDue } from '#shared/year/schedule.ts';

const OFFICE = { id: 'default', name: '本机关' };
let folder: string;
let house: LocalHouse;
let now = '2026-11-24T09:00:00.000+08:00' as Instant;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-nightly-'));
  now = '2026-11-24T09:00:00.000+08:00' as Instant;
  house = await openLocalHouse(folder, { clock: { now: () => now } });
  const actor = { user: 'li', role: 'intake', via: 'import' } as const;
  const row = { applicantType: 'naturalPerson', subject: '规划图', receivedOn: '2025-12-20' };
  await house.log.write([
    rowJob(disclosureKind, { office: 'default', number: '1', actor }, { ...row, number: '1' }),
    rowJob(
      disclosureKind,
      { office: 'default', number: '2', actor },
      {
        ...row,
        number: '2',
        outcome: 'disclosed',
        decidedOn: '2026-01-08',
      },
    ),
  ]);
  await house.catchUp();
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

function tamper(sql: string): void {
  const db = new DatabaseSync(join(folder, 'views.db'));
  db.exec(sql);
  db.close();
}
const ONE_MORE = `UPDATE spans SET weight = weight + 1 WHERE bundle = (SELECT id FROM bundles WHERE cells LIKE '%table3.disclosed.naturalPerson%' LIMIT 1)`;

describe('the aggregation of the night', () => {
  it('leaves an office without a case as empty as it was', async () => {
    const empty = await openLocalHouse(join(folder, 'empty'), { clock: { now: () => now } });
    await aggregateOffice(empty, OFFICE);
    expect(await hasCases(empty.log)).toBe(false);
    empty.close();
    expect(await hasCases(house.log)).toBe(true);
  });

  it('recounts every year, finds the live tables equal and keeps the dated result', async () => {
    const result = await aggregateOffice(house, OFFICE);
    expect(result).toMatchObject({ on: '2026-11-24', equal: true, drifts: [] });
    expect(Object.keys(result.reports)).toEqual(['2025', '2026']);
    expect(await lastAggregation(house, 'default')).toEqual(result);
    const kept = await house.blobs.get('aggregates/default/2026-11-24/2025.json');
    const report = JSON.parse(Buffer.from(kept ?? []).toString()) as {
      table3: { rows: Record<string, number[]> };
    };
    expect(report.table3.rows.carriedForward?.at(-1)).toBe(2);
  });

  it('changes no report: its own result is no record of the office', async () => {
    await aggregateOffice(house, OFFICE);
    const before = (await aggregateOffice(house, OFFICE)).reports;
    now = '2026-11-25T09:00:00.000+08:00' as Instant;
    expect((await aggregateOffice(house, OFFICE)).reports).toEqual(before);
  });

  it('names the cell and both figures of a live table that differs', async () => {
    tamper(ONE_MORE);
    const { equal, drifts } = await aggregateOffice(house, OFFICE);
    expect(equal).toBe(false);
    expect(drifts).toContainEqual(
      expect.objectContaining({ year: 2026, cell: 'table3.disclosed.naturalPerson', before: 1, after: 2 }),
    );
  });

  it('names the case that a live cell lost', async () => {
    tamper("DELETE FROM members WHERE number = '2'");
    tamper(ONE_MORE.replace('weight + 1', 'weight - 1'));
    const { drifts } = await aggregateOffice(house, OFFICE);
    const drift = drifts.find(({ cell }) => cell === 'table3.disclosed.naturalPerson');
    expect(drift).toMatchObject({ year: 2026, before: 1, after: 0, cases: ['2'] });
  });
});

describe('the night over a log that is not as it was recorded', () => {
  it('counts nothing, says which case, and goes on saying so as its newest result', async () => {
    const db = new DatabaseSync(join(folder, 'ledger.db'));
    db.exec(
      "UPDATE commits SET body = replace(body, 'naturalPerson', 'legalServiceOrganisation') WHERE version = 1",
    );
    db.close();
    const result = await aggregateOffice(house, OFFICE);
    expect(result).toMatchObject({ equal: false, reports: {}, drifts: [] });
    expect(result.brokenChains).toContainEqual({ case: '2', version: 1, what: 'changed' });
    expect(await lastAggregation(house, 'default')).toEqual(result);
    expect(alarmsOf(result)).toContain('default chain of 2 version 1: changed');
  });
});

describe('the schedule', () => {
  it('is due every night, and ten minutes into the new year', () => {
    expect(lastDue('2026-11-24T02:29:59.000+08:00' as Instant)).toBe('2026-11-23T02:30:00.000+08:00');
    expect(lastDue('2026-11-24T02:30:00.000+08:00' as Instant)).toBe('2026-11-24T02:30:00.000+08:00');
    expect(lastDue('2027-01-01T00:09:59.000+08:00' as Instant)).toBe('2026-12-31T02:30:00.000+08:00');
    expect(lastDue('2027-01-01T00:10:00.000+08:00' as Instant)).toBe('2027-01-01T00:10:00.000+08:00');
    expect(
      isDue('2026-11-23T02:31:00.000+08:00' as Instant, '2026-11-24T02:29:00.000+08:00' as Instant),
    ).toBe(false);
    expect(
      isDue('2026-11-23T02:31:00.000+08:00' as Instant, '2026-11-24T08:00:00.000+08:00' as Instant),
    ).toBe(true);
    expect(isDue(null, now)).toBe(true);
  });

  it('runs once a night, makes up for a night the machine was off, and raises the alarm', async () => {
    const alarms: Aggregation[] = [];
    const watching = {
      signal: new AbortController().signal,
      onDrift: (drift: Aggregation) => void alarms.push(drift),
    };
    await aggregateWhereDue(house, watching);
    tamper(ONE_MORE);
    await aggregateWhereDue(house, watching);
    expect(alarms).toEqual([]);
    now = '2026-11-26T08:00:00.000+08:00' as Instant;
    await aggregateWhereDue(house, watching);
    await aggregateWhereDue(house, watching);
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.on).toBe('2026-11-26');
  });
});
