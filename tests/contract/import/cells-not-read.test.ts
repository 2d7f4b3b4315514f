/** What stands in a cell and is no value of it: it is refused and said, never taken for another value or for a blank. */
import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#shared/intake/kinds.ts';
import { caseNumber, foldWidth } from '#shared/kernel/written.ts';
import { parsed, recordsIn, verdictsOf } from './rows-in-files.ts';

const ROWS: Partial<Record<ImportKind, Record<string, string>>> = {
  applications: { number: 'A1', receivedOn: '2026-01-05', applicantType: '自然人', subject: '预算' },
  hotline: { number: 'H1', receivedAt: '2026-01-05 09:00' },
  decisions: { number: 'D1', kind: '行政许可', decidedOn: '2026-01-05' },
  fees: { number: 'F1', receivedOn: '2026-01-05', amount: '1' },
};
function judged(kind: ImportKind, cells: Record<string, string>, options = {}) {
  return parsed(kind, { ...ROWS[kind], ...cells }, { quotes: true, ...options });
}
function read(kind: ImportKind, key: string, text: string) {
  const row = judged(kind, { [key]: text });
  return row.ok ? row.row[key] : row.code;
}

describe('digits', () => {
  test('of all characters only full-width digits become some', () => {
    const made: number[] = [];
    for (let code = 0x80; code < 0x110000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      if (/\d/.test(foldWidth(String.fromCodePoint(code)))) made.push(code);
    }
    expect(made).toEqual(Array.from({ length: 10 }, (_, at) => 0xff10 + at));
  });

  test.each(['12①', '12②', '5²', '5¹', '12½', '1⑴', '3⒈', '𝟏𝟐', '12₁'])('%s is no count', (text) => {
    expect(read('decisions', 'count', text)).toBe('badNumber');
    expect(read('fees', 'amount', text)).toBe('badNumber');
  });

  test('a note beside the number of a case makes no other number of it', () => {
    expect(read('hotline', 'number', 'SQ①')).toBe('SQ①');
    expect(caseNumber('１２①')).toBe('12①');
    expect(read('applications', 'receivedOn', '2026年①月5日')).toBe('badDate');
    expect(read('applications', 'outcome', '3.①')).toBe('badChoice');
  });

  test.each([
    ['12.0', 12],
    ['1,200', 1200],
    ['１，２００', 1200],
    ['12', 12],
    ['12,00', 'badNumber'],
    ['12.5', 'badNumber'],
    ['-1', 'badNumber'],
    ['1e3', 'badNumber'],
    ['0x0a', 'badNumber'],
    ['="12"', 12],
    ["'12", 12],
  ])('a count %s', (text, value) => {
    expect(read('decisions', 'count', text)).toBe(value);
  });

  test.each([
    ['￥100', 10_000],
    ['100元', 10_000],
    ['¥1,234.50', 123_450],
    ['-100', -10_000],
    ['\u2212100', -10_000],
    ['￥-100元', -10_000],
    ['人民币100元整', 10_000],
    ['1.005', 'badNumber'],
    ['1.500', 150],
    ['1万', 'badNumber'],
    ['(50.00)', 'badNumber'],
  ])('an amount %s', (text, value) => {
    expect(read('fees', 'amount', text)).toBe(value);
  });
});

test('a number that a file keeps as text is that number', () => {
  expect(read('hotline', 'number', '="0012"')).toBe('0012');
  expect(read('hotline', 'number', "'S4")).toBe('S4');
  expect(read('applications', 'identity', '="110105194912310021"')).toBe('110105194912310021');
  expect(read('applications', 'contact', "'13800000001")).toBe('13800000001');
  expect(read('applications', 'subject', '="S3"')).toBe('="S3"');
  expect(read('applications', 'subject', "'引用'")).toBe("'引用'");
});

test('what nobody sees is no part of a number, a label, a date or a count, and is kept in a text', () => {
  expect(read('hotline', 'number', '\u200bH\u00ad1\ufeff')).toBe('H1');
  expect(read('hotline', 'topic', '占\u200b道\u202c')).toBe('占道');
  expect(read('hotline', 'type', '投\u200b诉')).toBe('complaint');
  expect(read('decisions', 'decidedOn', '2026-\u200b01-05')).toBe('2026-01-05');
  expect(read('decisions', 'count', '\u200e12')).toBe(12);
  expect(read('applications', 'subject', '第一\u200b项')).toBe('第一\u200b项');
  expect(read('hotline', 'number', '\u200b')).toBe('required');
});

describe('the message', () => {
  const said = (kind: ImportKind, key: string, text: string, options = {}) => {
    const row = judged(kind, { [key]: text }, options);
    return row.ok ? '' : row.message;
  };

  test('says what stood there and what may help', () => {
    expect(said('hotline', 'receivedAt', '1/1/20 0:05')).toBe(
      '受理时间不是有效的日期：“1/1/20 0:05”；年份只有两位，看不出是哪一年，请写成四位',
    );
    expect(said('hotline', 'receivedAt', '1/13/2020')).toMatch(/“1\/13\/2020”；.*--dates mdy/);
    expect(said('hotline', 'receivedAt', '2026.1.5')).toMatch(/--dates ymd/);
    expect(said('hotline', 'receivedAt', '13/1/2020', { dates: 'mdy' })).toBe(
      '受理时间不是有效的日期：“13/1/2020”',
    );
    expect(said('fees', 'amount', '(50.00)')).toMatch(/“\(50\.00\)”；括号里的数没有当作负数/);
    expect(said('hotline', 'type', '诉\n求')).toBe('诉求类型不在可选范围内：“诉 求”');
    expect(said('hotline', 'receivedAt', 'x'.repeat(100))).toBe(
      `受理时间不是有效的日期：“${'x'.repeat(24)}…”`,
    );
  });

  test('repeats nothing of a record that is kept for others to mend', () => {
    expect(said('hotline', 'receivedAt', '某某的电话', { quotes: false })).toBe('受理时间不是有效的日期');
  });
});

describe('rows of a text file', () => {
  test('that Excel cut short, sixteen at a time, are whole; a single short one is not', async () => {
    const head = 'number,receivedAt,source,topic,closedAt';
    const full = (at: number) => `H${at},2026-01-05,热线,路灯,2026-01-06`;
    const open = (at: number) => `H${at},2026-01-05,热线,路灯`;
    const rows = Array.from({ length: 40 }, (_, at) => (at >= 15 && at < 31 ? open(at) : full(at)));
    const verdicts = await verdictsOf('hotline', [head, ...rows].join('\r\n'));
    expect(new Set(verdicts)).toEqual(new Set(['ok']));
    rows[20] = 'H20,2026-01-05,热线';
    expect(
      (await verdictsOf('hotline', [head, ...rows].join('\r\n'))).filter((one) => one !== 'ok'),
    ).toHaveLength(16);
    rows.splice(15, 16, ...Array.from({ length: 16 }, (_, at) => full(at + 15)));
    rows[3] = open(3);
    expect((await verdictsOf('hotline', [head, ...rows].join('\r\n'))).filter((one) => one !== 'ok')).toEqual(
      ['5  columns'],
    );
  });

  test('with the error values of a spreadsheet are turned back', async () => {
    const text = 'number,receivedAt,topic\n#N/A,2026-01-05,路灯\nH2,########,路灯\nH3,2026-01-05,#REF!\n';
    expect(await verdictsOf('hotline', text)).toEqual([
      '2 number unreadable',
      '3 receivedAt unreadable',
      '4 topic unreadable',
    ]);
  });

  test('that were only numbered beforehand are none', async () => {
    const text = '序号,工单编号,受理时间\n1,H1,2026-01-05\n2,,\n3,,\n';
    expect(await verdictsOf('hotline', text)).toEqual(['ok']);
  });
});

test('a number of JSON is read as it was written', async () => {
  const line = (number: string) => `{"number":${number},"receivedAt":"2026-01-05"}`;
  const text = ['2026.10', '2026.1', '1.0', '12', '1.0E7', '1234567890123456789'].map(line).join('\n');
  const records = await recordsIn('a.ndjson', text);
  expect(records.map(({ cells }) => cells.number)).toEqual([
    ...['2026.10', '2026.1', '1.0', '12', '10000000', '1234567890123456789'],
  ]);
});
