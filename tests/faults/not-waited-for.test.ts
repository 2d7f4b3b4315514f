import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discreetWeb } from '#functions/web/access/looking.ts';
import type { Web } from '#functions/web/frame/web.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { withinDeadline } from '#shared/store/deadline.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import type { House } from '#shared/store/house.ts';
import { catchUp } from '#shared/views/catch-up.ts';
import { aggregateAll } from '#shared/year/nightly.ts';

const CLERK = { user: 'li', role: 'intake', via: 'import' } as const;
let folder: string;
let pages: LocalHouse;
let importing: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-beside-'));
  pages = await openLocalHouse(folder, { patient: true });
  importing = await openLocalHouse(folder);
  await pages.catchUp();
});
afterEach(() => {
  pages.close();
  importing.close();
  rmSync(folder, { recursive: true });
});

async function record(by: LocalHouse, count: number, name: string, closedAt?: string): Promise<void> {
  const jobs = Array.from({ length: count }, (_, at) => {
    const number = `${name}${at}`;
    const row = { number, receivedAt: '2026-03-05T08:00:00.000+08:00', ...(closedAt && { closedAt }) };
    return rowJob(hotlineKind, { office: 'default', number, actor: CLERK }, row);
  });
  for (const one of await by.log.write(jobs)) if (!one.ok) throw one.error;
}

/** In an instant of its own, and a calendar's change without what it changes. */
async function carryOut(fields: Fields): Promise<void> {
  await setTimeout(2);
  const { log, clock } = importing;
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  expect(await executeCommand({ log, clock }, { office: 'default', actor, fields })).toMatchObject({
    ok: true,
  });
}

/** Somebody projects a commit at a time, until it is told to end. */
function projectingSlowly(): () => Promise<void> {
  let isOver = false;
  const going = (async () => {
    while (!isOver) {
      const position = (await importing.views.position()) + 1;
      const head = async () => ({ position, recordedAt: importing.clock.now() });
      await catchUp({ log: { ...importing.log, head }, views: importing.views, batch: 1 });
      await setTimeout(5);
    }
  })();
  return async () => {
    isOver = true;
    await going;
  };
}

const looking = <T>(work: () => Promise<T>): Promise<T> =>
  withinDeadline({ within: 20_000, onlyLooks: true }, work);

/** What the nightly comparison and the proof of the read models find. */
async function differencesOf(house: House): Promise<readonly unknown[]> {
  const found: unknown[] = [...(await auditViews(house)).drifts];
  for await (const { drifts } of aggregateAll(house)) found.push(...drifts);
  return found;
}

/** How often whoever else is served by this thread had a turn. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let [turns, isOver] = [0, false];
  const others = (async () => {
    for (; !isOver; turns += 1) await setImmediate();
  })();
  await work();
  isOver = true;
  await others;
  return turns;
}

describe('a page beside somebody who records and projects much', () => {
  it('does not wait for it to the end, and is told that lists are behind', async () => {
    await record(importing, 900, 'H');
    const end = projectingSlowly();
    await expect(looking(() => pages.catchUp())).rejects.toBeInstanceOf(StoreBusy);
    expect(await pages.views.position()).toBeLessThan(700);
    await end();
  });

  it('projects what nobody else does, and always what this process has recorded itself', async () => {
    await record(importing, 300, 'H');
    await looking(() => pages.catchUp());
    expect(await pages.views.summary('default', 'hotline', 'H299')).not.toBe(null);
    await record(importing, 900, 'J');
    await record(pages, 1, 'K');
    const end = projectingSlowly();
    await expect(looking(() => pages.catchUp())).rejects.toBeInstanceOf(StoreBusy);
    expect(await pages.views.summary('default', 'hotline', 'K0')).not.toBe(null);
    expect(await pages.views.summary('default', 'hotline', 'J899')).toBe(null);
    await end();
  });

  it('shows its own ahead of others without a difference to the night or the proof, then or later', async () => {
    await record(importing, 900, 'H');
    await record(pages, 20, 'K');
    // a case that nobody has projected, which this process goes on with
    await record(pages, 1, 'H', '2026-03-09T08:00:00.000+08:00');
    await expect(looking(() => pages.catchUp())).rejects.toBeInstanceOf(StoreBusy);
    const then: House = { ...pages, catchUp: async () => undefined };
    expect((await pages.views.summary('default', 'hotline', 'H0'))?.version).toBe(2);
    expect(await differencesOf(then)).toEqual([]);
    await importing.catchUp();
    const holds = await pages.views.holding();
    expect([holds((await pages.log.head())?.position ?? 0), holds(1e9)]).toEqual([true, false]);
    const db = new DatabaseSync(join(folder, 'views.db'), { readOnly: true });
    expect(db.prepare("SELECT value FROM notes WHERE name = 'ahead'").get()).toEqual({ value: '[]' });
    db.close();
    expect(await differencesOf(then)).toEqual([]);
  });

  it('says how new they are with cases that were read whole, beyond what is projected with them', async () => {
    await record(importing, 1, 'X');
    await importing.catchUp();
    await record(importing, 1, 'X', '2026-03-09T08:00:00.000+08:00');
    await carryOut({
      command: 'RecordFollowUp',
      case: 'X0',
      at: '2026-03-10T10:00:00+08:00',
      satisfaction: 'satisfied',
    });
    await catchUp({ log: importing.log, views: importing.views, most: 1 });
    expect((await importing.views.summary('default', 'hotline', 'X0'))?.version).toBe(3);
    expect(await differencesOf({ ...importing, catchUp: async () => undefined })).toEqual([]);
  });

  it('knows how far open cases have gone that a calendar has counted again', async () => {
    const row = { number: 'A1', receivedOn: '2026-11-02', applicantType: 'naturalPerson', subject: '预算' };
    await importing.log.write([
      rowJob(disclosureKind, { office: 'default', number: 'A1', actor: CLERK }, row),
    ]);
    await importing.catchUp();
    const holiday = { kind: 'holiday', cause: 'typhoon', reason: '台风' };
    await carryOut({ command: 'AddExtraDay', date: '2026-11-20', ...holiday });
    await carryOut({ command: 'Reply', case: 'A1', on: '2026-11-20', outcome: 'disclosed' });
    await catchUp({ log: importing.log, views: importing.views, most: 1 });
    expect((await importing.views.summary('default', 'application', 'A1'))?.version).toBe(2);
    expect(await differencesOf({ ...importing, catchUp: async () => undefined })).toEqual([]);
  });

  it('keeps nothing that it has shown ahead where an older copy of the ledger is put back', async () => {
    await record(importing, 900, 'H');
    const copy = join(folder, 'copy.db');
    const db = new DatabaseSync(join(folder, 'ledger.db'));
    db.exec(`VACUUM INTO '${copy}'`);
    db.close();
    await record(pages, 20, 'K');
    await expect(looking(() => pages.catchUp())).rejects.toBeInstanceOf(StoreBusy);
    expect(await pages.views.summary('default', 'hotline', 'K0')).not.toBe(null);
    pages.close();
    importing.close();
    for (const suffix of ['-wal', '-shm']) rmSync(join(folder, `ledger.db${suffix}`), { force: true });
    renameSync(copy, join(folder, 'ledger.db'));
    pages = await openLocalHouse(folder, { note: () => undefined });
    importing = await openLocalHouse(folder);
    await pages.catchUp();
    expect(await pages.views.summary('default', 'hotline', 'K0')).toBe(null);
    expect(await differencesOf(pages)).toEqual([]);
  });

  it('waits once in a request, however many of its parts show lists', async () => {
    await record(importing, 900, 'H');
    let asked = 0;
    const catchUp = async (): Promise<void> => {
      asked += 1;
      await pages.catchUp();
    };
    const house = { ...pages, catchUp };
    const page = discreetWeb({ house } as unknown as Web).house;
    const end = projectingSlowly();
    await looking(async () => {
      for (let part = 0; part < 3; part += 1) await page.catchUp();
    });
    expect(asked).toBe(1);
    await end();
  });

  it('answers others after every few commits that it projects, and that it takes up into the index', async () => {
    await record(importing, 190, 'H');
    expect(await turnsDuring(() => pages.catchUp())).toBeGreaterThanOrEqual(7);
    await importing.search.follow();
    await record(importing, 100, 'J');
    expect(await turnsDuring(() => pages.search.follow())).toBeGreaterThanOrEqual(4);
  });

  it('does a little of it where nobody does, and says that the rest is missing', async () => {
    await record(importing, 900, 'H');
    const before = await pages.views.position();
    await expect(looking(() => pages.catchUp())).rejects.toBeInstanceOf(StoreBusy);
    expect(await pages.views.position()).toBe(before + 200);
    await pages.catchUp();
    expect(await pages.views.summary('default', 'hotline', 'H899')).not.toBe(null);
  });

  it('leaves to others what is much of the index', async () => {
    await record(importing, 300, 'H');
    expect(await pages.search.follow()).toBe(301);
    expect(await importing.search.follow()).toBe(0);
    await record(importing, 100, 'J');
    expect(await pages.search.follow()).toBe(0);
  });
});
