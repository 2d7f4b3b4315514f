import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '#shared/correspondence/default-template.ts';
import { openCase } from '#shared/correspondence/draft-letter.ts';
import { issueLetter, previewLetter } from '#shared/correspondence/issue-letter.ts';
import { digestOf } from '#shared/correspondence/letter-settings.ts';
import { subjectsOf } from '#shared/disclosure/letter-subject.ts';
import type { LetterKind } from '#shared/disclosure/letters.ts';
import { readZip, writeZip } from '#shared/documents/zip.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { templateStream } from '#shared/letters/state.ts';
import { streamIdOf } from '#shared/store/next-number.ts';
import { writeOne } from '#shared/store/ports.ts';
import { letterDesk, missingIn, step, textOf } from '../../support/letter-desk.ts';
import { ACTOR, registered } from '../../support/letter-office.ts';

const { issue, office } = letterDesk();

async function subjects(kind: LetterKind): Promise<readonly string[]> {
  const of = await openCase(office().log, 'default', '甲1');
  return of === null ? [] : subjectsOf(of, kind);
}

describe('条例 art. 32: a third party that is overruled is told the decision and its reasons', () => {
  const consulted = (consents: boolean, outcome: string, grounds: readonly string[]) =>
    office().carryOut(
      registered('甲1'),
      step('ConsultThirdParty', '2026-03-04', { party: '样本公司' }),
      step('RecordThirdPartyReply', '2026-03-12', { party: '样本公司', consents }),
      step('Reply', '2026-03-20', { outcome, grounds }),
    );
  const TOLD = { 决定公开的内容: '验收备案表全文', 公开的理由: '关系通行人员的人身安全' };

  it('on the day of the reply, and not who asked', async () => {
    await consulted(false, 'disclosed', ['provided']);
    const text = await textOf(
      await issue('thirdPartyDecision', { ...TOLD, 公开的依据: '不公开可能对公共利益造成重大影响' }),
    );
    for (const fact of [
      '样本公司：',
      '2026年3月4日',
      '2026年3月12日提出意见，不同意公开',
      '不公开该政府信息可能对公共利益造成重大影响',
      '第三十二条',
      '决定公开的政府信息内容：验收备案表全文',
      '理由：关系通行人员的人身安全',
      '自收到本告知书之日起六十日内',
      '2026年3月20日',
    ])
      expect(text).toContain(fact);
    for (const not of ['王建国', '理由不合理', '应当先申请行政复议']) expect(text).not.toContain(not);
  });

  it('for want of a good reason, where that is the ground; which of the two it is nobody guesses', async () => {
    await consulted(false, 'partiallyDisclosed', ['draft']);
    expect(missingIn(await issue('thirdPartyDecision', TOLD))).toEqual(['公开的依据']);
    const text = await textOf(
      await issue('thirdPartyDecision', { ...TOLD, 公开的依据: '第三方不同意公开的理由不合理' }),
    );
    expect(text).toContain('贵方不同意公开的理由不合理');
    expect(text).not.toContain('公共利益');
  });

  it('not where it agreed, nor where nothing was given', async () => {
    await consulted(true, 'disclosed', ['provided']);
    expect(await issue('thirdPartyDecision', TOLD)).toMatchObject({ ok: false, code: 'stepNotTaken' });
  });

  it('is part of the ground of a refusal only where it was asked and did not agree', async () => {
    await consulted(false, 'refused.thirdPartyRights', ['tradeSecret']);
    expect(await subjects('thirdPartyDecision')).toEqual([]);
    const text = await textOf(await issue('reply', { 理由: '报价' }));
    expect(text).toContain('涉及商业秘密，公开会对第三方合法权益造成损害');
    expect(text).toContain('第十五条、第三十二条、第三十六条第三项');
    expect(text).not.toContain('个人隐私');
  });
});

describe('条例 art. 35: reasons and delay', () => {
  it('asks for reasons with the facts that make them due', async () => {
    await office().carryOut(registered('甲1'), step('AskReasons', '2026-03-04'));
    expect(missingIn(await issue('reasons'))).toEqual(['数量频次情况']);
    const text = await textOf(await issue('reasons', { 数量频次情况: '一个月内提交86件' }));
    for (const fact of ['王建国：', '一个月内提交86件', '第三十五条', '不予处理', '2026年3月4日'])
      expect(text).toContain(fact);
    expect(text).not.toContain('行政复议');
  });

  it('tells the later date and why; that reasons were given only where they were', async () => {
    const delay = step('AgreeDelay', '2026-03-12', { until: '2026-06-30', reason: '涉及档案一千余卷' });
    await office().carryOut(registered('甲1'), delay);
    const text = await textOf(await issue('delay'));
    for (const fact of ['因涉及档案一千余卷', '延迟至2026年6月30日', '第三十五条'])
      expect(text).toContain(fact);
    expect(text).not.toContain('说明了申请理由');
  });
});

describe('条例 art. 31: what was handed in', () => {
  it('is certified with its day, and tells that the day of receipt is to be confirmed where it is', async () => {
    await office().carryOut(registered('甲1', { channel: 'online' }));
    const text = await textOf(await issue('intake', { 收到材料: '申请表一份' }));
    for (const fact of ['2026年3月2日收到您提交的政府信息公开申请', '申请表一份', '第三十一条'])
      expect(text).toContain(fact);
    expect(await issue('receipt')).toMatchObject({ ok: false, code: 'stepNotTaken' });
  });

  it('by ordinary mail has no day that the ledger could know', async () => {
    await office().carryOut(registered('甲1', { channel: 'post' }));
    expect(missingIn(await issue('intake'))).toEqual(['收件日期']);
    expect(await textOf(await issue('intake', { 收件日期: '2026年3月5日' }))).toContain('2026年3月5日收到');
  });

  it('is certified for a correction as well, and then needs no confirmation', async () => {
    await office().carryOut(
      registered('甲1'),
      step('RequestCorrection', '2026-03-04', { items: '请明确文号', respondBy: '2026-03-25' }),
      step('RecordCorrection', '2026-03-10'),
    );
    const text = await textOf(await issue('intake'));
    expect(text).toContain('2026年3月10日收到您提交的补正材料');
    expect(text).not.toContain('第三十一条');
  });
});

describe('条例 art. 36(5): another organ is responsible', () => {
  const notOurs = (grounds: readonly string[]) =>
    office().carryOut(
      registered('甲1'),
      step('Reply', '2026-03-20', { outcome: 'unavailable.notHeld', ...(grounds.length > 0 && { grounds }) }),
    );

  it('and is unknown: the reply says why, and neither that the information does not exist nor whose it is', async () => {
    await notOurs(['otherOrgan']);
    expect(missingIn(await issue('reply'))).toEqual(['理由']);
    const text = await textOf(await issue('reply', { 理由: '本机关没有这项职责' }));
    expect(text).toContain('不属于本机关负责公开');
    expect(text).toContain('第三十六条第五项');
    for (const not of ['不存在', '第四项', '检索', '名称、联系方式']) expect(text).not.toContain(not);
  });

  it('and is known: the reply names it, and it can be told itself, without who asked', async () => {
    await notOurs(['otherOrgan']);
    const named = { 理由: '本机关没有这项职责', 负责机关: '示例区住房和建设局，电话000-1' };
    expect(await textOf(await issue('reply', named))).toContain('示例区住房和建设局，电话000-1');
    const text = await textOf(await issue('transfer', { 转送机关: '示例区住房和建设局' }));
    for (const fact of ['示例区住房和建设局：', '第三十六条第五项', '2026年3月20日', '甲1'])
      expect(text).toContain(fact);
    for (const not of ['王建国', '随函']) expect(text).not.toContain(not);
  });

  it('is one of two grounds of the row: which, nobody guesses; nothing is told to others before it is said', async () => {
    await notOurs([]);
    expect(missingIn(await issue('reply'))).toEqual(['答复依据']);
    expect(await subjects('transfer')).toEqual([]);
    const typed = { 答复依据: 'nonexistent', 检索情况: '检索了档案系统' };
    expect(await textOf(await issue('reply', typed))).toContain('第三十六条第四项');
  });

  it('cannot be a ground of a refusal', async () => {
    const wrong = step('Reply', '2026-03-20', { outcome: 'refused.stateSecret', grounds: ['otherOrgan'] });
    await expect(office().carryOut(registered('甲1'), wrong)).rejects.toThrow('badChoice');
  });
});

describe('a reply that was ordered', () => {
  const ORDER = {
    byOrderOf: '示例区人民政府行政复议决定',
    orderNumber: '示府行复(2026)3号',
    orderedOn: '2026-06-01',
  };
  const redone = (order: object) =>
    office().carryOut(
      registered('甲1'),
      step('Reply', '2026-03-20', { outcome: 'refused.processInformation', grounds: ['draft'] }),
      step('RedoReply', '2026-06-20', { outcome: 'disclosed', grounds: ['provided'], ...order }),
    );

  it('names the order, its number and day, and the reply it takes the place of', async () => {
    await redone(ORDER);
    const [first = '', second = ''] = await subjects('reply');
    const before = await textOf(await issue('reply', { 理由: '未定稿' }, first));
    expect(before).toContain('过程稿');
    expect(before).not.toContain('重新作出答复');
    const text = await textOf(await issue('reply', {}, second));
    expect(text).toContain(
      '本机关曾于2026年3月20日对该申请作出处理。现根据示例区人民政府行政复议决定（示府行复（2026）3号，2026年6月1日作出），重新作出答复。',
    );
    expect(text).toContain('原文书的文号为示政数公开答〔2026〕1号。');
    expect(text).toContain('可以公开');
  });

  it('waits for the number and the day where they were not recorded', async () => {
    await redone({ byOrderOf: ORDER.byOrderOf });
    expect(missingIn(await issue('reply'))).toEqual(['责令文书', '责令日期']);
    const typed = { 责令文书: '示府行复〔2026〕3号', 责令日期: '2026年6月1日' };
    expect(await textOf(await issue('reply', typed))).toContain('（示府行复〔2026〕3号，2026年6月1日作出）');
  });

  it('cannot be ordered after it was given', async () => {
    await expect(redone({ ...ORDER, orderedOn: '2026-06-21' })).rejects.toThrow('dateOrder');
  });
});

describe('a reply the office revised by its own will', () => {
  it('says so, why, and which reply it takes the place of; it names no order', async () => {
    await office().carryOut(
      registered('甲1'),
      step('Reply', '2026-03-20', { outcome: 'refused.processInformation', grounds: ['draft'] }),
      step('ReviseReply', '2026-04-10', {
        outcome: 'disclosed',
        grounds: ['provided'],
        reason: '文件已经定稿',
      }),
    );
    const text = await textOf(await issue('reply'));
    for (const fact of [
      '2026年3月20日对该申请作出处理',
      '自行纠正该处理，现重新作出答复',
      '纠正的理由：文件已经定稿',
      '可以公开',
    ])
      expect(text).toContain(fact);
    expect(text).not.toContain('现根据');
  });
});

describe('条例 art. 30: a correction period that was lengthened', () => {
  it('is told with its reason, and by the closing as well', async () => {
    await office().carryOut(
      registered('甲1'),
      step('RequestCorrection', '2026-03-04', { items: '请明确文号', respondBy: '2026-03-25' }),
      step('ExtendCorrection', '2026-03-20', { until: '2026-04-08', reason: '申请人住院' }),
      step('CloseUncorrected', '2026-04-09'),
    );
    const text = await textOf(await issue('correctionExtension'));
    for (const fact of ['在2026年3月25日前', '因申请人住院', '延长至2026年4月8日'])
      expect(text).toContain(fact);
    const closing = await textOf(await issue('reply'));
    expect(closing).toContain('在2026年3月25日前（含当日）');
    expect(closing).toContain('延长至2026年4月8日');
  });
});

describe('送达回证', () => {
  it('is a sheet for every letter that went out: what, on whom; how and when is left to be filled in', async () => {
    await office().carryOut(
      registered('甲1'),
      step('ConsultThirdParty', '2026-03-04', { party: '样本公司' }),
    );
    expect(await issue('serviceSheet')).toMatchObject({ ok: false, code: 'stepNotTaken' });
    await issue('receipt');
    await issue('thirdParty');
    const [receipt = '', third = ''] = await subjects('serviceSheet');
    const first = await textOf(await issue('serviceSheet', {}, receipt));
    for (const fact of ['送达回证', '政府信息公开申请登记回执', '示政数公开登〔2026〕1号', '王建国'])
      expect(first).toContain(fact);
    const second = await textOf(await issue('serviceSheet', {}, third));
    expect(second).toContain('样本公司');
    expect(second).not.toContain('王建国');
    for (const label of ['送达方式', '送达日期', '受送达人签名或者盖章'])
      expect(second).toContain(`${label}\n\n`);
    expect(await subjects('serviceSheet')).toHaveLength(2);
  });
});

describe('what is recorded of a service', () => {
  it('stands in the sheet of its letter: way, day, and what came back', async () => {
    const notice = step('RequestCorrection', '2026-03-04', { items: '请明确文号', respondBy: '2026-03-25' });
    const served = (on: string, more: object) =>
      step('RecordService', on, { step: 'RequestCorrection', way: 'post', ...more });
    await office().carryOut(
      registered('甲1'),
      notice,
      served('2026-03-09', { returned: true, postNumber: 'E1' }),
      served('2026-03-12', { postNumber: 'E2' }),
    );
    await issue('correction');
    const text = await textOf(await issue('serviceSheet'));
    for (const fact of [
      '邮寄送达（邮件号码E2）',
      '2026年3月12日',
      '邮寄送达（邮件号码E1），于2026年3月9日退回',
    ])
      expect(text).toContain(fact);
  });

  it('gives the last day of payment; until then the notice says it in words', async () => {
    const fee = { basis: 'perPage', quantity: 250 };
    await office().carryOut(registered('甲1'), step('SendFeeNotice', '2026-03-04', fee));
    const before = await textOf(await issue('fee'));
    expect(before).toContain('自收到本通知次日起20个工作日内');
    expect(before).not.toContain('按本通知送达日期计算');
    await office().carryOut(step('RecordService', '2026-03-05', { step: 'SendFeeNotice', way: 'inPerson' }));
    const again = await issueLetter(office(), {
      ...{ office: 'default', case: '甲1', kind: 'fee', typed: {}, actor: ACTOR, reason: '补送达日期' },
    });
    expect(await textOf(again)).toContain('缴费期限至2026年4月2日');
  });
});

describe('a template that is older than a rule', () => {
  /** As one that was taken before: today's check would turn it back. */
  async function taken(document: Buffer): Promise<void> {
    const number = templateStream('organ');
    const digest = digestOf(document);
    const data = { template: 'organ', digest, document: document.toString('base64') };
    const on = dateOf('2026-01-05');
    const at = {
      office: 'default',
      kind: 'letters' as const,
      stream: streamIdOf('default', 'letters', number),
    };
    const events = [{ type: 'LetterTemplateSet', v: 1, on, data }];
    await writeOne(office().log, (writer) =>
      writer.append({ at, number, version: 1, actor: ACTOR, key: 'before', events }),
    );
  }
  const joint = writeZip(
    readZip(defaultTemplate('organ')).map(({ name, bytes }) => {
      const [, other = ''] =
        /(<w:p>(?:(?!<w:p>)[\s\S])*?如有 非共同制作[\s\S]*?<\/w:p>)/.exec(String(bytes)) ?? [];
      return {
        name,
        bytes: Buffer.from(String(bytes).replace(other, '').replaceAll('{{如有 共同制作}}', '')),
      };
    }),
  );

  it('does not go out where it would say what the case does not bear out, and says which word it lacks', async () => {
    await taken(joint);
    const asked = step('ConsultOrgan', '2026-03-04', { organ: '示例区财政局', jointlyMade: false });
    await office().carryOut(registered('甲1'), asked);
    expect(missingIn(await issue('organ'))).toEqual(['模板中的“非共同制作”']);
    const preview = await previewLetter(office(), {
      office: 'default',
      case: '甲1',
      kind: 'organ',
      typed: {},
    });
    expect(preview?.draft.unsaid.map(({ fact }) => fact)).toEqual(['“非共同制作”']);
  });
});
