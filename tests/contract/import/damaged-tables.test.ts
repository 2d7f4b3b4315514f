/** Tables that are not what they are taken for, and cells that a spreadsheet or a copy has damaged: listed, never guessed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runImport } from '#functions/cli/import.ts';
import { readArguments } from '#functions/cli/options.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { parsed, recordsIn, verdict, verdictsOf } from './rows-in-files.ts';

const HEAD = '工单编号,受理时间,来源,诉求类型,事项,承办单位';
const CALL = { number: 'H1', receivedAt: '2026-01-05 09:30' };

let folder = '';
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-damaged-'));
  house = await openLocalHouse(folder);
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importing(content: string | Uint8Array) {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, content);
  const done = await runImport(house, readArguments(['import', 'hotline', file, '--data', folder]));
  return JSON.parse(done.stdout);
}

describe('a table without a heading that is known', () => {
  const rows = 'H1,2026-01-05,12345热线,投诉,道路,城管局\n'.repeat(3);

  test.each([
    ['a title above it', `某区热线工单导出\n${HEAD}\n${rows}`],
    ['another separator', `${HEAD}\n${rows}`.replaceAll(',', '\t')],
  ])('%s: the file is turned back whole, not row by row', async (_, content) => {
    await expect(importing(content)).rejects.toThrow(/第一行没有认识的列名.*工单编号、受理时间/);
  });

  test('one that is known is not enough: what was looked for, and what is there, is said once', async () => {
    await expect(importing('工单编号,受理日期\nH1,2026-01-05\nH2,2026-01-05\n')).rejects.toMatchObject({
      code: 'missingColumn',
      message: expect.stringMatching(/受理时间（receivedAt），是不是“受理日期”.*工单编号、受理日期/),
    });
  });
});

describe('labels of the lists', () => {
  test('spaces around one make no second department', async () => {
    const text = `${HEAD}\nH1,2026-01-05,12345热线,投诉,道路,城管局\nH2,2026-01-05,12345热线 ,投诉,道路\u00A0,　城管局　\n`;
    expect(await importing(text)).toMatchObject({ recorded: 2 });
    const { entries } = await officeSettings(house.log, 'default').lists();
    expect([...entries.departments.keys()]).toEqual(['城管局']);
    expect([...entries.topics.keys()]).toEqual(['道路']);
    expect(await importing(text)).toMatchObject({ recorded: 0, duplicates: 2 });
  });

  test('a story in the place of a label or a number is too long, as in a form', async () => {
    expect(parsed('hotline', { ...CALL, topic: '诉'.repeat(101) })).toMatchObject({
      field: 'topic',
      code: 'tooLong',
      message: '事项超过 100 个字符',
    });
    expect(verdict(parsed('hotline', { ...CALL, topic: '诉'.repeat(100) }))).toBe('ok');
    expect(verdict(parsed('hotline', { ...CALL, number: '1'.repeat(101) }))).toBe('2 number tooLong');
  });
});

describe('damaged cells', () => {
  test('a long number that a spreadsheet wrote as 1.23457E+14 is no identity', () => {
    expect(parsed('hotline', { ...CALL, number: '1.23457E+14' })).toMatchObject({
      field: 'number',
      code: 'badNumber',
      message: expect.stringContaining('科学计数法'),
    });
    // as other writers than Excel put it
    expect(verdict(parsed('hotline', { ...CALL, number: '4.40307E19' }))).not.toBe('ok');
    expect(verdict(parsed('hotline', { ...CALL, number: '1E5' }))).toBe('ok');
    expect(verdict(parsed('hotline', { ...CALL, number: '007' }))).toBe('ok');
  });

  test('a number whose last digits a workbook did not keep is no identity; one of fifteen is whole', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('工单');
    sheet.addRows([
      ['工单编号', '受理时间'],
      [123456789012345, '2026-01-05'],
      // a double holds these digits, a workbook does not
      [1234567890123456, '2026-01-05'],
      [1234567890123457, '2026-01-06'],
      ['12345678901234567890', '2026-01-05'],
    ]);
    const records = await recordsIn('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    expect(records.map(({ cells }) => verdict(parsed('hotline', cells)))).toEqual([
      'ok',
      '2 number badNumber',
      '2 number badNumber',
      'ok',
    ]);
    expect(records[0]?.cells.工单编号).toBe('123456789012345');
  });

  test('a NUL byte refuses its record, and only that', async () => {
    const text = `${HEAD}\nH1,2026-01-05,12345热线,投诉,道\0路,城管局\nH2,2026-01-05,12345热线,投诉,道路,城管局\n`;
    expect(await verdictsOf('hotline', text)).toEqual(['2 topic encoding', 'ok']);
    const ascii = 'number,receivedAt,topic\nH1,2026-01-05,a\0b\nH2,2026-01-05,ab\n';
    expect(await verdictsOf('hotline', ascii)).toEqual(['2 topic encoding', 'ok']);
  });

  test('a time that the clocks of a zone leapt over is no time; one they showed twice is its first', () => {
    const zone = { zone: 'America/New_York' };
    const at = (receivedAt: string) => parsed('hotline', { ...CALL, receivedAt }, zone);
    expect(verdict(at('2026-03-08 02:30'))).toBe('2 receivedAt badDate');
    expect(at('2026-03-08 03:30')).toMatchObject({ row: { receivedAt: '2026-03-08T15:30:00.000+08:00' } });
    expect(at('2025-11-02 01:30')).toMatchObject({ row: { receivedAt: '2025-11-02T13:30:00.000+08:00' } });
  });
});
