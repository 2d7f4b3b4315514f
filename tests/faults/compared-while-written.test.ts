import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { House } from '#shared/store/house.ts';
import { type Aggregation, alarmsOf } from '#shared/year/aggregation.ts';
import { aggregateAll } from '#shared/year/nightly.ts';

const CLERK = { user: 'li', role: 'intake', via: 'import' } as const;
let folder: string;
let house: LocalHouse;
let calls = 0;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-compared-'));
  let now = Date.parse('2026-11-24T09:00:00.000+08:00');
  const clock = {
    now: () => {
      now += 1;
      return new Date(now + 8 * 3_600_000).toISOString().replace('Z', '+08:00') as Instant;
    },
  };
  house = await openLocalHouse(folder, { clock });
  calls = 0;
  for (let at = 0; at < 30; at += 1) await recordedNow(house);
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

/** A new call, and one of before closed: a case is written to that may have been read already, or not yet. */
async function recordedNow(by: House): Promise<void> {
  calls += 1;
  const row = (number: number) => ({
    ...{ number: `H${(number * 7919) % 1000}`, type: '投诉', topic: `事项${number % 3}` },
    receivedAt: `2026-0${1 + (number % 9)}-05T08:00:00.000+08:00`,
  });
  const closed = { closedAt: '2026-11-01T08:00:00.000+08:00', satisfaction: 'satisfied' };
  const rows = [row(calls), ...(calls > 4 ? [{ ...row(calls - 4), ...closed }] : [])];
  const jobs = rows.map((one) =>
    rowJob(hotlineKind, { office: 'default', number: one.number, actor: CLERK }, one),
  );
  for (const one of await by.log.write(jobs)) if (!one.ok) throw one.error;
  await by.catchUp();
}

type Read = { readonly commits: string[]; other: number };

/** Somebody records before each thing that the comparison reads. */
function busy(read: Read): House {
  const { log, views } = house;
  return {
    ...house,
    log: {
      ...log,
      slice: async (after, _, share) => {
        await recordedNow(house);
        const slice = await log.slice(after, 5, share);
        for (const one of slice.cases.flat()) read.commits.push(`${one.kind} ${one.stream} ${one.version}`);
        return slice;
      },
      scan: (...asked) => {
        read.other += 1;
        return log.scan(...asked);
      },
    },
    views: {
      ...views,
      moment: async () => {
        const moment = await views.moment();
        const figures: typeof moment.figures = async (of) => {
          await recordedNow(house);
          return moment.figures(of);
        };
        await recordedNow(house);
        return { ...moment, figures };
      },
    },
  } as House;
}

async function aggregated(read: Read): Promise<Aggregation[]> {
  const found: Aggregation[] = [];
  for await (const one of aggregateAll(busy(read))) found.push(one);
  return found;
}

describe('the nightly comparison while others write as fast as they can', () => {
  it('finds no difference, and reads the ledger once', async () => {
    const read: Read = { commits: [], other: 0 };
    expect((await aggregated(read)).map(({ equal, drifts }) => [equal, drifts])).toEqual([[true, []]]);
    expect(calls).toBeGreaterThan(40);
    expect(read.commits.length).toBeGreaterThan(60);
    expect(new Set(read.commits).size).toBe(read.commits.length);
    expect(read.other).toBe(0);
  });

  it('names what differs, by the figures of one place and with the case behind it, in one reading more', async () => {
    const db = new DatabaseSync(join(folder, 'views.db'));
    db.exec("DELETE FROM members WHERE number = 'H919'");
    db.exec(
      `UPDATE spans SET weight = weight - 1 WHERE bundle IN (SELECT id FROM bundles WHERE cells LIKE '%"hotline.received"%')`,
    );
    db.close();
    const read: Read = { commits: [], other: 0 };
    const [found] = await aggregated(read);
    const drift = found?.drifts.find(({ cell }) => cell === 'hotline.received');
    expect(drift).toMatchObject({ year: 2026, cases: ['H919'], more: 0 });
    expect(Number(drift?.before) - Number(drift?.after)).toBeGreaterThan(0);
    expect(read.other).toBe(1);
    expect(alarmsOf(found as Aggregation).join()).toContain('H919');
  });
});
