import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readRecords } from '#shared/intake/read-records.ts';
import { allOf, recordsIn, textsOf, verdictsOf } from './rows-in-files.ts';

const HEAD = '文号,类别,标题,制发日期';

/** 规章 and 文号,类别,标题,制发日期 in GB18030, which Node can read but not write. */
const GB = {
  head: [
    0xce, 0xc4, 0xba, 0xc5, 44, 0xc0, 0xe0, 0xb1, 0xf0, 44, 0xb1, 0xea, 0xcc, 0xe2, 44, 0xd6, 0xc6, 0xb7,
    0xa2, 0xc8, 0xd5, 0xc6, 0xda,
  ],
  regulation: [0xb9, 0xe6, 0xd5, 0xc2],
};

function bytes(...parts: (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

describe('CSV files as offices have them', () => {
  test('GB18030 is read as such', async () => {
    const file = bytes(GB.head, '\r\nA1,', GB.regulation, ',', GB.regulation, ',2026-01-05\r\n');
    expect(await recordsIn('a.csv', file)).toEqual([
      { line: 2, cells: { 文号: 'A1', 类别: '规章', 标题: '规章', 制发日期: '2026-01-05' } },
    ]);
  });

  test('a BOM, CRLF, quotes and line breaks within fields keep lines physical', async () => {
    const text = `\uFEFF${HEAD}\r\nA1,规章,"他说""好"",\r\n再说",2026-01-05\r\n\r\n,,,\r\nA2,规章,,2026-01-05`;
    const records = await recordsIn('a.csv', text);
    expect(records.map(({ line }) => line)).toEqual([2, 6]);
    expect(records[0]?.cells).toEqual({
      文号: 'A1',
      类别: '规章',
      标题: '他说"好",\r\n再说',
      制发日期: '2026-01-05',
    });
  });

  test('a field of 100,000 characters is read, and refused alone as one of more than 1,000,000 is', async () => {
    const row = (title: string): string => `A1,规章,"${title}",2026-01-05\n`;
    const text = `${HEAD}\n${row('字'.repeat(100_000))}${row('字\n'.repeat(600_000))}${row('=1+1')}`;
    expect(await verdictsOf('documents', text)).toEqual(['2 title tooLong', '3 title tooLong', 'ok']);
    const [long, , last] = await recordsIn('a.csv', text);
    expect(long?.cells.标题).toHaveLength(100_000);
    expect(last).toMatchObject({ line: 600_004, cells: { 标题: '=1+1' } });
  });

  test('a few characters of GB18030 in a table of ASCII are told from words of another alphabet', async () => {
    const head = 'number,kind,title,issuedOn\n';
    const one = (title: readonly number[] | string) =>
      recordsIn('a.csv', bytes(`${head}A1,regulation,`, title, ',2026-01-05\n'));
    expect((await one([0xd2, 0xbb]))[0]?.cells.title).toBe('一');
    expect((await one([0xc2, 0xa9, 0xcb, 0xae]))[0]?.cells.title).toBe('漏水');
    for (const title of ['café', '3×5', 'Привет', 'Łódź'])
      expect((await one(title))[0]?.cells.title).toBe(title);
  });

  test('a few bad bytes refuse their record and leave the file UTF-8', async () => {
    const file = bytes(`${HEAD}\nA1,规章,甲`, [0xff], '乙,2026-01-05\nA2,规章,丙,2026-01-05\n');
    expect(await verdictsOf('documents', file)).toEqual(['2 title encoding', 'ok']);
    const ascii = bytes(
      'number,kind,title,issuedOn\nA1,regulation,x',
      [0xff],
      'y,2026-01-05\nA2,regulation,,2026-01-05\n',
    );
    expect(await verdictsOf('documents', ascii)).toEqual(['2 title encoding', 'ok']);
  });

  test('a quote that is never closed refuses its record, and only that', async () => {
    expect(await verdictsOf('documents', `${HEAD}\nA1,规章,"x,2026-01-05\nA2,规章,,2026-01-05\n`)).toEqual([
      '2  encoding',
      'ok',
    ]);
  });

  test('records come in chunks of 500 and none is lost between two reads of the file', async () => {
    const text = `number,title\n${Array.from({ length: 40_000 }, (_, at) => `${at},"标""题\r\n"`).join('\r\n')}`;
    const records = await recordsIn('a.csv', text);
    expect(records).toHaveLength(40_000);
    expect(records.every(({ cells }, at) => cells.number === String(at) && cells.title === '标"题\r\n')).toBe(
      true,
    );
    expect(records.at(-1)?.line).toBe(2 + 39_999 * 2);
  });
});

describe('workbooks and NDJSON', () => {
  test('rows carry the number of the sheet, dates the calendar of Shanghai, numbers their digits', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('一');
    sheet.addRow(['编号', '收费日期', '金额', 'item']);
    sheet.addRow([]);
    sheet.addRow([
      20260001,
      new Date(Date.UTC(2026, 0, 5)),
      12.3,
      { richText: [{ text: '=信' }, { text: '息' }] },
    ]);
    sheet.addRow(['F2', new Date(Date.UTC(2026, 0, 5, 23, 30)), { formula: '1+1', result: 2 }, '@x']);
    const records = await recordsIn('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    expect(records.map(textsOf)).toEqual([
      { line: 3, cells: { 编号: '20260001', 收费日期: '2026-01-05', 金额: '12.3', item: '=信息' } },
      { line: 4, cells: { 编号: 'F2', 收费日期: '2026-01-05T23:30:00', 金额: '2', item: '@x' } },
    ]);
  });

  test('a line that is no object is refused by its number, the rest is read', async () => {
    const text = '{"number":"A","count":3,"note":null}\n\n[1]\n{"number":\n{"number":"B"}';
    const input = (async function* () {
      for (const at of Buffer.from(text)) yield Uint8Array.of(at);
    })();
    for (const records of [await recordsIn('a.ndjson', text), await allOf(readRecords('-', { input }))]) {
      expect(records.map(({ line, fault }) => `${line} ${fault?.code ?? 'ok'}`)).toEqual([
        '1 ok',
        '3 encoding',
        '4 encoding',
        '5 ok',
      ]);
      expect(records[0]?.cells).toEqual({ number: 'A', count: '3', note: '' });
    }
  });

  test('a file of another format is refused by name', () => {
    expect(() => readRecords('a.doc')).toThrow(RangeError);
  });
});
