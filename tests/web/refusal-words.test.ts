import { describe, expect, it } from 'vitest';
import { articleText, chineseNumber, refusalText } from '#shared/glossary/refusals.ts';
import { REFUSAL_CODES } from '#shared/kernel/refusal-code.ts';

describe('the words of a refusal', () => {
  it('name the facts when they are known and leave no gap when they are not', () => {
    expect(refusalText('extensionAfterDue', { dueOn: '2026-10-22' })).toBe(
      '答复期限（2026-10-22）届满以后不能再延长',
    );
    expect(refusalText('extensionAfterDue')).toBe('答复期限届满以后不能再延长');
    expect(refusalText('alreadyConcluded', { on: '2026-10-01' })).toBe('已于 2026-10-01 办结');
    expect(refusalText('erasureKept', { number: 'A1', until: '2035-12-31' })).toMatch(
      /^A1 的保管期限到 2035-12-31 才满，/,
    );
  });

  it('are there for every code, and never show a placeholder', () => {
    for (const code of REFUSAL_CODES)
      expect(refusalText(code)).toMatch(/^[^{}a-zA-Z]*\p{Script=Han}[^{}]*$/u);
  });

  it('cite the article as a person would', () => {
    expect(articleText('条例33')).toBe('《政府信息公开条例》第三十三条');
    expect(articleText('国办函〔2020〕109号4')).toBe('国办函〔2020〕109号第四条');
    expect(articleText('')).toBe('');
    expect([3, 10, 11, 20, 36].map(chineseNumber)).toEqual(['三', '十', '十一', '二十', '三十六']);
  });
});
