/** Sheets as other writers make them: the right value of each cell, or the row turned back; never a blank, never a default. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type ImportKind, KINDS } from '#shared/intake/kinds.ts';
import { parseRow } from '#shared/intake/parse-row.ts';
import type { RawRecord } from '#shared/intake/read-raw-record.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { partsOf, rowOf, type Written, workbookOf, zipOf } from '../../support/workbook-bytes.ts';
import { recordsIn } from './rows-in-files.ts';

const TODAY = { today: dateOf('2026-06-30') };
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`;

function judged(kind: ImportKind, records: readonly RawRecord[], zone?: string) {
  const options = zone === undefined ? TODAY : { ...TODAY, zone };
  return records.map((record) => {
    const parsed = parseRow(KINDS[kind], record, options);
    return parsed.ok ? parsed.row : `${parsed.line} ${parsed.field} ${parsed.code}`;
  });
}

/** One cell under the heading of `column` in a row that is right otherwise: its value, or why the row is turned back. */
async function readAs(
  [kind, column]: readonly [ImportKind, string],
  xml: string,
  { zone, ...more }: Omit<Written, 'sheets'> & { readonly zone?: string } = {},
) {
  const others = Object.entries(OTHERS[kind] ?? {}).filter(([key]) => key !== column);
  const sheet =
    rowOf(...others.map(([key]) => key), column) + row(...others.map(([, text]) => inline(text)), xml);
  const records = await recordsIn('a.xlsx', workbookOf({ sheets: { 一: sheet }, ...more }));
  const [read] = judged(kind, records, zone);
  return typeof read === 'object' ? read[column] : read;
}

const OTHERS: Partial<Record<ImportKind, Readonly<Record<string, string>>>> = {
  applications: { number: 'A1', receivedOn: '2026-01-05', applicantType: '自然人', subject: '预算' },
  hotline: { number: 'H1', receivedAt: '2026-01-05 09:00' },
  decisions: { number: 'D1', kind: '行政许可', decidedOn: '2026-01-05' },
  fees: { number: 'F1', receivedOn: '2026-01-05', amount: '1' },
};
const COUNT = ['decisions', 'count'] as const;
const SOURCE = ['hotline', 'source'] as const;
const NUMBER = ['hotline', 'number'] as const;

describe('a raised or lowered run of a text', () => {
  const runs = (plain: string, align: string, small: string): string =>
    `<c t="inlineStr"><is><r><t>${plain}</t></r><r><rPr><vertAlign val="${align}"/></rPr><t>${small}</t></r><r><rPr><vertAlign val="baseline"/></rPr><t> </t></r></is></c>`;
  test.each([
    ['joins no count', COUNT, runs('12', 'superscript', '1'), '2 count badNumber'],
    ['joins no amount', ['fees', 'amount'], runs('120', 'subscript', '①2'), '2 amount badNumber'],
    [
      'joins no amount behind its unit',
      ['fees', 'amount'],
      runs('120元', 'superscript', '2'),
      '2 amount badNumber',
    ],
    ['joins no number of a case', NUMBER, runs('H12', 'superscript', '12'), 'H12\u00b9\u00b2'],
    [
      'is the power of a unit in a text',
      ['applications', 'subject'],
      runs('100m', 'superscript', '2'),
      '100m2 ',
    ],
    ['is a digit where it is all there is', COUNT, runs('', 'superscript', '7'), 7],
    ['may be no digit', ['applications', 'subject'], runs('第12', 'superscript', '注'), '第12注 '],
  ] as const)('%s', async (_, column, xml, value) => {
    expect(await readAs(column, xml)).toBe(value);
  });
});

describe('a formula', () => {
  test.each([
    ['whose result is stored', '<c><f>100+23</f><v>123</v></c>', 123],
    ['shared with the row above', '<c><f t="shared" si="0"/><v>7</v></c>', 7],
    ['over an array', '<c><f t="array" ref="D2">SUM(A1:A2)</f><v>9</v></c>', 9],
    ['that openpyxl wrote', '<c><f>100+23</f><v></v></c>', '2 count unreadable'],
    ['that openpyxl wrote, closed at once', '<c><f>100+23</f><v/></c>', '2 count unreadable'],
    ['that POI wrote', '<c><f>100+23</f></c>', '2 count unreadable'],
    ['of texts without a result', '<c t="str"><f>A1&amp;"x"</f></c>', '2 count unreadable'],
    ['that made an empty text', '<c t="str"><f>IF(A1="","",1)</f><v></v></c>', 1],
    ['that failed', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', '2 count unreadable'],
  ])('%s', async (_, xml, value) => {
    expect(await readAs(COUNT, xml)).toBe(value);
  });

  test('that XlsxWriter wrote has a 0 for a result, and the workbook says that nobody has computed it', async () => {
    const feigned = '<c><f>100+23</f><v>0</v></c>';
    expect(await readAs(COUNT, feigned, { isUncounted: true })).toBe('2 count unreadable');
    expect(await readAs(COUNT, '<c><f>100+23</f><v>123</v></c>', { isUncounted: true })).toBe(123);
    expect(await readAs(COUNT, feigned)).toBe(0);
  });

  test('that exceljs wrote without its result', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('一').addRows([
      ['number', 'kind', 'decidedOn', 'count'],
      ['D1', '行政许可', '2026-01-05', { formula: '100+23' }],
      ['D2', '行政许可', '2026-01-05', { formula: '100+23', result: 123 }],
    ]);
    const records = await recordsIn('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    expect(judged('decisions', records)).toMatchObject(['2 count unreadable', { number: 'D2', count: 123 }]);
  });

  test('in a source is not the hotline that stands for a blank', async () => {
    expect(await readAs(SOURCE, '<c><f>B1</f></c>')).toBe('2 source unreadable');
    expect(await readAs(SOURCE, inline(''))).toBe('12345热线');
  });
});

describe('an error', () => {
  const columns = [
    ['applications', 'number'],
    ['applications', 'subject'],
    ['applications', 'contact'],
    ['hotline', 'topic'],
    ['hotline', 'source'],
    ['hotline', 'type'],
    ['hotline', 'dueAt'],
    ['decisions', 'count'],
    ['fees', 'amount'],
  ] as const;

  test.each(columns)('in %s %s turns its row back', async (...column) => {
    const [, key] = column;
    expect(await readAs(column, '<c t="e"><v>#N/A</v></c>')).toBe(`2 ${key} unreadable`);
    for (const text of ['#REF!', '#NAME?', '#VALUE!', '#DIV/0!', '#NULL!', '#NUM!', '#SPILL!', '########'])
      expect(await readAs(column, inline(text))).toBe(`2 ${key} unreadable`);
  });

  test('is none where a text only speaks of it', async () => {
    expect(await readAs(['applications', 'subject'], inline('单元格显示#N/A'))).toBe('单元格显示#N/A');
    expect(await readAs(['hotline', 'topic'], inline('#2楼噪音'))).toBe('#2楼噪音');
  });

  test('in a column that is not read stops nothing', async () => {
    const sheet =
      rowOf('number', 'receivedAt', '备注') +
      row(inline('H1'), inline('2026-01-05'), '<c t="e"><v>#N/A</v></c>');
    expect(judged('hotline', await recordsIn('a.xlsx', workbookOf({ sheets: { 一: sheet } })))).toMatchObject(
      [{ number: 'H1' }],
    );
  });
});

describe('the format of a number', () => {
  test.each([
    ['0000000', '12', '0000012'],
    ['00-000', '12345', '12-345'],
    ['00-000', '123456', '123-456'],
    ['&quot;SQ2026-&quot;0000000', '13', 'SQ2026-0000013'],
    ['&quot;〔2026〕&quot;0&quot;号&quot;', '14', '〔2026〕14号'],
    ['[$GD-804]000', '7', 'GD007'],
    ['\\G\\D000;;', '7', 'GD007'],
    ['[Red]000_ ;-000', '7', '007'],
    ['@', '12', '12'],
    [1, '12', '12'],
    ['Standard', '46027', '46027'],
    ['US$#,##0', '46027', '46027'],
    ['#,##0', '1234567', '1234567'],
    ['0.00%', '12', '12'],
  ])('%s shows %s as %s', async (format, value, shown) => {
    expect(await readAs(NUMBER, `<c s="1"><v>${value}</v></c>`, { formats: [format] })).toBe(shown);
  });

  test('rounds no amount and no count', async () => {
    const formats = ['0000', '#,##0', '0.0'];
    for (const style of [1, 2, 3]) {
      expect(await readAs(['fees', 'amount'], `<c s="${style}"><v>12.34</v></c>`, { formats })).toBe(1234);
      expect(await readAs(COUNT, `<c s="${style}"><v>12</v></c>`, { formats })).toBe(12);
    }
  });

  test.each([
    ['applications', 'identity'],
    ['applications', 'contact'],
    ['applications', 'number'],
  ] as const)('of %s %s cannot bring back digits that were lost', async (...column) => {
    const verdict = `2 ${column[1]} badNumber`;
    expect(await readAs(column, '<c><v>1.1010519491231002E+17</v></c>')).toBe(verdict);
    expect(await readAs(column, '<c s="1"><v>110105194912310021</v></c>', { formats: ['0'] })).toBe(verdict);
    expect(await readAs(column, inline('1.10105194912310E+17'))).toBe(verdict);
    expect(await readAs(column, inline('110105194912310021'))).toBe('110105194912310021');
    expect(await readAs(column, '<c><v>13800000001</v></c>')).toBe('13800000001');
  });
});

describe('a date cell', () => {
  const formats = ['mmm-yy', 'yyyy&quot;年&quot;m&quot;月&quot;', 14, 'h:mm'];

  test.each([1, 2, 3, 4])('of style %i under a number shows that the number is gone', async (style) => {
    const cell = `<c s="${style}"><v>46023</v></c>`;
    expect(await readAs(NUMBER, cell, { formats })).toBe('2 number badNumber');
    expect(await readAs(['applications', 'contact'], cell, { formats })).toBe('2 contact badNumber');
    expect(await readAs(['hotline', 'topic'], cell, { formats })).toBe('2 topic unreadable');
    expect(await readAs(COUNT, cell, { formats })).toBe('2 count badNumber');
  });

  test('is wall time in the zone that was named, as the same text is', async () => {
    const at = ['hotline', 'receivedAt'] as const;
    const of = (serial: string, zone?: string) =>
      readAs(at, `<c s="1"><v>${serial}</v></c>`, { formats: [22], ...(zone && { zone }) });
    const zone = 'America/Los_Angeles';
    expect(await of('46027.395833333')).toBe('2026-01-05T09:30:00.000+08:00');
    expect(await of('46027.395833333', zone)).toBe('2026-01-06T01:30:00.000+08:00');
    expect(await of('46027', zone)).toBe('2026-01-05T16:00:00.000+08:00');
    expect(await readAs(at, inline('2026-01-05 09:30'), { zone })).toBe('2026-01-06T01:30:00.000+08:00');
    expect(await readAs(at, '<c t="d"><v>2026-01-05T09:30:00</v></c>', { zone })).toBe(
      '2026-01-06T01:30:00.000+08:00',
    );
    expect(await readAs(at, '<c t="d"><v>2026-01-05T09:30:00Z</v></c>', { zone })).toBe(
      '2026-01-05T17:30:00.000+08:00',
    );
  });
});

describe('merged cells', () => {
  const HEAD = rowOf('number', 'receivedAt', 'source', 'topic');
  const line = (number: string, source = '', topic = '') =>
    row(inline(number), inline('2026-01-05'), source && inline(source), topic && inline(topic));
  const read = async (rows: string, merged: readonly string[], more: Partial<Written> = {}) =>
    judged(
      'hotline',
      await recordsIn('a.xlsx', workbookOf({ sheets: { 一: HEAD + rows }, merged, ...more })),
    );

  test('hold for every row they cover, and no longer', async () => {
    const rows = line('H1', '书记在线') + line('H2') + line('H3', '综合网格巡查') + line('H4') + line('H5');
    expect(await read(rows, ['C4:C5', 'C2:C3'])).toMatchObject(
      ['书记在线', '书记在线', '综合网格巡查', '综合网格巡查', '12345热线'].map((source) => ({ source })),
    );
    expect(await read(rows, ['C4:C5', 'C2:C3'], { prefix: 'x:' })).toMatchObject([
      ...['书记在线', '书记在线', '综合网格巡查', '综合网格巡查', '12345热线'].map((source) => ({ source })),
    ]);
  });

  test('hide what the covered cells still hold', async () => {
    expect(await read(line('H1', '书记在线') + line('H2', '旧值'), ['C2:C3'])).toMatchObject([
      { source: '书记在线' },
      { source: '书记在线' },
    ]);
  });

  test('over columns say nothing of the second: the row is turned back', async () => {
    const rows = line('H1', '城管') + line('H2', '城管', '路灯');
    expect(await read(rows, ['C2:D2'])).toMatchObject(['2 topic unreadable', { topic: '路灯' }]);
    expect(await read(line('H1') + line('H2', '城管', '路灯'), ['C2:D2'])).toMatchObject([
      { number: 'H1', source: '12345热线' },
      { topic: '路灯' },
    ]);
  });

  test('of an error turn back every row they cover', async () => {
    const failed = row(inline('H1'), inline('2026-01-05'), '<c t="e"><v>#N/A</v></c>');
    expect(await read(failed + line('H2'), ['C2:C3'])).toEqual([
      '2 source unreadable',
      '3 source unreadable',
    ]);
  });

  test('of titles and headings hold for no row below', async () => {
    const headings = `<row r="1"/>${HEAD.replace('<row>', '<row r="2">')}`;
    const sheet = `${headings}${line('H1', '书记在线')}`;
    const records = await recordsIn(
      'a.xlsx',
      workbookOf({ sheets: { 一: sheet }, merged: ['A1:D1', 'C2:C3'] }),
    );
    expect(judged('hotline', records)).toMatchObject([{ number: 'H1', source: '书记在线' }]);
  });

  test('of a sheet of exceljs, with its dates', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('一');
    sheet.addRows([
      ['number', 'kind', 'decidedOn', 'count'],
      ['D1', '行政许可', new Date(Date.UTC(2026, 0, 5)), 30],
      ['D2', '行政许可', null, null],
    ]);
    sheet.mergeCells('C2:C3');
    sheet.mergeCells('D2:D3');
    const records = await recordsIn('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    expect(judged('decisions', records)).toMatchObject([
      { number: 'D1', decidedOn: '2026-01-05', count: 30 },
      { number: 'D2', decidedOn: '2026-01-05', count: 30 },
    ]);
  });
});

test('the strict dialect is the same workbook', async () => {
  const rows = rowOf('number', 'receivedAt', 'topic') + rowOf('H1', '2026-01-05', '路灯');
  const written = { sheets: { 一: rows }, merged: ['C2:C3'] };
  const parts = Object.entries(partsOf(written)).map(([name, xml]) => [
    name,
    String(xml).replaceAll(
      'http://schemas.openxmlformats.org/officeDocument/2006',
      'http://purl.oclc.org/ooxml/officeDocument',
    ),
  ]);
  expect(await recordsIn('a.xlsx', zipOf(Object.fromEntries(parts)))).toEqual(
    await recordsIn('a.xlsx', workbookOf(written)),
  );
});

test('a truth is no text and no number', async () => {
  for (const column of [NUMBER, SOURCE, COUNT, ['applications', 'subject']] as const)
    expect(await readAs(column, '<c t="b"><v>1</v></c>')).toBe(`2 ${column[1]} unreadable`);
});

test('rows that were only numbered beforehand are none', async () => {
  const sheet =
    rowOf('序号', 'number', 'receivedAt') + rowOf('1', 'H1', '2026-01-05') + rowOf('2', '', '') + rowOf('3');
  expect(judged('hotline', await recordsIn('a.xlsx', workbookOf({ sheets: { 一: sheet } })))).toMatchObject([
    { number: 'H1' },
  ]);
  const publications = rowOf('序号', '公开日期', '渠道') + rowOf('1', '2026-01-05', '网站') + rowOf('2');
  expect(
    judged('publications', await recordsIn('a.xlsx', workbookOf({ sheets: { 一: publications } }))),
  ).toMatchObject([{ number: '1' }]);
});
