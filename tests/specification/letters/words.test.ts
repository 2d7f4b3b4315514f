import { describe, expect, it } from 'vitest';
import { feeFacts } from '#shared/disclosure/letter-fees.ts';
import { capitalAmount, chineseDate, countedDate, yuanText } from '#shared/disclosure/letter-words.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';

describe('dates and money as official documents write them', () => {
  it('writes dates in figures without leading zeros', () => {
    expect(chineseDate(dateOf('2026-09-08'))).toBe('2026年9月8日');
  });

  it('marks a date no published calendar settles', () => {
    expect(countedDate({ date: dateOf('2027-01-08'), provisional: true })).toContain('暂定');
    expect(countedDate({ date: dateOf('2026-01-08'), provisional: false })).toBe('2026年1月8日');
  });

  it.each([
    [470_000, '肆仟柒佰元整'],
    [550_000, '伍仟伍佰元整'],
    [100_000, '壹仟元整'],
    [10_000, '壹佰元整'],
    [100_100_00, '壹拾万零壹佰元整'],
    [1_000_500_00, '壹佰万零伍佰元整'],
    [100_000_001_00, '壹亿零壹元整'],
    [2005, '贰拾元零伍分'],
    [2050, '贰拾元伍角整'],
    [2055, '贰拾元伍角伍分'],
    [55, '伍角伍分'],
    [0, '零元整'],
    [10_010_00, '壹万零壹拾元整'],
  ])('writes %i fen as %s', (fen, text) => {
    expect(capitalAmount(fen)).toBe(text);
  });

  it('writes yuan with as many decimals as needed', () => {
    expect([yuanText(550_000), yuanText(33_10), yuanText(5)]).toEqual(['5500', '33.10', '0.05']);
  });
});

describe('国办函〔2020〕109号: the notice tells how the fee comes about', () => {
  it('band by band for 250 pages, 4,700 yuan', () => {
    const { 计费方式: way, 计费过程: sum } = feeFacts({
      basis: 'perPage',
      quantity: 250,
      amountFen: 470_000,
    });
    expect(way).toBe('按量计收');
    expect(sum).toBe(
      '本次提供信息250页，第1至30页不收费；第31至100页共70页×10元=700元；第101至200页共100页×20元=2000元；第201至250页共50页×40元=2000元；合计4700元',
    );
  });

  it('band by band for the 45 applications of a month, 5,500 yuan', () => {
    const later = feeFacts({ basis: 'perItem', quantity: 35, chargedBefore: 34, amountFen: 20_000 });
    expect(later.计费过程).toBe(
      '当月累计申请35件，第1至10件不收费；第11至34件已另行通知收费；第35至35件共1件×200元=200元；合计200元',
    );
    const { 计费过程: sum } = feeFacts({ basis: 'perItem', quantity: 45, amountFen: 550_000 });
    expect(sum).toContain(
      '第11至30件共20件×100元=2000元；第31至40件共10件×200元=2000元；第41至45件共5件×300元=1500元；合计5500元',
    );
  });
});
