/** The projector under notices that are lost, doubled and shuffled, and under processes that stop anywhere. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Commit } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { sqliteViews } from '#shared/store/sqlite/views.ts';
import type { Views } from '#shared/store/views.ts';
import { catchUp } from '#shared/views/catch-up.ts';
import { viewsOf } from '#shared/views/views-of.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
let folder: string;
let log: OrderedLog;
let commits: readonly Commit[];
let files = 0;

/** Forty cases of four kinds, most of which grow by a second or third row. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-projector-'));
  let time = Date.UTC(2026, 8, 18);
  const now = () => {
    time += 1000;
    return instantOf(time);
  };
  log = sqliteEventLog(openLedger(join(folder, 'ledger.db')), { clock: { now }, masterKey: randomBytes(32) });
  const record = async (kind: string, row: Record<string, string | number>): Promise<void> => {
    const room = KINDS.get(kind);
    if (room === undefined) throw new Error(kind);
    await log.write([rowJob(room, { office: 'default', number: String(row.number), actor }, row)]);
  };
  for (const round of [0, 1, 2])
    for (let n = 0; n < 10; n += 1) {
      const ended = round > 0 && n % 3 !== 0;
      await record('application', {
        ...{
          number: `A${n}`,
          receivedOn: `202${4 + (n % 3)}-0${1 + (n % 9)}-05`,
          applicantType: 'naturalPerson',
        },
        ...{ subject: '图', ...(ended && { outcome: 'disclosed', decidedOn: `2026-09-1${n % 8}` }) },
      });
      await record('hotline', {
        ...{ number: `H${n}`, receivedAt: `2026-0${1 + (n % 9)}-03T08:00:00.000+08:00` },
        ...(round > 0 && { department: '住建局' }),
        ...(ended && { closedAt: '2026-09-17T08:00:00.000+08:00' }),
        ...(round > 1 && ended && { satisfaction: 'satisfied' }),
      });
      await record('fee', { number: `F${n}`, receivedOn: '2026-02-01', amount: 100 * n });
      await record('figure', {
        number: `Z${n}`,
        recordedOn: '2026-02-01',
        name: '培训',
        count: n,
        unit: `场${n}`,
      });
    }
  commits = await log.readAfter(0, 1000);
});
afterAll(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

function openViews(name?: string): Views {
  files += 1;
  return sqliteViews(join(folder, name ?? `${files}.db`), 'test');
}

async function drifts(views: Views): Promise<readonly unknown[]> {
  return (await auditViews({ log, views, catchUp: () => catchUp({ log, views }) })).drifts;
}

describe('the projector', () => {
  it('brings the views to what the log says', async () => {
    const views = openViews();
    await catchUp({ log, views });
    expect(await drifts(views)).toEqual([]);
    expect(await views.position()).toBe(commits.at(-1)?.position);
    views.close();
  });

  it('comes to the same whatever is delivered twice, late, out of order or not at all', async () => {
    const deliveries = fc.array(fc.subarray([...commits.keys()], { minLength: 1 }), {
      minLength: 1,
      maxLength: 6,
    });
    const views = openViews();
    const outcome = async (batches: readonly (readonly number[])[], seed: number): Promise<void> => {
      await views.clear();
      for (const batch of batches) {
        const shuffled = [...batch].sort((a, b) => ((a * seed) % 101) - ((b * seed) % 101));
        const some = shuffled.flatMap((index) => commits[index] ?? []);
        await views.apply(await viewsOf(log, [...some, ...some.slice(0, 3)]));
      }
      expect(await drifts(views)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(deliveries, fc.integer({ min: 1, max: 100 }), outcome), { numRuns: 30 });
    views.close();
  });

  it('counts nothing twice when several catch up at once on one file', async () => {
    const several = [openViews('shared.db'), openViews('shared.db'), openViews('shared.db')];
    await Promise.all(several.map((views) => catchUp({ log, views })));
    for (const views of several) expect(await drifts(views)).toEqual([]);
    for (const views of several) views.close();
  });

  it('goes on after stopping between any two batches, with a slower one still writing an old batch', async () => {
    const views = openViews();
    for (let from = 0; from < commits.length; from += 7) {
      const batch = commits.slice(from, from + 7);
      const position = batch.at(-1)?.position ?? 0;
      await views.apply({ ...(await viewsOf(log, batch)), position });
      const old = commits.slice(0, 5);
      await views.apply({ ...(await viewsOf(log, old)), position: 5 });
      expect(await views.position()).toBe(position);
    }
    expect(await drifts(views)).toEqual([]);
    views.close();
  });
});
