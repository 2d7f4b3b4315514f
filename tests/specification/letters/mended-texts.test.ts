/** Letters say what the case says today: corrected names, requests, third parties, the channel. */
import { describe, expect, it } from 'vitest';
import { letterDesk, step, textOf } from '../../support/letter-desk.ts';
import { registered } from '../../support/letter-office.ts';

const { issue, office } = letterDesk();
const mends = (fields: object) => ({ command: 'CorrectText', case: '甲1', reason: '笔误', ...fields });

describe('a letter made after a correction', () => {
  it('quotes the name and the request as corrected, and what the notice asks for', async () => {
    await office().carryOut(
      registered('甲1'),
      step('RequestCorrection', '2026-03-05', { items: '请明确文好', respondBy: '2026-03-25' }),
      mends({
        texts: { applicantName: '欧阳明', subject: '总体规划图', 'RequestCorrection/items': '请明确文号' },
      }),
    );
    const text = await textOf(await issue('correction'));
    expect(text).toContain('欧阳明');
    expect(text).toContain('总体规划图');
    expect(text).toContain('请明确文号');
    expect(text).not.toContain('请明确文好');
  });

  it('quotes the clarified request that came with the correction', async () => {
    await office().carryOut(
      registered('甲1'),
      step('RequestCorrection', '2026-03-05', { items: '请明确年份', respondBy: '2026-03-25' }),
      step('RecordCorrection', '2026-03-11', { subject: '2025年部门预算' }),
      step('ExtendReply', '2026-03-12', { workingDays: 10, approvedBy: '负责人', reason: '档案较多' }),
    );
    expect(await textOf(await issue('extension'))).toContain('2025年部门预算');
  });
});
