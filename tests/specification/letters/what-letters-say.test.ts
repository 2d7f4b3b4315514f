import { describe, expect, it } from 'vitest';
import { issueLetter } from '#shared/correspondence/issue-letter.ts';
import { letterDesk, missingIn, step, textOf } from '../../support/letter-desk.ts';
import { ACTOR, registered } from '../../support/letter-office.ts';

const { issue, office, replied } = letterDesk();

describe('a letter made late', () => {
  it('knows nothing of the days after its own', async () => {
    await office().carryOut(
      registered('甲1'),
      step('ExtendReply', '2026-03-04', { workingDays: 10, approvedBy: '负责人', reason: '档案较多' }),
      step('RequestCorrection', '2026-03-05', { items: '请明确文号', respondBy: '2026-03-25' }),
      step('RecordCorrection', '2026-03-11'),
      step('AskReasons', '2026-03-12'),
      step('RecordReasons', '2026-03-16'),
      step('AgreeDelay', '2026-03-17', { until: '2026-06-30', reason: '档案一千余卷' }),
    );
    expect(await textOf(await issue('extension'))).not.toContain('补正材料');
    const asking = await textOf(await issue('reasons', { 数量频次情况: '一个月内86件' }));
    expect(asking).toContain('并于2026年3月11日收到补正材料');
    expect(await textOf(await issue('delay'))).toContain('于2026年3月16日向本机关说明了申请理由');
  });
});

describe('转送申请函', () => {
  it('after a reply that gave a part tells which part is not this office’s', async () => {
    await replied('unavailable.notHeld', { grounds: ['otherOrgan'] });
    const partly = { outcome: 'partiallyDisclosed', reason: '附件一已经提供' };
    await office().carryOut(step('CorrectOutcome', '2026-03-23', partly));
    expect(missingIn(await issue('transfer', { 转送机关: '示例区财政局' }))).toEqual(['无法提供部分']);
    const text = await textOf(await issue('transfer', { 转送机关: '示例区财政局', 无法提供部分: '附件二' }));
    expect(text).toContain('经审查，其中下列内容不属于本机关负责公开：附件二');
    expect(text).not.toContain('经审查，该政府信息不属于');
  });

  it('after a reply on that ground alone tells of the whole', async () => {
    await replied('unavailable.notHeld', { grounds: ['otherOrgan'] });
    expect(await textOf(await issue('transfer', { 转送机关: '示例区财政局' }))).toContain(
      '\n经审查，该政府信息不属于本机关负责公开。',
    );
  });
});

describe('条例 art. 31: the day of receipt is still to be confirmed', () => {
  const TO_CONFIRM = '由本机关与您确认后另行告知';

  it.each([{ channel: 'fax' }, { channel: 'online' }, { channel: 'post' }])(
    'says the intake receipt of $channel, though it was confirmed by the time it is made',
    async ({ channel }) => {
      await office().carryOut(registered('甲1', { channel, confirmedOn: '2026-03-05' }));
      const text = await textOf(await issue('intake', { 收件日期: '2026年3月4日' }));
      expect(text).toContain(TO_CONFIRM);
    },
  );

  it('not where it was confirmed at once, signed for or handed over', async () => {
    await office().carryOut(registered('甲1', { channel: 'online', confirmedOn: '2026-03-02' }));
    expect(await textOf(await issue('intake'))).not.toContain(TO_CONFIRM);
    await office().carryOut(
      registered('甲2', { channel: 'post', signedForOn: '2026-03-04' }),
      registered('甲3'),
    );
    for (const number of ['甲2', '甲3']) {
      const asked = { office: 'default', case: number, kind: 'intake', typed: {}, actor: ACTOR } as const;
      expect(await textOf(await issueLetter(office(), asked))).not.toContain(TO_CONFIRM);
    }
  });
});

describe('the words of the law', () => {
  it('条例 art. 33: a consultation is told to third parties, a correction and an extension to the applicant', async () => {
    await office().carryOut(registered('甲1'));
    expect(await textOf(await issue('receipt'))).toContain(
      '第三十三条的规定计算；需要补正或者延长答复期限的，本机关将另行告知。',
    );
  });

  it('条例 art. 38: what would have to be made need not be provided, though it could', async () => {
    await replied('unavailable.mustBeCreated');
    const text = await textOf(await issue('reply'));
    expect(text).toContain('第三十八条的规定，本机关不予提供。');
    expect(text).not.toContain('无法提供');
  });

  it('条例 art. 35: that the reasons are none is what this office holds', async () => {
    await replied('notProcessed.excessive');
    expect(await textOf(await issue('reply', { 理由: '内容各不相同' }))).toContain(
      '明显超过合理范围，本机关认为申请理由不合理。根据',
    );
  });

  it('条例 art. 30: what is to be corrected is told at once and in whole', async () => {
    const asked = { items: '请明确文号', respondBy: '2026-03-25' };
    await office().carryOut(registered('甲1'), step('RequestCorrection', '2026-03-04', asked));
    const text = await textOf(await issue('correction'));
    expect(text).toContain('该申请的内容不明确。根据');
    expect(text).toContain('第三十条的规定，现一次性告知您对下列事项作出补正：\n请明确文号');
  });
});

describe('a first reply that was ordered because the office was silent', () => {
  const ordered = (number: string, on: string) =>
    office().carryOut(
      registered('甲1'),
      { command: 'OpenAppeal', case: number, kind: 'review', on: '2026-04-10', application: '甲1' },
      { command: 'ConcludeAppeal', case: number, on: '2026-06-01', means: 'ordered66' },
      step('Reply', on, { outcome: 'disclosed', grounds: ['provided'] }),
    );

  it('names whose order it follows, of which day, and its number where somebody says it', async () => {
    await ordered('F1', '2026-06-20');
    const asked = { office: 'default', case: '甲1', kind: 'reply', actor: ACTOR } as const;
    const text = await textOf(await issue('reply'));
    expect(text).toContain('\n现根据行政复议机关的法律文书（2026年6月1日作出），作出答复。');
    for (const not of ['F1', '重新作出答复', '本机关曾于']) expect(text).not.toContain(not);
    const typed = { 责令文书: '示府行复〔2026〕3号' };
    const numbered = await textOf(await issueLetter(office(), { ...asked, typed, reason: '补文号' }));
    expect(numbered).toContain(
      '现根据行政复议机关的法律文书（示府行复〔2026〕3号，2026年6月1日作出），作出答复。',
    );
  });

  it('and one that was given before the decision follows none', async () => {
    await ordered('F1', '2026-05-20');
    expect(await textOf(await issue('reply'))).not.toContain('现根据');
  });
});
