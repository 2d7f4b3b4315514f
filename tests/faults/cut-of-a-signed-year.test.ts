import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { faultsOfSigned } from '#shared/proof/signed-reports.ts';
import { archiveOf, restoreArchive } from '#shared/store/dynamodb/archive.ts';
import type { House } from '#shared/store/house.ts';
import { amendmentsOf } from '#shared/year/amendments.ts';
import { allBehind, pageBehind } from '#shared/year/behind-cell.ts';
import { liveOf } from '#shared/year/chosen-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { FALSE_DAY, registering, replying, TRUE_DAY } from '../support/clock-ahead.ts';
import { memoryLedger } from '../support/memory-ledger.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { openWebOffice } from '../support/web-office.ts';

const CAUGHT_UP = '2027-03-08T09:00:00.000+08:00';

const WANG = { user: 'wang', role: 'admin', via: 'cli' } as const;
const office = { id: 'default', name: '某市数据局' };
const RECEIVED = 'table3.newlyReceived.total';
const CLOSE: Fields = { command: 'CloseYear', year: 2026, approvedBy: '李局长', clockAhead: true };
const RESTATE: Fields = { ...CLOSE, command: 'RestateYear', reason: '漏记' };

let folder: string;
let now = epochOf(TRUE_DAY as Instant);
let house: House;
const clock = {
  now: () => {
    now += 1;
    return instantOf(now);
  },
};
const setClock = (instant: string): void => {
  now = epochOf(instant as Instant);
};

async function carryOut(...all: readonly Fields[]): Promise<void> {
  for (const fields of all)
    expect(await executeCommand(house, { office: office.id, actor: WANG, fields })).toMatchObject({
      ok: true,
    });
}

const entered = (...numbers: readonly string[]): Promise<void> =>
  carryOut(...numbers.flatMap((number) => [registering(number), replying(number)]));

async function amended(): Promise<readonly (readonly [unknown, unknown, readonly string[]])[]> {
  const found = await amendmentsOf({ log: house.log, live: liveOf(house) }, { office, year: 2026 });
  return (found ?? [])
    .filter(({ cell }) => cell === RECEIVED)
    .map((one) => [one.before, one.after, one.cases]);
}

async function behind(version: number | 'live'): Promise<string[]> {
  const asked = { choice: { office, year: 2026, version }, cell: RECEIVED };
  const all = (await allBehind(house, asked)) ?? [];
  const page = await pageBehind(house, asked, { after: null, limit: 100 });
  expect(page.items).toEqual(all);
  return all.map(({ case: number }) => number);
}

const versions = async () => (await yearStateOf(house.log, { office: office.id, year: 2026 })).versions;
const faults = async () => {
  const { reports, signatures } = await faultsOfSigned(house.log, house.blobs);
  return { reports, signatures };
};
const NO_FAULTS = { reports: [], signatures: [] };

describe.each([
  ['this machine', () => openLocalHouse(folder, { clock })],
  ['the cloud', () => openCloudHouse({ folder, clock })],
] as const)('on %s, a year that was signed while the log was ahead of the clock', (_, open) => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-cut-'));
    setClock(TRUE_DAY);
    house = await open();
    await readyToSign(house, office.id, office.name);
    await entered('A1');
    setClock(FALSE_DAY);
    await entered('A2');
    setClock(TRUE_DAY);
    await entered('A3');
  });
  afterEach(() => {
    house.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('shows what was recorded afterwards with its case, before the clock has caught up and after, once', async () => {
    await carryOut(CLOSE);
    expect(await amended()).toEqual([]);
    await entered('A4');
    expect(await amended()).toEqual([[3, 4, ['A4']]]);
    expect(await behind(1)).toEqual(['A1', 'A2', 'A3']);
    expect(await behind('live')).toEqual(['A1', 'A2', 'A3', 'A4']);
    setClock(CAUGHT_UP);
    expect(await amended()).toEqual([[3, 4, ['A4']]]);
    await entered('A5');
    expect(await amended()).toEqual([[3, 5, ['A4', 'A5']]]);
    expect(await behind(1)).toEqual(['A1', 'A2', 'A3']);
    expect(await faults()).toEqual(NO_FAULTS);
  });

  it('is restated with the cases of the difference, each in the version it was signed in', async () => {
    await carryOut(CLOSE);
    await entered('A4');
    await carryOut(RESTATE);
    await entered('A5');
    const [, second] = await versions();
    expect(second?.difference.find(({ cell }) => cell === RECEIVED)).toMatchObject({
      ...{ before: 3, after: 4, cases: ['A4'] },
    });
    expect(await amended()).toEqual([[4, 5, ['A5']]]);
    expect(await behind(1)).toEqual(['A1', 'A2', 'A3']);
    expect(await behind(2)).toEqual(['A1', 'A2', 'A3', 'A4']);
    expect(await faults()).toEqual(NO_FAULTS);
  });

  it('keeps apart what happened to its own cases: a case that was there is another one since', async () => {
    await carryOut(CLOSE);
    await carryOut({ command: 'VoidEntry', case: 'A2', on: '2027-01-10', reason: '重复登记' });
    expect(await amended()).toEqual([[3, 2, ['A2']]]);
    expect(await behind(1)).toEqual(['A1', 'A2', 'A3']);
    expect(await behind('live')).toEqual(['A1', 'A3']);
  });

  it('of a whole tree holds its own texts as signed, whatever is written afterwards', async () => {
    await carryOut(CLOSE);
    const written = { command: 'WriteSection', year: 2026, scope: 'tree', section: 5 };
    await carryOut({ ...written, text: '签发前的文字。' }, { ...CLOSE, scope: 'tree' });
    await carryOut({ ...written, text: '签发后的文字。' });
    expect(await faults()).toEqual(NO_FAULTS);
  });
});

describe('a line under what is signed', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-cut-'));
    setClock(TRUE_DAY);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

  async function signedAhead() {
    const ledger = memoryLedger(office);
    ledger.setClock(TRUE_DAY);
    await ledger.found();
    ledger.setClock(FALSE_DAY);
    await ledger.command(registering('A1'));
    await ledger.command(replying('A1'));
    ledger.setClock(TRUE_DAY);
    expect(await ledger.command(CLOSE)).toMatchObject({ ok: true });
    return ledger;
  }

  it('holds in the cloud, too, when the ledger has moved there, and is found when it moves back', async () => {
    const ledger = await signedAhead();
    const cloud = await openCloudHouse({ folder, clock, empty: true });
    house = cloud;
    await restoreArchive(cloud.archived, ledger.archive());
    await entered('A4');
    expect(await amended()).toEqual([[1, 2, ['A4']]]);
    expect(await faults()).toEqual(NO_FAULTS);
    await addOffice(house, { id: 'p', name: '乙局', parent: null, actor: WANG });
    const back = memoryLedger(office);
    const lines: string[] = [];
    for await (const line of archiveOf(cloud.archived)) lines.push(line);
    back.restore(lines);
    const places = await back.log.readAfter(0, 1000);
    expect(places.map(({ recordedAt }) => recordedAt)).toEqual(
      places.map(({ recordedAt }) => recordedAt).sort(),
    );
    cloud.close();
  });

  it('is not drawn at a time to come where signing was refused: what is recorded next bears the time of the day', async () => {
    house = await openCloudHouse({ folder, clock });
    await readyToSign(house, office.id, office.name);
    setClock(FALSE_DAY);
    await entered('A1');
    setClock(TRUE_DAY);
    const { clockAhead: _, ...plain } = CLOSE;
    const refused = await executeCommand(house, { office: office.id, actor: WANG, fields: plain });
    expect(refused).toMatchObject({ ok: false, code: 'clockBehindLedger' });
    await entered('A2');
    const [commit] =
      (await historyOf(house.log, { office: office.id, kind: 'application', number: 'A2' })) ?? [];
    expect(commit?.recordedAt.slice(0, 10)).toBe('2027-01-10');
    house.close();
  });

  it('is where the page of changes and the API part what was signed from what came after', async () => {
    const web = await openWebOffice();
    house = web.web.house;
    await readyToSign(house, office.id, office.name);
    web.setNow(FALSE_DAY);
    await entered('A1');
    web.setNow(TRUE_DAY);
    await carryOut(CLOSE);
    await entered('A4');
    const wang = await web.visitor('wang', 'admin');
    expect((await wang.get('/reports/2026/amendments')).text).toContain('A4');
    const token = await web.token('officer');
    const casesOf = async (version: string) => {
      const path = `/api/v1/reports/2026/cells/${RECEIVED}?version=${version}`;
      const headers = { host: 'localhost', authorization: `Bearer ${token}` };
      const { items } = (await (await web.app.request(path, { headers })).json()) as {
        items: { case: string }[];
      };
      return items.map((one) => one.case);
    };
    expect(await casesOf('1')).toEqual(['A1']);
    expect(await casesOf('live')).toEqual(['A1', 'A4']);
    web.close();
  });
});

/** When something was entered by the clock, and whether the year was signed after it, at another jump. */
const STEP = fc.record({ at: fc.nat(4), signedAt: fc.option(fc.nat(4), { freq: 2 }) });
const DAYS = ['01-03', '01-10', '02-27', '03-08', '12-30'].map((day) => `2027-${day}T09:00:00.000+08:00`);
const jumpTo = (day: number): void => setClock(DAYS[day] ?? TRUE_DAY);

describe('a year that is signed again and again while the clock jumps as it likes', () => {
  it('holds each time exactly what had been recorded before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 3, maxLength: 8 }), async (steps) => {
        folder = mkdtempSync(join(tmpdir(), 'taizhang-cut-'));
        setClock(TRUE_DAY);
        house = await openLocalHouse(folder, { clock });
        await readyToSign(house, office.id, office.name);
        const known: string[] = [];
        const signed: string[][] = [];
        for (const { at, signedAt } of steps) {
          jumpTo(at);
          known.push(`A${known.length + 1}`);
          await entered(...known.slice(-1));
          if (signedAt === null) continue;
          jumpTo(signedAt);
          await carryOut(signed.length === 0 ? CLOSE : RESTATE);
          signed.push([...known]);
        }
        for (const [index, cases] of signed.entries()) expect(await behind(index + 1)).toEqual(cases);
        const last = signed.at(-1)?.length;
        const since = last === undefined ? [] : known.slice(last);
        expect((await amended()).flatMap(([, , cases]) => cases)).toEqual(since);
        expect(await faults()).toEqual(NO_FAULTS);
        house.close();
        rmSync(folder, { recursive: true, force: true });
      }),
      { numRuns: 12 },
    );
  });
});
