import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultTemplate } from '#shared/correspondence/default-template.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { readZip, writeZip } from '#shared/documents/zip.ts';
import { groundText } from '#shared/glossary/grounds.ts';
import { registered, SETTINGS, textOfDocx } from '../support/letter-office.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

const LETTERS = '/applications/A1/letters';
const ON = '2026-03-04';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function record(...commands: readonly Fields[]): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  for (const fields of commands) {
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(done.code);
  }
}
const settle = () => record({ command: 'SetLetterSettings', ...SETTINGS });
const refusedCase = () =>
  record(registered('A1'), { command: 'Reply', case: 'A1', on: ON, outcome: 'refused.stateSecret' });

/** The template of a receipt as an office would have changed it in Word. */
function reworded(before: string, after: string): Buffer {
  const entries = readZip(defaultTemplate('receipt')).map(({ name, bytes }) => {
    const text = bytes.toString('utf8').replace(before, after);
    return { name, bytes: Buffer.from(text) };
  });
  return writeZip(entries);
}

async function bytesAt(who: Visitor, path: string): Promise<{ headers: Headers; bytes: Buffer }> {
  const headers = { host: 'localhost', cookie: who.cookie() };
  const answer = await office.app.request(path, { headers });
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const textAt = async (path: string): Promise<string> => textOfDocx((await bytesAt(li, path)).bytes);
const send = (kind: string, fields: Record<string, string> = {}) =>
  li.fillIn(`${LETTERS}/${kind}`, { do: 'issue', ...fields });

describe('the letters of a case', () => {
  beforeEach(settle);

  it('are reached from its page, those whose step was taken', async () => {
    await record(registered('A1'));
    expect((await li.get('/applications/A1')).text).toContain(`href="${LETTERS}"`);
    const { text } = await li.get(LETTERS);
    expect(text).toContain(`href="${LETTERS}/receipt?about=`);
    expect(text).not.toContain(`${LETTERS}/reply`);
    expect((await li.get(`${LETTERS}/reply`)).status).toBe(404);
    expect((await li.get('/applications/NONE/letters')).status).toBe(404);
  });

  it('go out with a number into the history, and open with the facts of the case', async () => {
    await record(registered('A1'));
    const sent = await send('receipt');
    expect(sent.status).toBe(303);
    const page = (await li.get(sent.location ?? '')).text;
    expect(page).toContain('已制发登记回执，文号 示政数公开登〔2026〕1号');
    expect(page).toMatch(/登记回执.*2026-11-23.*已制发/s);
    expect((await li.get('/applications/A1')).text).toContain('示政数公开登〔2026〕1号');
    const { headers } = await bytesAt(li, `${LETTERS}/receipt/file`);
    expect(headers.get('content-type')).toBe(DOCX);
    expect(headers.get('content-disposition')).toMatch(/^attachment; /);
    const text = await textAt(`${LETTERS}/receipt/file`);
    for (const fact of [
      '王建国：',
      'A1',
      '示范路改造工程<验收>备案表 & 附件',
      '2026年3月30日',
      '示政数公开登〔2026〕1号',
    ])
      expect(text).toContain(fact);
  });

  it('go out with the step they tell of, at once where the case holds all of it', async () => {
    await record(registered('A1'));
    const step = '/applications/A1/steps/RequestCorrection';
    expect((await li.get(step)).text).toContain('登记并制发补正告知书');
    const fields = { on: '2026-03-05', items: '请写明年份', respondBy: '2026-03-20', do: 'letter' };
    const sent = await li.fillIn(step, fields);
    expect(sent.location).toMatch(/^\/applications\/A1\/letters\?issued=/);
    expect((await li.get(sent.location ?? '')).text).toContain('已制发补正告知书');
    expect(await textAt(`${LETTERS}/correction/file`)).toContain('请写明年份');
  });

  it('are next where something is still to be typed, and are no business of the counter', async () => {
    await record(registered('A1', { channel: 'online' }));
    const wu = await office.visitor('wu', 'intake');
    const confirm = '/applications/A1/steps/ConfirmReceipt';
    expect((await wu.get(confirm)).text).not.toContain('登记并制发');
    const confirmed = await wu.fillIn(confirm, { on: '2026-03-03', do: 'letter' });
    expect(confirmed.location).toBe('/applications/A1?done=ConfirmReceipt');
    const reply = '/applications/A1/steps/Reply';
    const replied = await li.fillIn(reply, { on: ON, outcome: 'refused.stateSecret', do: 'letter' });
    expect(replied.location).toMatch(/^\/applications\/A1\/letters\/reply\?about=/);
    expect((await li.get(replied.location ?? '')).text).toContain('id="f-理由"');
  });

  it('ask for the fact the case does not hold, name it with its article, and keep what was typed', async () => {
    await refusedCase();
    expect((await li.get(LETTERS)).text).toContain('理由（《政府信息公开条例》第三十六条）');
    const form = (await li.get(`${LETTERS}/reply`)).text;
    expect(form).toContain('<textarea id="f-理由"');
    expect(form).not.toContain('id="f-检索情况"');
    const back = await send('reply', { 补充说明: '补充<一句>' });
    expect(back.status).toBe(422);
    expect(back.text).toContain('href="#f-理由"');
    expect(back.text).toContain('理由：此项必填（《政府信息公开条例》第三十六条）');
    expect(back.text).toContain('补充&lt;一句&gt;');
    expect((await li.get(LETTERS)).text).not.toContain('已制发');
    expect((await send('reply', { 理由: '确定为秘密级\r\n第二行' })).status).toBe(303);
    expect(await textAt(`${LETTERS}/reply/file`)).toContain('确定为秘密级');
  });

  it('are the same bytes when sent twice, under one number', async () => {
    await record(registered('A1'));
    const fields = { ...hiddenFields((await li.get(`${LETTERS}/receipt`)).text, `${LETTERS}/receipt`) };
    await li.post(`${LETTERS}/receipt`, { ...fields, do: 'issue' });
    const { bytes } = await bytesAt(li, `${LETTERS}/receipt/file`);
    expect((await li.post(`${LETTERS}/receipt`, { ...fields, do: 'issue' })).status).toBe(303);
    expect((await bytesAt(li, `${LETTERS}/receipt/file`)).bytes.equals(bytes)).toBe(true);
    expect((await li.get('/applications/A1')).text).not.toContain('〔2026〕2号');
  });

  it('are replaced with a reason alone, and once though it was sent twice', async () => {
    await record(registered('A1'));
    await send('receipt');
    const without = await send('receipt');
    expect(without.status).toBe(422);
    expect(without.text).toContain('重新制发的理由：此项必填');
    const hidden = hiddenFields((await li.get(`${LETTERS}/receipt`)).text, `${LETTERS}/receipt`);
    const fields = { ...hidden, do: 'issue', reason: '漏盖章' };
    await li.post(`${LETTERS}/receipt`, fields);
    await li.post(`${LETTERS}/receipt`, fields);
    expect(await textAt(`${LETTERS}/receipt/file`)).toContain('登〔2026〕2号');
    const { text } = await li.get('/applications/A1');
    expect(text).toContain('漏盖章');
    expect(text).not.toContain('〔2026〕3号');
  });

  it('come as a draft without number or record', async () => {
    await refusedCase();
    const page = (await li.get(`${LETTERS}/reply`)).text;
    const body = new URLSearchParams({
      ...hiddenFields(page, `${LETTERS}/reply`),
      do: 'draft',
      理由: '秘密',
    });
    const headers = { host: 'localhost', cookie: li.cookie() };
    const answer = await office.app.request(`${LETTERS}/reply`, { method: 'POST', body, headers });
    const text = await textOfDocx(new Uint8Array(await answer.arrayBuffer()));
    expect(text).toContain('草稿');
    expect(text).toContain('不予公开的理由：秘密');
    expect((await li.get(LETTERS)).text).not.toContain('已制发');
  });

  it('are for the auditor to see and take home, not to issue', async () => {
    await record(registered('A1'));
    await send('receipt');
    const auditor = await office.visitor('shen', 'auditor');
    const { text } = await auditor.get(LETTERS);
    expect(text).toContain('示政数公开登〔2026〕1号');
    expect(text).not.toContain('重新制发');
    expect((await bytesAt(auditor, `${LETTERS}/receipt/file`)).headers.get('content-type')).toBe(DOCX);
    expect((await auditor.get(`${LETTERS}/receipt`)).status).toBe(403);
    expect((await auditor.post(`${LETTERS}/receipt`, { do: 'issue' })).status).toBe(403);
  });
});

describe('the letter before it goes out', () => {
  beforeEach(settle);

  it('is seen on the page of its form as it will be printed, and looking at it takes no number', async () => {
    await refusedCase();
    const { text } = await li.get(`${LETTERS}/reply`);
    const sheet = text.slice(text.indexOf('class="letter-page"'));
    expect(sheet).toContain('示例区政务服务数据管理局');
    expect(sheet).toContain('（文号待编）');
    expect(sheet).toContain('属于依法确定为国家秘密的政府信息');
    expect(sheet).toContain('不予公开的理由：＿＿＿＿＿＿');
    expect(text).not.toMatch(/ style="/);
    const seen = await send('reply', { do: 'preview', 理由: '确定为秘密级<5年>' });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('不予公开的理由：确定为秘密级&lt;5年&gt;');
    expect(seen.text).toContain('>确定为秘密级&lt;5年&gt;</textarea>');
    expect((await li.get(LETTERS)).text).not.toContain('已制发');
    await send('reply', { 理由: '确定为秘密级' });
    expect(await textAt(`${LETTERS}/reply/file`)).toContain('答〔2026〕1号');
  });

  it('follows the grounds that are ticked, several of them', async () => {
    await record(registered('A1'), { command: 'Reply', case: 'A1', on: ON, outcome: 'partiallyDisclosed' });
    expect((await li.get(`${LETTERS}/reply`)).text).toContain('答复依据（《政府信息公开条例》第三十六条）');
    const form = (await li.get(`${LETTERS}/reply`)).text;
    const body = new URLSearchParams({ ...hiddenFields(form, `${LETTERS}/reply`), do: 'preview' });
    body.append('答复依据', groundText('tradeSecret'));
    body.append('答复依据', groundText('draft'));
    const headers = { host: 'localhost', cookie: li.cookie() };
    const answer = await office.app.request(`${LETTERS}/reply`, { method: 'POST', body, headers });
    const text = await answer.text();
    expect(text).toContain(
      '涉及商业秘密，公开会对第三方合法权益造成损害，属于行政机关在履行行政管理职能过程中形成的过程稿',
    );
    expect(text).toContain('第十五条、第十六条第二款、第三十六条第三项');
    expect(text).not.toContain('无法提供：');
  });
});

describe('the settings of an office', () => {
  let admin: Visitor;
  beforeEach(async () => {
    admin = await office.visitor('chen', 'admin');
  });

  it('are the admin’s, and what they lack is named on the letter', async () => {
    await refusedCase();
    for (const role of ['intake', 'officer', 'auditor'] as const) {
      const visitor = await office.visitor(`a-${role}`, role);
      expect((await visitor.get('/letters')).status).toBe(403);
      expect((await visitor.get('/')).text).not.toContain('href="/letters"');
    }
    expect((await send('reply', { 理由: '秘密' })).text).toContain(
      '复议机关：此项必填（《行政复议法》第二十三条）',
    );
    expect((await admin.get('/calendar')).text).toContain('<a href="/office">机关信息</a>');
    expect((await admin.get('/policies')).text).toContain('<a href="/letters">文书设置</a>');
    expect((await admin.fillIn('/letters', SETTINGS)).location).toBe('/letters?saved=settings');
    expect((await admin.get('/letters')).text).toContain('value="示例区人民法院"');
    expect((await send('reply', { 理由: '秘密' })).text).toContain('机关名称：此项必填');
    await admin.fillIn('/office', { name: SETTINGS.organName });
    expect((await send('reply', { 理由: '秘密' })).status).toBe(303);
  });

  it('choose the remedy of the rows that the sources leave open, and of no other', async () => {
    await settle();
    await record(registered('A1'), { command: 'Reply', case: 'A1', on: ON, outcome: 'disclosed' });
    const { text } = await admin.get('/letters');
    expect(text).toContain('name="remedy.disclosed"');
    expect(text).not.toContain('name="remedy.refused.stateSecret"');
    await admin.fillIn('/letters', { ...SETTINGS, 'remedy.disclosed': 'reviewFirst' });
    await send('reply', { 提供方式: '电子邮件', 答复依据: groundText('provided') });
    expect(await textAt(`${LETTERS}/reply/file`)).toContain('应当先申请行政复议');
    expect((await admin.fillIn('/letters', { 'remedy.disclosed': 'never' })).status).toBe(422);
  });

  it('that are too long are turned back at the field', async () => {
    const back = await admin.fillIn('/letters', { ...SETTINGS, court: '长'.repeat(101) });
    expect(back.status).toBe(422);
    expect(back.text).toContain('href="#f-court"');
    expect(back.text).toContain('长'.repeat(101));
  });

  const PAGE = '/letters/templates/receipt';
  async function upload(document: Buffer): Promise<{ status: number; text: string }> {
    const body = new FormData();
    for (const [name, value] of Object.entries(hiddenFields((await admin.get(PAGE)).text, PAGE)))
      body.set(name, value);
    body.set('document', new File([new Uint8Array(document)], '模板.docx', { type: DOCX }));
    const headers = { host: 'localhost', cookie: admin.cookie() };
    const answer = await office.app.request(PAGE, { method: 'POST', body, headers });
    return { status: answer.status, text: await answer.text() };
  }

  it('take no template that lacks what the law wants, and say in Chinese what it lacks', async () => {
    const back = await upload(defaultTemplate('extension'));
    expect(back.status).toBe(422);
    expect(back.text).toContain('缺少法定内容的占位符：答复期限');
    expect((await upload(Buffer.from('no document'))).text).toContain('不是完好的 Word 文档');
    expect((await admin.fillIn(PAGE, {})).text).toContain('Word 文件：此项必填');
    expect((await admin.get(PAGE)).text).not.toContain('本机关模板');
  });

  it('take a template made in Word, give it back, and go back to the product’s', async () => {
    await record(registered('A1'));
    expect((await upload(reworded('特此告知。', '特此函告。'))).status).toBe(303);
    expect((await admin.get(PAGE)).text).toContain('本机关模板');
    expect(await textOfDocx((await bytesAt(admin, `${PAGE}/file`)).bytes)).toContain('特此函告。');
    await settle();
    await send('receipt');
    expect(await textAt(`${LETTERS}/receipt/file`)).toContain('特此函告。');
    expect((await admin.fillIn(PAGE, {}, `${PAGE}/reset`)).status).toBe(303);
    expect((await admin.get(PAGE)).text).not.toContain('本机关模板');
    expect((await bytesAt(admin, `${PAGE}/file`)).bytes.equals(defaultTemplate('receipt'))).toBe(true);
  });
});
