import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cell, report } from '#functions/cli/annual.ts';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { calendar } from '#functions/cli/calendar.ts';
import type { Ending } from '#functions/cli/ending.ts';
import { feed } from '#functions/cli/feed.ts';
import { runImport } from '#functions/cli/import.ts';
import { letter } from '#functions/cli/letter.ts';
import { lists } from '#functions/cli/lists.ts';
import { openHouse } from '#functions/cli/open-house.ts';
import { readArguments } from '#functions/cli/options.ts';
import { policies } from '#functions/cli/policies.ts';
import { clock } from '#functions/cli/reading.ts';
import { amendments, packaged, sign } from '#functions/cli/signing.ts';
import { verify } from '#functions/cli/verify.ts';
import { readZip } from '#shared/documents/zip.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { canonicalJson } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import { recomputed } from '#shared/year/annual-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { OFFICE_NAME, readyToSign } from '../support/ready-to-sign.ts';

/** An office keeps its whole year 2025 on DynamoDB, signs it, corrects it, and moves to another machine. */
let folder: string;
let house: House;
const LIMIT = 240_000;

const typed = (...argv: string[]) =>
  readArguments([...argv, '--engine', 'dynamodb', '--data', join(folder, 'cloud')]);
const json = ({ stdout }: Ending) => JSON.parse(stdout);
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const lines = (...rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const imported = async (kind: string, ...rows: object[]) =>
  json(await runImport(house, typed('import', kind, file(`${kind}.ndjson`, lines(...rows)))));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-life-'));
  house = await openHouse(typed('report'));
});
afterAll(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the whole life of a year on DynamoDB', () => {
  it('takes in files, a calendar, lists and a feed', { timeout: LIMIT }, async () => {
    const row = { receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料' };
    const done = { ...row, outcome: 'disclosed', decidedOn: '2025-03-20' };
    const read = await imported('applications', { number: 'A1', ...done }, { number: 'A2', ...row });
    expect(read).toMatchObject({ recorded: 2, rejected: [] });
    await imported('hotline', {
      number: 'H1',
      receivedAt: '2025-05-01 09:00',
      type: '投诉',
      closedAt: '2025-05-02 09:00',
    });
    await imported('fees', {
      number: 'F1',
      receivedOn: '2025-04-01',
      amount: 12.34,
      item: 'informationProcessing',
    });
    const day = typed('calendar', 'add-day', '2025-12-30', '--cause', 'typhoon', '--reason', '台风停工');
    expect((await calendar(house, day)).exit).toBe(0);
    const added = typed('lists', 'add', 'sources', '局长信箱', '--group', '12345', '--on', '2025-01-01');
    expect((await lists(house, added)).exit).toBe(0);
    expect((await lists(house, typed('lists'))).stdout).toContain('局长信箱');
    expect(json(await feed(house, typed('feed', 'add', 'platform')))).toMatchObject({ feed: 'platform' });
  });

  it('answers a live application with its notice', { timeout: LIMIT }, async () => {
    const applicant = {
      type: 'commercialEnterprise',
      name: '某公司',
      identity: '91440300MA5',
      contact: '某处',
    };
    const register = {
      command: 'RegisterApplication',
      case: 'A3',
      channel: 'inPerson',
      submittedOn: '2025-12-01',
    };
    expect(
      await imported(
        'commands',
        { ...register, applicant, subject: '规划图', deliveryForm: '纸质' },
        {
          command: 'Reply',
          case: 'A3',
          on: '2025-12-20',
          outcome: 'disclosed',
          documentNumber: '甲〔2025〕1号',
        },
        { command: 'Reply', case: 'A2', on: '2025-12-29', outcome: 'unavailable.notHeld' },
      ),
    ).toMatchObject({ recorded: 3, rejected: [] });
    expect(JSON.parse(await clock(house, typed('clock', 'A3')))).toMatchObject({ case: 'A3' });
    const notice = await letter(house, typed('letter', 'A3', 'reply', '--dry-run'));
    expect(readZip(Buffer.from(notice.bytes ?? [])).map(({ name }) => name)).toContain('word/document.xml');
  });

  it('signs the year, once it has a name and its own words, and the package is kept', {
    timeout: LIMIT,
  }, async () => {
    const early = await sign(house, typed('close', '2025', '--approved-by', '王某'));
    const codes = json(early).map(({ code }: { code: string }) => code);
    expect([early.exit, codes]).toEqual([1, ['officeUnnamed', 'sectionUntouched']]);
    await readyToSign(house);
    const signed = await sign(house, typed('close', '2025', '--approved-by', '王某'));
    expect(signed.stdout).toContain('"version":1');
    expect(json(signed)).toMatchObject({ year: 2025, package: 'reports/default/2025/v1.zip' });
    const made = await packaged(house, typed('package', '2025', '--out', join(folder, 'v1.zip')));
    const names = readZip(Buffer.from(made.bytes ?? [])).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['default-2025-v1.docx', 'digest.json']));
    expect((await sign(house, typed('close', '2025', '--approved-by', '王某'))).exit).toBe(1);
  });

  it('is corrected late, and both versions are read', { timeout: LIMIT }, async () => {
    const correction = { case: 'A1', on: '2026-02-01', outcome: 'partiallyDisclosed', reason: '误录' };
    await imported('commands', { command: 'CorrectOutcome', ...correction });
    expect(await amendments(house, typed('amendments', '2025'))).toContain('"cases":["A1"]');
    const again = await sign(house, typed('restate', '2025', '--approved-by', '王某', '--reason', '更正'));
    expect(json(again)).toMatchObject({ version: 2, reason: '更正' });
    const disclosed = async (version: string) =>
      json(await report(house, typed('report', '2025', '--version', version))).table3.rows.disclosed.at(-1);
    expect([await disclosed('1'), await disclosed('2')]).toEqual([2, 1]);
    const behind = async (version: string) =>
      (await cell(house, typed('cell', '2025', 'table3.disclosed.total', '--version', version))).match(
        /A\d/g,
      );
    expect([await behind('1'), await behind('2')]).toEqual([['A1', 'A3'], ['A3']]);
    expect(json(await verify(house))).toMatchObject({ brokenChains: [], driftedReadModels: [] });
  });

  it('moves into SQLite on another machine: every version again, byte for byte', {
    timeout: LIMIT,
  }, async () => {
    const archive = join(folder, 'all.ndjson');
    await exportLedger(typed('export', archive));
    const other = join(folder, 'other');
    const there = (...argv: string[]) => readArguments([...argv, '--data', other]);
    await restoreLedger(there('restore', archive));
    copyFileSync(join(folder, 'cloud', 'master.key'), join(other, 'master.key'));
    const local = await openLocalHouse(other);
    try {
      const office = { id: 'default', name: OFFICE_NAME };
      const { versions } = await yearStateOf(local.log, { office: 'default', year: 2025 });
      expect(versions).toHaveLength(2);
      for (const version of versions) {
        const again = await recomputed(local.log, { office, year: 2025 }, version);
        expect(canonicalJson(again.report)).toBe(version.report);
      }
      for (const which of ['1', '2', 'live']) {
        const asked = ['report', '2025', '--version', which];
        expect((await report(local, there(...asked))).stdout).toBe(
          (await report(house, typed(...asked))).stdout,
        );
      }
      expect(json(await verify(local))).toMatchObject({ brokenChains: [], driftedReadModels: [] });
    } finally {
      local.close();
    }
  });

  it('a policy that is set reaches recorded cases, as shown before', { timeout: LIMIT }, async () => {
    await imported('decisions', {
      ...{ number: 'L1', kind: 'licence', decidedOn: '2026-01-05', count: 10, refused: 3 },
    });
    const change = ['licenceRefusals', 'notCounted'] as const;
    const shown = json(await policies(house, typed('policies', 'preview', ...change)));
    expect(shown).toMatchObject({
      ...{ follow: 1, dates: [] },
      cells: [{ cell: 'table2.licences', year: 2026, before: 10, after: 7, cases: ['L1'] }],
    });
    expect((await policies(house, typed('policies', 'set', ...change))).exit).toBe(0);
    const counted = json(await report(house, typed('report', '2026')));
    expect(counted.table2.licences).toBe(7);
    const back = json(await policies(house, typed('policies', 'preview', 'licenceRefusals', 'counted')));
    expect(back.cells).toMatchObject([{ before: 7, after: 10 }]);
  });
});
