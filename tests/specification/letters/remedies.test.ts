import { describe, expect, it } from 'vitest';
import { reviewFirstWarning } from '#shared/appeal/review-first.ts';
import { remedyText } from '#shared/disclosure/remedy.ts';
import { type Ground, groundsOf } from '#shared/glossary/grounds.ts';
import { type Act, type RemedyPolicy, remedyOf, UNSETTLED } from '#shared/glossary/remedies.ts';
import { OUTCOMES, type Outcome, TABLE3_ROW_TERMS } from '#shared/glossary.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';

const ON = dateOf('2026-10-22');
const bodies = { reviewOrgan: '示例区人民政府', court: '示例区人民法院', paper: '答复' } as const;
const remedyFor = (act: Act, on = ON, policy: RemedyPolicy = {}) => remedyOf({ act, on }, policy);
const codeOf = (outcome: Outcome) => TABLE3_ROW_TERMS[outcome].code;

describe('行政复议法 art. 23(1)(4) and 法释〔2025〕8号 art. 1: where an applicant can turn', () => {
  it('is review first, and only then the court, for refusals 3.3.1 to 3.3.7', () => {
    const first = OUTCOMES.filter((outcome) => remedyFor(outcome) === 'reviewFirst').map(codeOf);
    for (const code of ['3.3.1', '3.3.2', '3.3.3', '3.3.4', '3.3.5', '3.3.6', '3.3.7'])
      expect(first).toContain(code);
  });

  it('is review or the court for what is unavailable, not processed, abandoned or unpaid', () => {
    const either = OUTCOMES.filter((outcome) => remedyFor(outcome) === 'reviewOrSue').map(codeOf);
    const settled = [
      '3.4.1',
      '3.4.2',
      '3.4.3',
      '3.5.1',
      '3.5.2',
      '3.5.3',
      '3.5.4',
      '3.5.5',
      '3.6.1',
      '3.6.2',
    ];
    expect(either).toEqual(expect.arrayContaining(settled));
  });

  it('leaves 3.1, 3.3.8 and 3.6.3 to the office, and no other row', () => {
    expect(UNSETTLED.map(codeOf)).toEqual(['3.1', '3.3.8', '3.6.3']);
    expect(remedyFor('refused.administrativeQuery')).toBe('reviewOrSue');
    expect(
      remedyFor('refused.administrativeQuery', ON, { 'refused.administrativeQuery': 'reviewFirst' }),
    ).toBe('reviewFirst');
    expect(remedyFor('refused.stateSecret', ON, { 'refused.stateSecret': 'reviewOrSue' })).toBe(
      'reviewFirst',
    );
  });

  it('was review or the court for a refusal before 2024', () => {
    expect(remedyFor('refused.internalAffairs', dateOf('2023-12-31'))).toBe('reviewOrSue');
    expect(remedyFor('refused.internalAffairs', dateOf('2024-01-01'))).toBe('reviewFirst');
  });

  it('trap 39: a reply that nothing exists offers the court as well, a refusal for internal affairs does not', () => {
    const missing = remedyText(remedyFor('unavailable.notHeld', ON), bodies);
    const internal = remedyText(remedyFor('refused.internalAffairs', ON), bodies);
    expect(missing).toContain('也可以自收到本答复之日起六个月内直接向示例区人民法院提起行政诉讼');
    expect(internal).toContain('应当先申请行政复议');
    expect(internal).not.toContain('直接向');
    for (const text of [missing, internal]) expect(text).toContain('六十日内向示例区人民政府申请行政复议');
  });

  it('says nothing where nothing was decided against the applicant', () => {
    expect(remedyText('none', bodies)).toBe('');
  });

  it('国办函〔2021〕132号: the refused part of a partial disclosure goes to review first, what is only lacking does not', () => {
    const partly = (...grounds: readonly Ground[]) =>
      remedyOf({ act: 'partiallyDisclosed', on: ON, grounds });
    expect(partly()).toBe('reviewFirst');
    expect(partly('draft', 'nonexistent')).toBe('reviewFirst');
    expect(partly('nonexistent')).toBe('reviewOrSue');
    const text = remedyText('reviewFirst', { ...bodies, part: true });
    expect(text).toContain('对本答复中不予公开政府信息的部分不服的，应当先申请行政复议');
  });

  it('国办函〔2021〕132号: neither a notice of correction nor an extension is attacked by itself; the fee neither (国办函〔2020〕109号)', () => {
    for (const act of ['correction', 'extension', 'delay', 'fee'] as const)
      expect(remedyFor(act)).toBe('none');
  });

  it('法释〔2025〕8号 art. 1(4): a third party may go to review or to court against a decision to disclose', () => {
    expect(remedyFor('thirdPartyDecision')).toBe('reviewOrSue');
    expect(remedyText('reviewOrSue', { ...bodies, paper: '告知书' })).toContain(
      '自收到本告知书之日起六个月内',
    );
  });
});

describe('letters and warnings read the same table', () => {
  it.each(OUTCOMES)(
    '%s: a direct suit is warned of exactly where the letter says review first',
    (outcome) => {
      const suit = { route: 'direct', on: ON };
      const warned = reviewFirstWarning(suit, { outcome }).length > 0;
      expect(warned).toBe(remedyFor(outcome) === 'reviewFirst');
    },
  );

  it('silence wants review first from 2026-07-01 on (复议法实施条例 art. 30), and not before (法释〔2025〕8号 art. 2)', () => {
    const suit = (on: string) => reviewFirstWarning({ route: 'direct', on: dateOf(on) }, { outcome: null });
    expect(suit('2026-06-30')).toEqual([]);
    expect(suit('2026-07-01')).toMatchObject([{ code: 'reviewFirst', facts: { article: '复议法23(1)(3)' } }]);
    expect(reviewFirstWarning({ route: 'afterReview', on: ON }, { outcome: null })).toEqual([]);
  });

  it('also where a partial disclosure only lacks a part', () => {
    const lacking = { outcome: 'partiallyDisclosed', grounds: ['nonexistent'] } as const;
    expect(reviewFirstWarning({ route: 'direct', on: ON }, lacking)).toEqual([]);
    expect(groundsOf('partiallyDisclosed')).toContain('nonexistent');
  });
});
