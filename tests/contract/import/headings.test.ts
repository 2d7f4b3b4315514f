/** Headings of a file: a little different they are the same, what is still unknown is named, and no default hides a column. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { LI } from '../../support/memory-ledger.ts';

let folder = '';
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-headings-'));
  house = await openLocalHouse(folder);
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importing(kind: string, text: string, { map = {}, name = 'rows.csv' } = {}) {
  const file = join(folder, name);
  writeFileSync(file, text);
  const request = { kind, file, office: 'default', actor: LI, dryRun: true, options: { map } };
  return importRows(house, request);
}

const HEADINGS = ['申请编号', '收到日期', '申请人类型', '申请内容', '办理结果', '答复日期'];
const quoted = (headings: readonly string[]) => headings.map((one) => `"${one}"`).join(',');
const ANSWERED = 'A1,2026-01-05,自然人,文件,予以公开,2026-01-20\n';
const applications = (headings: readonly string[]) =>
  importing('applications', `${quoted(headings)}\n${ANSWERED}`);
const unknownIn = ({ warnings = [] }: Awaited<ReturnType<typeof importing>>) =>
  warnings.filter(({ code }) => code === 'unknownHeading').map(({ facts }) => facts);

describe('a heading a little different is the same heading', () => {
  test.each([
    ['*办理结果', '*答复日期'],
    ['办理结果＊', '答复日期★'],
    ['办理 结果', '答复　日期'],
    ['办理\n结果', '答复\r\n日期'],
    ['办理结果：', '答复日期:'],
    ['办理结果（见说明）', '答复日期（年月日）'],
    ['办理结果[必填]', '【选填】答复日期'],
    ['\u200b办理结果', '答复\ufeff日期'],
    ['Outcome', 'DECIDED_ON'],
    ['outcome ', 'Decided On'],
  ])('%j, %j', async (outcome, decidedOn) => {
    const result = await applications([...HEADINGS.slice(0, 4), outcome, decidedOn]);
    expect(result).toMatchObject({ recorded: 1, rejected: [], warnings: [] });
  });

  test('where both stand in the file, the one with a note is another', async () => {
    const text = '工单编号,受理时间,受理时间（分局）\nH1,2026-01-05,2026-01-01\n';
    const result = await importing('hotline', text);
    expect(result).toMatchObject({ recorded: 1, rejected: [] });
    expect(unknownIn(result)).toEqual([{ heading: '受理时间（分局）', column: 'C' }]);
  });

  test('two with notes mean one column, and neither is taken', async () => {
    const text = '工单编号,受理时间（市）,受理时间（街道）\nH1,2026-01-05,2026-01-01\n';
    await expect(importing('hotline', text)).rejects.toMatchObject({ code: 'repeatedHeading' });
  });
});

describe('a heading that no column knows', () => {
  test('is named with its place, and with the column it may mean', async () => {
    const result = await applications([...HEADINGS.slice(0, 4), '答复结果', '答复时间']);
    expect(result.rejected).toEqual([]);
    expect(unknownIn(result)).toEqual([
      { heading: '答复结果', column: 'E', near: '办理结果' },
      { heading: '答复时间', column: 'F', near: '答复日期' },
    ]);
  });

  test('suggests nothing that it has nothing in common with, nor a column that is there', async () => {
    const text = '工单编号,受理时间,点赞数,受理人\nH1,2026-01-05,3,李\n';
    expect(unknownIn(await importing('hotline', text))).toEqual([
      { heading: '点赞数', column: 'C' },
      { heading: '受理人', column: 'D' },
    ]);
  });

  test('that was mapped to nothing is known', async () => {
    const text = '工单编号,受理时间,备注\nH1,2026-01-05,x\n';
    expect(await importing('hotline', text, { map: { 备注: '' } })).toMatchObject({ warnings: [] });
  });

  test('of JSON is named once, however many lines have it', async () => {
    const line = (number: string) =>
      JSON.stringify({ number, receivedAt: '2026-01-05', 部门: '城管局', 点赞: 3 });
    const result = await importing('hotline', `${line('H1')}\n${line('H2')}\n`, { name: 'rows.ndjson' });
    expect(result.recorded).toBe(2);
    expect(unknownIn(result)).toEqual([{ heading: '部门', near: '承办单位' }, { heading: '点赞' }]);
  });
});

describe('a column that was not found', () => {
  test('turns the file back once: what was looked for, what is there, what may be meant', async () => {
    await expect(applications(['编号', ...HEADINGS.slice(1, 3), '内容'])).rejects.toMatchObject({
      code: 'missingColumn',
      message: expect.stringMatching(
        /申请编号（number），是不是“编号”、申请内容（subject），是不是“内容”.*编号、收到日期、申请人类型、内容/,
      ),
    });
  });

  test('does not, where no row needs it', async () => {
    expect(await applications(HEADINGS.slice(0, 4))).toMatchObject({ warnings: [] });
  });

  test('is not filled with its default where another heading may be it', async () => {
    const decisions = (count: string) =>
      importing('decisions', `编号,类别,决定日期,${count}\nD1,行政许可,2026-01-05,30\n`);
    for (const heading of ['数量', '办理件数', '件數'])
      await expect(decisions(heading)).rejects.toMatchObject({ code: 'missingColumn' });
    expect(await decisions('备注')).toMatchObject({ recorded: 1 });
    const hotline = (source: string) =>
      importing('hotline', `工单编号,受理时间,${source}\nH1,2026-01-05,书记在线\n`);
    await expect(hotline('诉求来源')).rejects.toMatchObject({ code: 'missingColumn' });
    expect(await hotline('来电号码')).toMatchObject({ recorded: 1 });
  });

  test('is named where a mapping speaks of it and the file does not have it', async () => {
    const text = 'Key,Created\nH1,2026-01-05\n';
    const map = { Key: 'number', Created: 'receivedAt', Agency: 'department' };
    expect(await importing('hotline', text, { map })).toMatchObject({
      recorded: 1,
      warnings: [{ code: 'mappedHeadingMissing', facts: { heading: 'Agency', key: 'department' } }],
    });
    await expect(
      importing('hotline', text, { map: { Key: 'number', 'Created Date': 'receivedAt' } }),
    ).rejects.toMatchObject({ code: 'missingColumn' });
  });
});

test('a column without a heading is not read, and it is said which', async () => {
  const text = '工单编号,受理时间,,来源,\nH1,2026-01-05,x,书记在线,\nH2,2026-01-05,,,\n';
  const { recorded, warnings } = await importing('hotline', text);
  expect(recorded).toBe(2);
  expect(warnings).toContainEqual({ code: 'noHeading', facts: { columns: 'C' } });
});

test('hidden rows are read, and it is said how many', async () => {
  const { rowOf, workbookOf } = await import('../../support/workbook-bytes.ts');
  const hidden = rowOf('H2', '2026-01-05').replace('<row>', '<row hidden="1">');
  const rows = rowOf('number', 'receivedAt') + rowOf('H1', '2026-01-05') + hidden;
  const file = join(folder, 'rows.xlsx');
  writeFileSync(file, workbookOf({ sheets: { 一: rows }, merged: ['B2:B3'] }));
  const request = { kind: 'hotline', file, office: 'default', actor: LI, dryRun: true, options: {} };
  expect(await importRows(house, request)).toMatchObject({
    recorded: 2,
    warnings: [
      { code: 'hiddenRows', facts: { rows: 1 } },
      { code: 'mergedCells', facts: { rows: 1 } },
    ],
  });
});
