/** Workbooks as Excel, LibreOffice and programs write them: what a person sees in a cell is what is read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { partsOf, rowOf, type Written, workbookOf, zipOf } from '../../support/workbook-bytes.ts';
import { recordsIn, textsOf } from './rows-in-files.ts';

const read = (written: Written) => recordsIn('a.xlsx', workbookOf(written));

/** What is read of single cells, each in a row of its own under one heading. */
async function cells(xml: readonly string[], more: Omit<Written, 'sheets'> = {}) {
  const rows = xml.map((cell) => `<row><c t="inlineStr"><is><t>x</t></is></c>${cell}</row>`);
  const records = await read({ sheets: { 一: rowOf('行', '值') + rows.join('') }, ...more });
  return records.map(({ cells }) => cells.值);
}
const cell = (value: string, attributes = '') => `<c ${attributes}><v>${value}</v></c>`;

describe('where rows and cells stand', () => {
  test('without a word about it they follow one another; with one they may leave gaps', async () => {
    const rows = [
      rowOf('a', 'b', 'c'),
      rowOf('1', '2'),
      '<row r="7"><c r="C7"><v>3</v></c></row>',
      '<row/><row><c r="B9"><v>4</v></c><c><v>5</v></c></row>',
    ];
    expect(await read({ sheets: { 一: rows.join('') } })).toEqual([
      { line: 2, cells: { a: '1', b: '2', c: '' } },
      { line: 7, cells: { a: '', b: '', c: '3' } },
      { line: 9, cells: { a: '', b: '4', c: '5' } },
    ]);
  });

  test('elements with a prefix are the same elements', async () => {
    const rows = rowOf('a', 'b') + rowOf('1', '2');
    expect(await read({ sheets: { 一: rows }, prefix: 'x:' })).toEqual(await read({ sheets: { 一: rows } }));
  });

  test('of merged cells the first holds the value, as in the sheet', async () => {
    const [, , third] = await recordsIn(
      'a.xlsx',
      readFileSync(join(import.meta.dirname, 'extracts/libreoffice.xlsx')),
    );
    expect(third).toMatchObject({ line: 6, cells: { 备注: '并', 数: '' } });
  });
});

describe('what a cell holds', () => {
  test('texts: shared, inline, in runs, without the reading aids above them, with characters XML cannot hold', async () => {
    const texts =
      '<si><t xml:space="preserve"> 甲 </t></si><si><r><t>乙</t></r><r><rPr/><t>丙</t></r><rPh sb="0"><t>yi</t></rPh></si><si/>';
    const written = [
      cell('0', 't="s"'),
      cell('1', 't="s"'),
      cell('2', 't="s"'),
      '<c t="inlineStr"><is><r><t>丁</t></r><r><t>&lt;戊&#10;</t></r><phoneticPr/></is></c>',
      '<c t="inlineStr"><is><t>a_x000D_b_x005F_x000D__x0000_</t></is></c>',
      '<c t="inlineStr"><is><t><![CDATA[=1&1]]></t></is></c>',
      cell('007', 't="str"'),
    ];
    expect(await cells(written, { texts })).toEqual([
      ' 甲 ',
      '乙丙',
      '',
      '丁<戊\n',
      'a\rb_x000D__x0000_',
      '=1&1',
      '007',
    ]);
  });

  test('numbers as Excel shows them, truth, errors, and results of formulas of every kind', async () => {
    const formula = (value: string, type: string) => `<c t="${type}"><f>A1&amp;"x"</f>${value}</c>`;
    const written = [
      cell('0.30000000000000004'),
      cell('20260001'),
      cell('1E+3'),
      cell('1', 't="b"'),
      cell('#N/A', 't="e"'),
      formula('<v>甲x</v>', 'str'),
      formula('<v>2.5</v>', 'n'),
      formula('<v>0</v>', 'b'),
      formula('<v>#DIV/0!</v>', 'e'),
      formula('', 'n'),
    ];
    expect(await cells(written)).toEqual([
      '0.3',
      '20260001',
      '1000',
      'true',
      '#N/A',
      '甲x',
      '2.5',
      'false',
      '#DIV/0!',
      '',
    ]);
  });

  test('dates by their format: built in, Chinese, written out; a format that only quotes letters is none', async () => {
    const formats = [
      14,
      31,
      'yyyy\\-mm\\-dd\\ hh:mm',
      '[$-804]aaaa',
      'e&quot;年&quot;m&quot;月&quot;',
      '[h]',
      '0.00&quot;days&quot;',
      '[Red]G/通用格式',
      '0.00E+00',
      4,
    ];
    const written = formats.map((_, at) => cell('46027.25', `s="${at + 1}"`));
    const day = '2026-01-05T06:00:00';
    expect(await cells([...written, cell('46027.25')], { formats })).toEqual([
      ...[day, day, day, day, day, day],
      ...['46027.25', '46027.25', '46027.25', '46027.25', '46027.25'],
    ]);
  });

  test('the calendars of 1900 and of 1904, the edges of both, and a time of no day', async () => {
    const written = [
      '46027',
      '46027.999988426',
      '46027.9999999',
      '61',
      '59',
      '1',
      '0.395833333',
      '0',
      '-1',
      '2958466',
      'x',
    ].map((serial) => cell(serial, 's="1"'));
    expect(await cells(written, { formats: [14] })).toEqual([
      '2026-01-05',
      '2026-01-05T23:59:59',
      '2026-01-06',
      '1900-03-01',
      '1900-02-28',
      '1900-01-01',
      ...['09:30:00', '00:00:00', '#VALUE!', '#VALUE!', '#VALUE!'],
    ]);
    expect(
      await cells([cell('44565', 's="1"'), cell('1', 's="1"')], { formats: [14], is1904: true }),
    ).toEqual(['2026-01-05', '1904-01-02']);
  });

  test('dates of the strict dialect, and a date that a formula made', async () => {
    const written = [
      cell('2026-01-05', 't="d"'),
      cell('2026-01-05T00:00:00', 't="d"'),
      cell('2026-01-05T09:30:00.000', 't="d"'),
      cell('2026-01-05T01:30:00Z', 't="d"'),
      '<c s="1"><f>B1+1</f><v>46028</v></c>',
    ];
    expect(await cells(written, { formats: [14] })).toEqual([
      '2026-01-05',
      '2026-01-05',
      '2026-01-05T09:30:00',
      '2026-01-05T01:30:00Z',
      '2026-01-06',
    ]);
  });

  test('a workbook that LibreOffice saved reads as it was filled in', async () => {
    const file = readFileSync(join(import.meta.dirname, 'extracts/libreoffice.xlsx'));
    const row = (line: number, [工单编号, 受理时间, 事项, 备注, 数]: readonly string[]) => ({
      line,
      cells: { 工单编号, 受理时间, 事项, 备注, 数 },
    });
    expect((await recordsIn('a.xlsx', file)).map(textsOf)).toEqual([
      row(2, ['GD1', '2026-01-05T09:30:00', '噪音扰民', '00123', '12.3']),
      row(5, ['GD2', '2026-02-28', '第一行\n=1+1', 'AB', '#DIV/0!']),
      row(6, ['GD3', '2026-03-01', '1', '并', '']),
    ]);
  });
});

describe('which sheet is read', () => {
  const other = rowOf('a') + rowOf('other');

  test('the first in the order of the workbook that is not hidden', async () => {
    const sheets = { 参数: other, 工单: rowOf('a') + rowOf('1'), 说明: other };
    expect(await read({ sheets, hidden: ['参数'] })).toEqual([{ line: 2, cells: { a: '1' } }]);
  });

  test('a sheet that is a chart has no rows', async () => {
    const parts = partsOf({ sheets: { 图表: other, 工单: rowOf('a') + rowOf('1') } });
    const relations = 'xl/_rels/workbook.xml.rels';
    const charted = String(parts[relations]).replace('/worksheet"', '/chartsheet"');
    const records = await recordsIn('a.xlsx', zipOf({ ...parts, [relations]: charted }));
    expect(records).toEqual([{ line: 2, cells: { a: '1' } }]);
  });

  test('a cell of 100,000 characters is taken, one of more than 1,000,000 refused alone', async () => {
    const rows = [rowOf('a'), rowOf('字'.repeat(100_000)), rowOf('字'.repeat(1_000_001)), rowOf('1')];
    const records = await read({ sheets: { 一: rows.join('') } });
    expect(records.map(({ fault }) => fault?.code ?? 'ok')).toEqual(['ok', 'tooLong', 'ok']);
  });
});
