import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCase } from '#shared/correspondence/draft-letter.ts';
import { type Issuing, issueLetter, previewLetter } from '#shared/correspondence/issue-letter.ts';
import { LETTER_KINDS, type LetterKind } from '#shared/disclosure/letters.ts';
import { type Ground, groundsOf } from '#shared/glossary/grounds.ts';
import { formOf, type Outcome } from '#shared/glossary.ts';
import { missingIn, type Typed, textOf } from '../../support/letter-desk.ts';
import {
  ACTOR,
  type LetterOffice,
  letterOffice,
  registered,
  SETTINGS,
  textOfDocx,
} from '../../support/letter-office.ts';

let office: LetterOffice;
beforeEach(async () => {
  office = await letterOffice();
});
afterEach(() => office.remove());

const settle = (settings: object = SETTINGS) =>
  office.carryOut({ command: 'SetLetterSettings', ...settings });
const issue = (number: string, kind: LetterKind, typed: Typed = {}, reason?: string): Promise<Issuing> =>
  issueLetter(office, {
    office: 'default',
    case: number,
    kind,
    typed,
    actor: ACTOR,
    ...(reason && { reason }),
  });

const on = '2026-03-04';

describe('条例 arts. 30–42: each notice opens with the facts of its case', () => {
  beforeEach(() => settle());

  it('登记回执 tells what was received, when, under which number and until when the reply comes', async () => {
    await office.carryOut(registered('甲1'));
    const text = await textOf(await issue('甲1', 'receipt'));
    for (const fact of [
      '王建国：',
      '甲1',
      '2026年3月2日',
      '示范路改造工程<验收>备案表 & 附件',
      '2026年3月30日',
      '当面',
    ])
      expect(text).toContain(fact);
    expect(text).toContain('示例区政务服务数据管理局');
    expect(text).toContain('示政数公开登〔2026〕1号');
  });

  it('延期告知书 tells the date as it stood that day, however late it is issued', async () => {
    const extended = {
      command: 'ExtendReply',
      case: '甲1',
      workingDays: 10,
      approvedBy: '负责人',
      reason: '量大',
    };
    await office.carryOut(
      registered('甲1'),
      { ...extended, on },
      ...[
        {
          command: 'SendFeeNotice',
          on: '2026-03-05',
          receivedOn: '2026-03-05',
          basis: 'perPage',
          quantity: 60,
        },
        { command: 'RecordFeePayment', on: '2026-03-12', amount: 300 },
      ].map((step) => ({ ...step, case: '甲1' })),
    );
    // thirty working days from 2 March, 清明 left out; not the period that the payment began
    expect(await textOf(await issue('甲1', 'extension'))).toContain('2026年4月14日');
  });

  it('不予处理 says that reasons were asked for only where they were', async () => {
    const reply = { command: 'Reply', on: '2026-03-10', outcome: 'notProcessed.excessive' };
    await office.carryOut(registered('甲1'), { ...reply, case: '甲1' });
    await office.carryOut(
      registered('甲2'),
      { command: 'AskReasons', case: '甲2', on },
      { ...reply, case: '甲2' },
    );
    await office.carryOut(
      registered('甲3'),
      { command: 'AskReasons', case: '甲3', on },
      { command: 'RecordReasons', case: '甲3', on: '2026-03-06' },
      { ...reply, case: '甲3' },
    );
    const typed = { 理由: '六十件内容各不相同' };
    expect(await textOf(await issue('甲1', 'reply', typed))).not.toContain('要求说明理由');
    const unexplained = await textOf(await issue('甲2', 'reply', typed));
    expect(unexplained).toContain('2026年3月4日要求说明理由，至今没有收到说明');
    expect(unexplained).not.toContain('申请理由不合理');
    expect(await textOf(await issue('甲3', 'reply', typed))).toContain('2026年3月6日作了说明');
  });

  it('补正告知书 tells the items, the last day and what follows', async () => {
    const items = '1.请明确文号。\n2.请提供身份证明。';
    await office.carryOut(registered('甲1'), {
      command: 'RequestCorrection',
      case: '甲1',
      on,
      items,
      respondBy: '2026-03-25',
    });
    const text = await textOf(await issue('甲1', 'correction'));
    for (const fact of [
      '\n1.请明确文号。\n2.请提供身份证明。\n',
      '2026年3月25日',
      '第三十条',
      '视为放弃申请',
    ])
      expect(text).toContain(fact);
  });

  it('延期答复告知书 tells the reason, who approved, how long and until when', async () => {
    const extend = {
      command: 'ExtendReply',
      case: '甲1',
      on,
      workingDays: 10,
      approvedBy: '陈主任',
      reason: '档案较多',
    };
    await office.carryOut(registered('甲1'), extend);
    const text = await textOf(await issue('甲1', 'extension'));
    for (const fact of ['因档案较多', '陈主任', '延长10个工作日', '2026年4月14日', '第三十三条第二款'])
      expect(text).toContain(fact);
  });

  it('征求第三方意见函 goes to the third party and does not name the applicant', async () => {
    await office.carryOut(registered('甲1'), {
      command: 'ConsultThirdParty',
      case: '甲1',
      on,
      party: '样本公司',
    });
    const text = await textOf(await issue('甲1', 'thirdParty'));
    for (const fact of ['样本公司：', '15个工作日', '第三十二条', '由本机关依照该条例的规定决定是否公开'])
      expect(text).toContain(fact);
    expect(text).not.toContain('王建国');
  });

  it('征求意见函 to a body that made the information too says that silence is consent (art. 34)', async () => {
    await office.carryOut(registered('甲1'), {
      command: 'ConsultOrgan',
      case: '甲1',
      on,
      organ: '示例区财政局',
      jointlyMade: true,
    });
    const text = await textOf(await issue('甲1', 'organ'));
    for (const fact of ['示例区财政局：', '共同制作', '第三十四条', '视为同意公开'])
      expect(text).toContain(fact);
    expect(text).not.toContain('王建国');
  });

  it('征求意见函 to another organ claims neither joint making nor that silence agrees (art. 33(3))', async () => {
    const asked = { command: 'ConsultOrgan', case: '甲1', on, organ: '示例区财政局' };
    await office.carryOut(registered('甲1'), { ...asked, jointlyMade: false });
    const text = await textOf(await issue('甲1', 'organ'));
    for (const fact of ['示例区财政局：', '第三十三条第三款']) expect(text).toContain(fact);
    for (const claim of ['共同制作', '视为同意', '15个工作日', '王建国']) expect(text).not.toContain(claim);
  });

  it('征求意见函 waits until somebody says whether the information was made together', async () => {
    await office.carryOut(registered('甲1'), {
      command: 'ConsultOrgan',
      case: '甲1',
      on,
      organ: '示例区财政局',
    });
    expect(missingIn(await issue('甲1', 'organ'))).toEqual(['是否共同制作']);
    expect(await textOf(await issue('甲1', 'organ', { 是否共同制作: '否' }))).not.toContain('视为同意');
  });

  it('收费通知书 tells basis, standard, sum, amount, way and last day of payment', async () => {
    const notice = {
      command: 'SendFeeNotice',
      case: '甲1',
      on,
      receivedOn: '2026-03-05',
      basis: 'perPage',
      quantity: 250,
    };
    await office.carryOut(registered('甲1'), notice);
    const text = await textOf(await issue('甲1', 'fee'));
    for (const fact of [
      '按量计收',
      '20元/页',
      '合计4700元',
      '人民币4700元（大写：肆仟柒佰元整）',
      SETTINGS.payment,
      '2026年4月2日',
    ])
      expect(text).toContain(fact);
  });
});

/** What a reply of each row needs besides the case. */
const TYPED: Typed = {
  禁止公开的规定: '统计法关于统计资料保密的规定',
  数量频次情况: '一个月内86件',
  理由: '该信息为内部讨论记录',
  不予公开部分: '第三章报价明细',
  获取途径: '示例区图书馆',
  检索情况: '已检索2020年以来的文件',
  在先答复: '示政数公开答〔2025〕3号',
};
const COMMANDS: Partial<Record<Outcome, object[]>> = {
  'unavailable.stillUnclear': [
    { command: 'RequestCorrection', on, items: '请明确文号', respondBy: '2026-03-25' },
    { command: 'RecordCorrection', on: '2026-03-10' },
  ],
  'other.notCorrected': [
    { command: 'RequestCorrection', on, items: '请明确文号', respondBy: '2026-03-25' },
    { command: 'CloseUncorrected', on: '2026-03-27' },
  ],
  'other.feeUnpaid': [
    { command: 'SendFeeNotice', on, receivedOn: '2026-03-05', basis: 'perPage', quantity: 250 },
    { command: 'CloseUnpaid', on: '2026-04-10' },
  ],
};
/** The first ground a row can rest on, where it can rest on several. */
function named(outcome: Outcome): { grounds?: readonly Ground[] } {
  const [first, ...more] = groundsOf(outcome);
  return first === undefined || more.length === 0
    ? {}
    : { grounds: [outcome === 'disclosed' ? 'provided' : first] };
}
const OWN: readonly Outcome[] = ['other.notCorrected', 'other.feeUnpaid'];

describe('条例 arts. 36–39: each kind of reply', () => {
  it.each(formOf(2026).outcomes.map(({ key }) => key))(
    '%s opens with its facts and its remedy',
    async (outcome) => {
      await settle();
      const before = (COMMANDS[outcome] ?? []).map((command) => ({ ...command, case: '甲1' }));
      const reply = OWN.includes(outcome)
        ? []
        : [{ command: 'Reply', case: '甲1', on: '2026-03-20', outcome, ...named(outcome) }];
      await office.carryOut(registered('甲1'), ...before, ...reply);
      const text = await textOf(await issue('甲1', 'reply', TYPED));
      for (const fact of [
        '王建国：',
        '甲1',
        '2026年3月2日',
        '示范路改造工程<验收>备案表 & 附件',
        '示政数公开答〔2026〕1号',
      ])
        expect(text).toContain(fact);
      expect(text).toContain('示例区人民政府申请行政复议');
      expect(text).not.toMatch(/\{\{|\}\}|undefined|null/);
      const first = /refused|partially/.test(outcome) && outcome !== 'refused.administrativeQuery';
      expect(text.includes('应当先申请行政复议')).toBe(first);
      expect(text.includes('直接向示例区人民法院')).toBe(!first || outcome === 'partiallyDisclosed');
    },
  );

  it('a withdrawal is only confirmed: there is nothing to seek a remedy against', async () => {
    await settle();
    await office.carryOut(registered('甲1'), { command: 'Withdraw', case: '甲1', on: '2026-03-09' });
    const text = await textOf(await issue('甲1', 'reply'));
    expect(text).toContain('您于2026年3月9日撤回该申请');
    expect(text).not.toContain('行政复议');
  });

  it('bears the number the office gave when it recorded the reply', async () => {
    await settle();
    const reply = {
      command: 'Reply',
      case: '甲1',
      on: '2026-03-20',
      outcome: 'disclosed',
      grounds: ['provided'],
      documentNumber: '示公开〔2026〕77号',
    };
    await office.carryOut(registered('甲1'), reply);
    expect(await textOf(await issue('甲1', 'reply'))).toContain('示公开〔2026〕77号');
  });
});

describe('a letter is not printed while a fact the law requires is missing', () => {
  it('names the office, the review organ and the court that nobody has entered', async () => {
    await office.carryOut(registered('甲1'), {
      command: 'Reply',
      case: '甲1',
      on: '2026-03-20',
      outcome: 'refused.stateSecret',
    });
    const refused = await issue('甲1', 'reply', TYPED);
    expect(missingIn(refused)).toEqual(['机关名称', '复议机关', '人民法院', '救济告知']);
    expect(refused.ok ? '' : refused.message).toContain('复议机关（复议法23）');
  });

  it('names the reasons of a refusal and what is withheld of a partial disclosure', async () => {
    await settle();
    await office.carryOut(
      registered('甲1'),
      { command: 'Reply', case: '甲1', on: '2026-03-20', outcome: 'refused.internalAffairs' },
      registered('甲2', { deliveryForm: undefined }),
      { command: 'Reply', case: '甲2', on: '2026-03-20', outcome: 'partiallyDisclosed' },
    );
    expect(missingIn(await issue('甲1', 'reply'))).toEqual(['答复依据', '理由']);
    expect(missingIn(await issue('甲2', 'reply'))).toEqual(['提供方式', '答复依据']);
    const typed = { 答复依据: '过程稿\n经检索没有所申请公开的信息' };
    expect(missingIn(await issue('甲2', 'reply', typed))).toEqual([
      '提供方式',
      '不予公开部分',
      '理由',
      '无法提供部分',
      '检索情况',
    ]);
  });

  it('names the applicant an imported row does not know', async () => {
    await settle();
    const { importRows } = await import('#shared/intake/import-rows.ts');
    const { writeFileSync } = await import('node:fs');
    const file = `${office.folder}/rows.ndjson`;
    writeFileSync(
      file,
      '{"number":"旧1","receivedOn":"2026-03-02","applicantType":"naturalPerson","subject":"规划图"}\n',
    );
    await importRows(office, {
      kind: 'applications',
      file,
      office: 'default',
      actor: ACTOR,
      dryRun: false,
      options: {},
    });
    expect(missingIn(await issue('旧1', 'receipt'))).toEqual(['申请人']);
  });

  it('names the way to pay', async () => {
    await settle({ ...SETTINGS, payment: undefined });
    const notice = {
      command: 'SendFeeNotice',
      case: '甲1',
      on,
      receivedOn: on,
      basis: 'perPage',
      quantity: 90,
    };
    await office.carryOut(registered('甲1'), notice);
    expect(missingIn(await issue('甲1', 'fee'))).toEqual(['缴费方式']);
  });

  it('is not made at all before its step was taken', async () => {
    await settle();
    await office.carryOut(registered('甲1'));
    const waiting = LETTER_KINDS.filter((kind) => kind !== 'receipt' && kind !== 'intake');
    for (const kind of waiting)
      expect(await issue('甲1', kind)).toMatchObject({ ok: false, code: 'stepNotTaken' });
    expect(await issue('无此号', 'receipt')).toMatchObject({ ok: false, code: 'unknownCase' });
  });

  it('takes no number while it cannot be printed', async () => {
    await office.carryOut(registered('甲1'));
    await issue('甲1', 'receipt');
    await settle();
    expect(await issue('甲1', 'receipt')).toMatchObject({
      ok: true,
      letter: { number: '示政数公开登〔2026〕1号' },
    });
  });
});

describe('a letter that was issued', () => {
  beforeEach(() => settle());

  it('is one: asked for again it comes back as it went out', async () => {
    await office.carryOut(registered('甲1'));
    const first = await issue('甲1', 'receipt');
    await settle({ ...SETTINGS, organName: '另一机关' });
    const again = await issue('甲1', 'receipt');
    expect(again).toMatchObject({ ok: true, outcome: 'issuedBefore' });
    expect(again.ok && first.ok && again.letter.document.equals(first.letter.document)).toBe(true);
  });

  it('is replaced only with a reason, under a new number that names the old one', async () => {
    await office.carryOut(registered('甲1'));
    await issue('甲1', 'receipt');
    expect(await issue('甲1', 'receipt', {}, '地址有误')).toMatchObject({ ok: true, outcome: 'issued' });
    const state = (await openCase(office.log, 'default', '甲1'))?.events.filter(
      ({ type }) => type === 'LetterIssued',
    );
    expect(state?.map(({ data }) => data)).toMatchObject([
      { number: '示政数公开登〔2026〕1号', replaces: null },
      { number: '示政数公开登〔2026〕2号', replaces: '示政数公开登〔2026〕1号' },
    ]);
  });

  it('takes the next number of its kind and year, without gaps, also when several are issued at once', async () => {
    const numbers = Array.from({ length: 6 }, (_one, index) => `甲${index}`);
    await office.carryOut(...numbers.map((number) => registered(number)));
    const issued = await Promise.all(numbers.map((number) => issue(number, 'receipt')));
    const given = issued.map((one) => (one.ok ? one.letter.number : one.code)).sort();
    expect(given).toEqual([1, 2, 3, 4, 5, 6].map((one) => `示政数公开登〔2026〕${one}号`));
  });

  it('is sealed: neither its text nor the applicant stands in the log', async () => {
    await office.carryOut(registered('甲1'));
    await issue('甲1', 'receipt');
    let bytes = '';
    for await (const page of office.log.scan()) bytes += page.map((commit) => commit.bytes).join('');
    expect(bytes).toContain('LetterIssued');
    expect(bytes).not.toMatch(/王建国|UEsD|示范路/);
  });

  it('follows the template the office has made its own, and names its version', async () => {
    const { readZip, writeZip } = await import('#shared/documents/zip.ts');
    const { defaultTemplate } = await import('#shared/correspondence/default-template.ts');
    const { digestOf } = await import('#shared/correspondence/letter-settings.ts');
    const own = writeZip(
      readZip(defaultTemplate('receipt')).map((entry) => ({
        ...entry,
        bytes: Buffer.from(entry.bytes.toString().replace('特此告知', '专此函告')),
      })),
    );
    const digest = digestOf(own);
    const document = own.toString('base64');
    await office.carryOut(registered('甲1'), {
      command: 'SetLetterTemplate',
      template: 'receipt',
      digest,
      document,
    });
    expect(await textOf(await issue('甲1', 'receipt'))).toContain('专此函告');
    const event = (await openCase(office.log, 'default', '甲1'))?.events.at(-1);
    expect(event?.data).toMatchObject({ kind: 'receipt', template: digest });
  });

  it('can be looked at before: a draft says so, has no number and records nothing', async () => {
    await office.carryOut(registered('甲1'));
    const preview = await previewLetter(office, {
      office: 'default',
      case: '甲1',
      kind: 'receipt',
      typed: {},
    });
    const text = await textOfDocx(preview?.document ?? new Uint8Array());
    expect(text).toContain('草稿');
    expect(text).toContain('文号待编');
    expect((await openCase(office.log, 'default', '甲1'))?.version).toBe(1);
  });
});
