/** What was typed wrongly, put right on the pages: texts, channel, what a correction brought. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

const actor = { user: 'li', role: 'officer', via: 'form' } as const;
async function done(fields: Fields): Promise<void> {
  const execution = await executeCommand(office.web.house, { office: 'default', actor, fields });
  if (!execution.ok) throw new Error(`${execution.code} ${execution.field} ${JSON.stringify(fields)}`);
}
const application = (more: Fields = {}): Fields => ({
  ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-11-02' },
  applicant: { type: 'naturalPerson', name: '张三', contact: '13812345678' },
  subject: '规划图',
  ...more,
});
const AT = '/applications/A1';
const STEP = (command: string): string => `${AT}/steps/${command}`;

describe('更正文字', () => {
  beforeEach(() => done(application()));

  it('lists every text as it reads today, and several go with one reason', async () => {
    const { text } = await li.get(STEP('CorrectText'));
    expect(text).toContain('value="张三"');
    expect(text).toContain('value="13812345678"');
    const form = { 'text-applicantName': '张珊', 'text-subject': '总体规划图', reason: '录入时看错' };
    expect(await li.fillIn(STEP('CorrectText'), form)).toMatchObject({
      status: 303,
      location: `${AT}?done=CorrectText`,
    });
    const page = (await li.get(AT)).text;
    expect(page).toMatch(/<h1>总体规划图/);
    expect(page).toMatch(/原申请人.*张三.*申请人.*张珊/s);
    expect(page).toMatch(/更正理由.*录入时看错/s);
  });

  it('hides old and new contact by the same rule, and shows both to who asks for them', async () => {
    await li.fillIn(STEP('CorrectText'), { 'text-contact': '13900008888', reason: '写错' });
    const { text } = await li.get(AT);
    expect(text).toContain('139****8888');
    expect(text).toContain('138****5678');
    expect(text).not.toMatch(/13812345678|13900008888/);
    expect((await li.get(await li.revealed(AT))).text).toMatch(/13812345678.*13900008888/s);
  });

  it('notes that the form shows everything in full', async () => {
    await li.get(STEP('CorrectText'));
    const [revealed] = await office.audited({ what: 'revealed' });
    expect(revealed?.on).toEqual({ kind: 'application', number: 'A1' });
  });

  it('a blank takes the contact out; a field that was not sent takes out nothing', async () => {
    await li.fillIn(STEP('CorrectText'), { 'text-contact': '', reason: '是别人的' });
    const { text } = await li.get(AT);
    expect(text).toMatch(/<dt>联系方式<\/dt><dd>删去/);
    expect(text).toContain('张三');
  });

  it('without a reason, or without a subject, says so at the field and keeps what was typed', async () => {
    const sent = await li.fillIn(STEP('CorrectText'), { 'text-subject': '', 'text-applicantName': '张珊' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('value="张珊"');
    expect(sent.text).toMatch(/href="#f-reason"/);
    const again = await li.fillIn(STEP('CorrectText'), { 'text-subject': '', reason: '甲' });
    expect(again.text).toMatch(/href="#f-text-subject"/);
  });

  it('is offered to the counter until the case is concluded', async () => {
    const intake = await office.visitor('wang', 'intake');
    expect((await intake.get(AT)).text).toContain('steps/CorrectText');
    await done({ command: 'Reply', case: 'A1', on: '2026-11-20', outcome: 'disclosed' });
    expect((await intake.get(AT)).text).not.toContain('steps/CorrectText');
    expect((await li.get(AT)).text).toContain('steps/CorrectText');
  });

  it('reaches what was said at a step', async () => {
    await done({
      command: 'RequestCorrection',
      case: 'A1',
      on: '2026-11-03',
      items: '文好',
      respondBy: '2026-11-20',
    });
    await li.fillIn(STEP('CorrectText'), { 'text-2.1-items': '文号', reason: '错字' });
    expect((await li.get(AT)).text).toMatch(/原需要补正的事项.*文好.*需要补正的事项.*文号/s);
  });
});

describe('收到补正', () => {
  beforeEach(async () => {
    await done(application());
    await done({
      command: 'RequestCorrection',
      case: 'A1',
      on: '2026-11-03',
      items: '身份证明',
      respondBy: '2026-11-30',
    });
  });

  it('asks first for what is missing, says what was asked, and the banner follows', async () => {
    expect((await li.get(AT)).text).toContain('还不齐全');
    const { text } = await li.get(STEP('RecordCorrection'));
    expect(text).toContain('补正告知的要求：身份证明');
    expect(text.indexOf('id="f-identity"')).toBeLessThan(text.indexOf('id="f-subject"'));
    expect(text).not.toContain('13812345678');
    await li.fillIn(STEP('RecordCorrection'), { on: '2026-11-20', identity: '护照E1', subject: '规划图' });
    const page = (await li.get(AT)).text;
    expect(page).not.toContain('还不齐全');
    expect(page).toContain('随补正材料补充');
  });
});

describe('更正申请渠道', () => {
  it('shows how the dates move before it saves, once', async () => {
    await done(application({ submittedOn: '2026-11-02' }));
    const form = { channel: 'post', signedForOn: '2026-11-05', reason: '选错' };
    const shown = await li.fillIn(STEP('CorrectFact'), form);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain(
      '收到日期由 2026-11-02 改为 2026-11-05，答复期限由 2026-11-30 改为 2026-12-03',
    );
    expect((await li.get(AT)).text).toMatch(/<dt>收到日期<\/dt><dd>2026-11-02/);
    const [, seen = ''] = /name="shown" value="([^"]*)"/.exec(shown.text) ?? [];
    expect(await li.fillIn(STEP('CorrectFact'), { ...form, shown: seen })).toMatchObject({ status: 303 });
    const page = (await li.get(AT)).text;
    expect(page).toMatch(/<dt>收到日期<\/dt><dd>2026-11-05/);
    expect(page).toMatch(/<dt>申请渠道<\/dt><dd>邮寄/);
  });

  it('asks for the day that the channel goes by, with the article', async () => {
    await done(application());
    const sent = await li.fillIn(STEP('CorrectFact'), { channel: 'online', reason: '选错' });
    expect(sent.status).toBe(422);
    expect(sent.text).toMatch(/双方确认日期：网络提交的，收到之日另有一天，请填写（.*第三十一条）/);
  });
});

describe('拆分办理', () => {
  it('numbers the parts after the paper where nobody types numbers', async () => {
    await done(application());
    await li.fillIn(STEP('SplitApplication'), { on: '2026-11-20', parts: '3' });
    expect((await li.get(AT)).text).toMatch(/A1-1.*A1-2.*A1-3/s);
    expect((await li.get('/applications/A1-3')).status).toBe(200);
  });
});

describe('what the page offers', () => {
  const lists = (text: string) => {
    const [, now = '', late = ''] = /现在可以办理(.*?)(?:补录以前的步骤(.*?))?<\/aside>/s.exec(text) ?? [];
    return { now, late };
  };

  it('on the day of the reply is no step that was lawful only before it', async () => {
    await done(application({ submittedOn: '2026-11-20' }));
    await done({ command: 'Reply', case: 'A1', on: '2026-11-23', outcome: 'disclosed' });
    const { now, late } = lists((await li.get(AT)).text);
    for (const command of ['RequestCorrection', 'ConsultThirdParty', 'SendFeeNotice', 'ExtendReply']) {
      expect(now).not.toContain(`steps/${command}`);
      expect(late).toContain(`steps/${command}`);
    }
    for (const command of ['Archive', 'RedoReply', 'ReviseReply']) expect(now).toContain(`steps/${command}`);
  });

  it('as the end of the period for a correction is a working day', async () => {
    office.setNow('2026-11-27T09:30:00.000+08:00');
    await done(application({ submittedOn: '2026-11-20' }));
    // fifteen days on is Saturday, 12 December
    const zhao = await office.visitor('zhao', 'officer');
    expect((await zhao.get(STEP('RequestCorrection'))).text).toContain('value="2026-12-14"');
  });

  it('where there is one choice, is chosen', async () => {
    await done(application({ submittedOn: '2026-11-20' }));
    await done({ command: 'ConsultThirdParty', case: 'A1', on: '2026-11-21', party: '某公司' });
    const { text } = await li.get(STEP('RecordThirdPartyReply'));
    expect(text).toMatch(/<option value="某公司" selected/);
  });
});
