import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '#shared/correspondence/default-template.ts';
import { openCase } from '#shared/correspondence/draft-letter.ts';
import { digestOf } from '#shared/correspondence/letter-settings.ts';
import type { TemplateName } from '#shared/disclosure/letters.ts';
import { remedyPeriodsOf } from '#shared/disclosure/remedy-periods.ts';
import { readZip, writeZip } from '#shared/documents/zip.ts';
import { letterDesk, missingIn, step, textOf } from '../../support/letter-desk.ts';
import { registered } from '../../support/letter-office.ts';

const { issue, office, replied } = letterDesk();

describe('grounds of another row', () => {
  const NOT_HELD = { 检索情况: '检索了档案系统' };
  const BESIDES = { 不予公开部分: '考核名单', 理由: '属于人事管理' };

  it('that withhold are told beside what is not held, and then review comes first', async () => {
    const grounds = ['nonexistent', 'personnel'];
    await replied('unavailable.notHeld', { grounds, otherGrounds: ['refused.internalAffairs'] });
    expect(missingIn(await issue('reply', NOT_HELD))).toEqual(['不予公开部分', '理由']);
    const text = await textOf(await issue('reply', { ...NOT_HELD, ...BESIDES }));
    for (const fact of [
      '第三十六条第四项',
      '对下列内容，本机关不予公开：考核名单',
      '第十六条第一款、第三十六条第三项的规定，本机关决定不予公开',
      '不予公开的理由：属于人事管理',
      '对本答复中不予公开政府信息的部分不服的，应当先申请行政复议',
    ])
      expect(text).toContain(fact);
    expect(text.split('属于人事管理')).toHaveLength(2);
  });

  it.each(['refused.administrativeQuery', 'unavailable.mustBeCreated', 'unavailable.stillUnclear'])(
    'that withhold are told under %s as well',
    async (outcome) => {
      const correction = [
        step('RequestCorrection', '2026-03-04', { items: '请明确文号', respondBy: '2026-03-25' }),
        step('RecordCorrection', '2026-03-10'),
      ];
      const reply = { outcome, otherGrounds: ['refused.stateSecret'] };
      await office().carryOut(registered('甲1'), ...correction, step('Reply', '2026-03-20', reply));
      const text = await textOf(await issue('reply', { ...BESIDES, 获取途径: '不动产登记机构' }));
      for (const fact of ['考核名单', '第十四条、第三十六条第三项', '应当先申请行政复议'])
        expect(text).toContain(fact);
    },
  );

  it('of what cannot be provided are told beside a refusal, with the part that was typed', async () => {
    await replied('refused.stateSecret', { otherGrounds: ['unavailable.mustBeCreated'] });
    expect(missingIn(await issue('reply', { 理由: '密级文件' }))).toEqual(['无法提供部分']);
    const text = await textOf(await issue('reply', { 理由: '密级文件', 无法提供部分: '逐月汇总表' }));
    for (const fact of ['对下列内容，本机关无法提供：逐月汇总表', '第三十八条', '第十四条、第三十六条第三项'])
      expect(text).toContain(fact);
  });

  it('make the remedy shown on the page of the case that of the letter', async () => {
    await replied('unavailable.notHeld', {
      grounds: ['nonexistent'],
      otherGrounds: ['refused.internalAffairs'],
    });
    await office().carryOut(step('RecordService', '2026-03-23', { step: 'Reply', way: 'inPerson' }));
    const of = await openCase(office().log, 'default', '甲1');
    const periods = of && remedyPeriodsOf(of.state, of.calendar, {});
    expect(periods?.periods.map((one) => one.step)).toEqual(['review']);
  });
});

describe('the order of a redone reply', () => {
  const decided = (on: string, means: string, more: object = {}) => ({
    ...{ command: 'ConcludeAppeal', case: 'R7', on, means },
    ...more,
  });
  const ordered = async () => {
    await replied('refused.processInformation', { grounds: ['draft'] });
    await office().carryOut(
      ...[
        { command: 'OpenAppeal', case: 'R7', kind: 'suit', on: '2026-04-10', application: '甲1' },
        decided('2026-08-03', 'revoked70', { newReply: true }),
        { command: 'AppealJudgment', case: 'R7', on: '2026-08-10' },
        decided('2026-10-12', 'upheld89'),
      ].map((one) => (one.command === 'OpenAppeal' ? { ...one, route: 'afterReview' } : one)),
      step('RedoReply', '2026-10-20', {
        ...{ outcome: 'disclosed', grounds: ['provided'], byOrderOf: '示例区人民法院行政判决', order: 'R7' },
      }),
    );
  };

  it('has a number of its own: that of the register is not printed, the number is asked for', async () => {
    await ordered();
    expect(missingIn(await issue('reply'))).toEqual(['责令文书']);
    const text = await textOf(await issue('reply', { 责令文书: '（2026）示01行初7号' }));
    expect(text).toContain('示例区人民法院行政判决（（2026）示01行初7号，');
    expect(text).not.toContain('R7');
  });

  it('is of the day on which it was given, not of the judgment that upheld it', async () => {
    await ordered();
    const text = await textOf(await issue('reply', { 责令文书: '（2026）示01行初7号' }));
    expect(text).toContain('2026年8月3日作出');
    expect(text).not.toContain('2026年10月12日');
  });
});

describe('条例 art. 36(5): the reason', () => {
  it('stands beside that of a part that is withheld', async () => {
    await replied('partiallyDisclosed');
    const parts = {
      答复依据: '过程稿\n不属于本机关负责公开',
      不予公开部分: '附件一',
      理由: '尚未定稿',
      无法提供部分: '附件二',
    };
    expect(missingIn(await issue('reply', parts))).toEqual(['无法提供的理由']);
    const text = await textOf(await issue('reply', { ...parts, 无法提供的理由: '由示例区财政局制作' }));
    expect(text).toContain('不予公开的理由：尚未定稿');
    expect(text).toContain('\n无法提供的理由：由示例区财政局制作');
  });
});

describe('the remedy of a part that is refused', () => {
  it('leaves the way to the court open for the other part', async () => {
    await replied('partiallyDisclosed');
    const typed = {
      答复依据: '过程稿\n经检索没有所申请公开的信息',
      不予公开部分: '附件一',
      理由: '尚未定稿',
      无法提供部分: '附件二',
      检索情况: '已检索',
    };
    expect(await textOf(await issue('reply', typed))).toContain(
      '十五日内向示例区人民法院提起行政诉讼；对本答复的其他部分不服的，也可以自收到本答复之日起六个月内直接向示例区人民法院提起行政诉讼。',
    );
  });
});

/** A template of the product as an office may have changed it. */
const changedTemplate = (template: TemplateName, change: (xml: string) => string): Buffer =>
  writeZip(
    readZip(defaultTemplate(template)).map(({ name, bytes }) => ({
      name,
      bytes: Buffer.from(change(String(bytes))),
    })),
  );

describe('an extension while a consultation runs', () => {
  const extended = step('ExtendReply', '2026-03-12', {
    ...{ workingDays: 10, approvedBy: '负责人', reason: '档案较多' },
  });
  const consulted = step('ConsultThirdParty', '2026-03-04', { party: '样本公司' });

  it('tells no last day that is only the earliest there can be', async () => {
    await office().carryOut(registered('甲1'), consulted, extended);
    const text = await textOf(await issue('extension'));
    expect(text).toContain('同意，延长10个工作日予以答复；征求意见所需时间不计算在答复期限内。');
    expect(text).not.toContain('答复期限延长至');
  });

  it('is not told by a template that knows only a certain day', async () => {
    await office().carryOut(registered('甲1'), consulted, extended);
    const document = changedTemplate('extension', (xml) =>
      xml
        .replace('{{如有 延长后期限}}', '')
        .replace(/<w:p>(?:(?!<w:p>)[\s\S])*?如无 延长后期限[\s\S]*?<\/w:p>/, ''),
    );
    const text = document.toString('base64');
    const digest = digestOf(document);
    await office().carryOut({ command: 'SetLetterTemplate', template: 'extension', digest, document: text });
    expect(missingIn(await issue('extension'))).toEqual(['模板中的“如无 延长后期限”']);
  });
});
