import { describe, expect, test } from 'vitest';
import type { ImportKind } from '#shared/intake/kinds.ts';
import { parsed, verdict } from './rows-in-files.ts';

const APPLICATION = {
  申请编号: 'S1',
  收到日期: '2026-01-05',
  申请人类型: '自然人',
  申请内容: '=预算',
  办理结果: '',
  答复日期: '',
};
const CALL = { number: 'H1', receivedAt: '2026-01-05 09:30' };
const SUIT = { number: 'A1', kind: '行政诉讼', route: '复议后起诉', openedOn: '2026-01-05' };

describe('a row that holds', () => {
  test.each([
    ['2026年1月5日9时05分', '2026-01-05T09:05:00.000+08:00'],
    ['2026年1月5日 下午3时05分30秒', '2026-01-05T15:05:30.000+08:00'],
    ['2026-01-05 09:30:00 UTC', '2026-01-05T17:30:00.000+08:00'],
    ['2026-01-05 09:30:00.123+00', '2026-01-05T17:30:00.123+08:00'],
    ['2026-01-05T09:30:00-0500', '2026-01-05T22:30:00.000+08:00'],
  ])('a time may be written %s', (receivedAt, instant) => {
    expect(parsed('hotline', { ...CALL, receivedAt })).toMatchObject({ row: { receivedAt: instant } });
  });

  test.each([
    ['复议机关', { coDefendant: 'true' }],
    ['true', { coDefendant: 'true' }],
    ['原行为机关', { coDefendant: 'false' }],
    ['无', { coDefendant: 'false' }],
    ['', {}],
  ])('共同被告 says which of the two this office is: %s', (written, said) => {
    const made = parsed('appeals', { ...SUIT, 共同被告: written });
    const { coDefendant } = (made.ok ? made.row : {}) as { coDefendant?: string };
    expect(coDefendant === undefined ? {} : { coDefendant }).toEqual(said);
  });

  test('keys are English, text as typed, the number folded', () => {
    const cells = {
      ...APPLICATION,
      ' 申请编号 ': ' Ｓ１ ',
      申请编号: '',
      申请内容: ' @预算 ',
      申请渠道: '网络',
    };
    expect(parsed('applications', cells)).toEqual({
      ok: true,
      row: {
        number: 'S1',
        receivedOn: '2026-01-05',
        channel: 'online',
        applicantType: 'naturalPerson',
        subject: ' @预算 ',
      },
      defaulted: [],
    });
  });

  test.each([
    '3.3.1',
    '属于国家秘密',
    '1.属于国家秘密',
    '１．属于国家秘密',
    '（三）不予公开 1.属于国家秘密',
    'refused.stateSecret',
  ])('an outcome may be written %s', (outcome) => {
    const row = parsed('applications', { ...APPLICATION, 办理结果: outcome, 答复日期: '2026/1/5' });
    expect(row).toMatchObject({ row: { outcome: 'refused.stateSecret', decidedOn: '2026-01-05' } });
  });

  test.each([
    ['(一)予以公开', 'disclosed'],
    ['部分公开', 'partiallyDisclosed'],
    ['3.危及"三安全一稳定"', 'refused.endangersStability'],
    ['3.其他', 'other.other'],
    ['其他', 'other.other'],
  ])('%s is %s', (outcome, key) => {
    const row = parsed('applications', { ...APPLICATION, 办理结果: outcome, 答复日期: '2026年1月5日' });
    expect(row).toMatchObject({ row: { outcome: key } });
  });

  test.each([
    ['2026-01-05', '2026-01-05T00:00:00.000+08:00'],
    ['2026/1/5 9:05', '2026-01-05T09:05:00.000+08:00'],
    ['2026年1月5日 23:59:58', '2026-01-05T23:59:58.000+08:00'],
    ['2026-01-05T20:00:00Z', '2026-01-06T04:00:00.000+08:00'],
  ])('the instant %s is %s', (written, instant) => {
    expect(parsed('hotline', { ...CALL, receivedAt: written })).toMatchObject({
      row: { receivedAt: instant },
    });
  });

  test('a zone and another order hold only when asked for', () => {
    const cells = { ...CALL, receivedAt: '1/2/2026 08:00' };
    expect(verdict(parsed('hotline', cells))).toBe('2 receivedAt badDate');
    expect(parsed('hotline', cells, { dates: 'mdy', zone: 'UTC' })).toMatchObject({
      row: { receivedAt: '2026-01-02T16:00:00.000+08:00' },
    });
    expect(parsed('hotline', cells, { dates: 'dmy', zone: 'America/New_York' })).toMatchObject({
      row: { receivedAt: '2026-02-01T21:00:00.000+08:00' },
    });
  });

  test('defaults, refunds in fen, a deadline to come, what the office added, a mapped heading', () => {
    const decision = { number: 'D', kind: '行政许可', decidedOn: '2026-01-05' };
    expect(parsed('decisions', decision)).toMatchObject({ row: { count: 1 }, defaulted: ['count'] });
    const fee = { number: 'F', receivedOn: '2026-01-05', amount: '-12.3' };
    expect(parsed('fees', fee)).toMatchObject({ row: { amount: -1230 } });
    expect(verdict(parsed('hotline', { ...CALL, dueAt: '2027-01-01' }))).toBe('ok');
    const added = { type: [{ key: '预警', label: '预警', written: ['预警'] }] };
    expect(parsed('hotline', { ...CALL, type: '预警' }, { added })).toMatchObject({ row: { type: '预警' } });
    const map = { 单号: 'number' };
    expect(parsed('hotline', { 单号: 'X', receivedAt: '2026-01-05' }, { map })).toMatchObject({
      row: { number: 'X' },
    });
  });
});

const FAULTS: readonly (readonly [ImportKind, Record<string, string>, string])[] = [
  ['applications', { ...APPLICATION, 申请编号: ' \u3000' }, 'number required'],
  ['applications', { ...APPLICATION, 收到日期: '2026-02-31' }, 'receivedOn badDate'],
  ['applications', { ...APPLICATION, 收到日期: '2026.1.5' }, 'receivedOn badDate'],
  ['applications', { ...APPLICATION, 收到日期: '2026-07-01' }, 'receivedOn future'],
  ['applications', { ...APPLICATION, 申请人类型: '总计' }, 'applicantType badChoice'],
  ['applications', { ...APPLICATION, 办理结果: '3.7', 答复日期: '2026-01-05' }, 'outcome badChoice'],
  ['applications', { ...APPLICATION, 办理结果: '3.1' }, 'decidedOn together'],
  ['applications', { ...APPLICATION, 答复日期: '2026-01-06' }, 'outcome together'],
  ['applications', { ...APPLICATION, 办理结果: '3.1', 答复日期: '2026-01-04' }, 'decidedOn dateOrder'],
  ['applications', { ...APPLICATION, 收到日期: 'x', 申请内容: '' }, 'receivedOn badDate'],
  ['applications', { ...APPLICATION, 收到日期: '2026-07-01', 申请内容: '' }, 'receivedOn future'],
  ['hotline', { ...CALL, receivedAt: '2026-01-05 24:00' }, 'receivedAt badDate'],
  ['hotline', { ...CALL, closedAt: '2026-01-04 10:00' }, 'closedAt dateOrder'],
  ['hotline', { ...CALL, type: '预警' }, 'type badChoice'],
  ['appeals', { ...SUIT, route: '' }, 'route required'],
  // the office that acted would say so, too
  ['appeals', { ...SUIT, 共同被告: '是' }, 'coDefendant badChoice'],
  ['appeals', { ...SUIT, outcome: '结果维持' }, 'concludedOn together'],
  [
    'documents',
    { number: 'A', kind: '规章', issuedOn: '2026-01-05', repealedOn: '2026-01-04' },
    'repealedOn dateOrder',
  ],
  ['decisions', { number: 'A', kind: 'licence', decidedOn: '2026-01-05', count: '-1' }, 'count badNumber'],
  ['fees', { number: 'A', receivedOn: '2026-01-05', amount: '1.234' }, 'amount badNumber'],
  ['publications', { number: 'A', publishedOn: '2026-01-05' }, 'medium required'],
  ['figures', { number: 'A', recordedOn: '2026-01-05', name: 'x', count: '3' }, 'unit required'],
];

describe('a row with a fault', () => {
  test.each(FAULTS)('%s %j: %s', (kind, cells, expected) => {
    expect(verdict(parsed(kind, cells))).toBe(`2 ${expected}`);
  });

  test('the message is Chinese and names the columns', () => {
    const cells = { ...APPLICATION, 办理结果: '3.1', 答复日期: '2026-01-04' };
    expect(parsed('applications', cells)).toMatchObject({ message: '答复日期不能早于收到日期' });
  });

  test('the same day is allowed', () => {
    expect(verdict(parsed('hotline', { ...CALL, closedAt: '2026-01-05' }))).toBe('ok');
  });
});

describe('digits', () => {
  const count = (written: string) => parsed('decisions', { ...DECISION, 件数: written });
  const amount = (written: string) => parsed('fees', { 编号: 'F1', 收费日期: '2026-01-05', 金额: written });
  const DECISION = { 编号: 'D1', 类别: '行政许可', 决定日期: '2026-01-05' };

  test.each([
    ['12', 12],
    ['１２', 12],
    ['12.0', 12],
    ['1,200', 1200],
    ['1，234，567', 1234567],
  ])('a count may be written %s', (written, value) => {
    expect(count(written)).toMatchObject({ row: { count: value } });
  });

  test.each(['12①', '5²', '½', '12⑴', '1,20', '1.5', '٣', '12件次', '(50)', '1e3', '0x0a', '12㎡'])(
    'a count is not %s: a mark beside a number is no part of it',
    (written) => {
      expect(verdict(count(written))).toBe('2 count badNumber');
    },
  );

  test.each([
    ['￥100', 10_000],
    ['¥1,200.50', 120_050],
    ['100元', 10_000],
    ['-100', -10_000],
    ['-￥5.5', -550],
    ['１２．３', 1230],
    ['12.000', 1200],
    ['100万元', 100_000_000],
    ['1.25 万元', 1_250_000],
  ])('an amount may be written %s', (written, fen) => {
    expect(amount(written)).toMatchObject({ row: { amount: fen } });
  });

  test.each([
    '(50.00)',
    '（50.00）',
    '120①',
    '1.234,50',
    '12.345',
    '约100万元',
    '1.2345678万元',
    '$100',
    '--5',
  ])('an amount is not %s', (written) => {
    expect(verdict(amount(written))).toBe('2 amount badNumber');
  });

  test('a note mark makes no other day of a date', () => {
    expect(verdict(parsed('decisions', { ...DECISION, 决定日期: '2026-01-0①' }))).toContain('badDate');
    expect(verdict(parsed('decisions', { ...DECISION, 决定日期: '2026/1/1②' }))).toContain('badDate');
  });
});
