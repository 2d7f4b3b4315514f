import { describe, expect, it } from 'vitest';
import { remedyOf, remedyText, UNSETTLED } from '#shared/disclosure/remedy.ts';
import { OUTCOMES, type Outcome, TABLE3_ROW_TERMS } from '#shared/glossary.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';

const ON = dateOf('2026-10-22');
const bodies = { reviewOrgan: '示例区人民政府', court: '示例区人民法院' };
const codeOf = (outcome: Outcome) => TABLE3_ROW_TERMS[outcome].code;

describe('行政复议法 art. 23(1)(4) and 法释〔2025〕8号 art. 1: where an applicant can turn', () => {
  it('is review first, and only then the court, for refusals 3.3.1 to 3.3.7', () => {
    const first = OUTCOMES.filter((outcome) => remedyOf(outcome, ON, {}) === 'reviewFirst').map(codeOf);
    for (const code of ['3.3.1', '3.3.2', '3.3.3', '3.3.4', '3.3.5', '3.3.6', '3.3.7'])
      expect(first).toContain(code);
  });

  it('is review or the court for what is unavailable, not processed, abandoned or unpaid', () => {
    const either = OUTCOMES.filter((outcome) => remedyOf(outcome, ON, {}) === 'reviewOrSue').map(codeOf);
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

  it('leaves 3.1, 3.2, 3.3.8 and 3.6.3 to the office, and no other row', () => {
    expect(UNSETTLED.map(codeOf)).toEqual(['3.1', '3.2', '3.3.8', '3.6.3']);
    expect(
      remedyOf('refused.administrativeQuery', ON, { 'refused.administrativeQuery': 'reviewOrSue' }),
    ).toBe('reviewOrSue');
    expect(remedyOf('refused.stateSecret', ON, { 'refused.stateSecret': 'reviewOrSue' })).toBe('reviewFirst');
  });

  it('was review or the court for a refusal before 2024', () => {
    expect(remedyOf('refused.internalAffairs', dateOf('2023-12-31'))).toBe('reviewOrSue');
    expect(remedyOf('refused.internalAffairs', dateOf('2024-01-01'))).toBe('reviewFirst');
  });

  it('trap 39: a reply that nothing exists offers the court as well, a refusal for internal affairs does not', () => {
    const missing = remedyText(remedyOf('unavailable.notHeld', ON), bodies);
    const internal = remedyText(remedyOf('refused.internalAffairs', ON), bodies);
    expect(missing).toContain('也可以自收到本答复之日起六个月内直接向示例区人民法院提起行政诉讼');
    expect(internal).toContain('应当先申请行政复议');
    expect(internal).not.toContain('直接向');
    for (const text of [missing, internal]) expect(text).toContain('六十日内向示例区人民政府申请行政复议');
  });

  it('says nothing where nothing was decided against the applicant', () => {
    expect(remedyText('none', bodies)).toBe('');
  });
});
