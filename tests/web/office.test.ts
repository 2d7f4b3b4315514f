import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** A folder as it is on its first day: the administrator comes, and the office has no name. */
let office: WebOffice;
let admin: Visitor;
const NAME = '某市政务服务和数据管理局';
beforeEach(async () => {
  office = await openWebOffice();
  admin = await office.visitor('wang', 'admin');
});
afterEach(() => office.close());

describe('the name of an office', () => {
  it('is asked for on the first page, and is then on report, letters and every page', async () => {
    expect((await admin.get('/')).text).toContain('先写明机关名称');
    expect((await admin.fillIn('/', { name: NAME }, '/office')).location).toBe('/office?saved=1');
    expect((await admin.get('/')).text).not.toContain('先写明机关名称');
    expect((await admin.get('/reports/2025/sheet')).text).toContain(`${NAME}2025年`);
    expect((await admin.get('/letters')).text).toContain(`发文机关为“${NAME}”`);
    expect((await admin.get('/calendar')).text).toContain(`${NAME}台账</title>`);
  });

  it('is not asked of others, who cannot give it', async () => {
    const li = await office.visitor('li', 'officer');
    expect((await li.get('/')).text).not.toContain('先写明机关名称');
    expect((await li.get('/office')).status).toBe(403);
    expect((await li.post('/office', { name: NAME })).status).toBe(403);
  });

  it.each([
    ['本机关', '还没有写明机关名称'],
    ['', '机关名称：此项必填'],
    ['长'.repeat(101), '机关名称：文字过长'],
  ])('is turned back at the field: %j', async (typed, words) => {
    const back = await admin.fillIn('/office', { name: typed, shortName: '数据局' });
    expect(back.status).toBe(422);
    expect(back.text).toContain('href="#f-name"');
    expect(back.text).toContain(words);
    expect(back.text).toContain('value="数据局"');
  });

  it('has a short form for the head of each page, a word for numbers, and a superior', async () => {
    const fields = { name: NAME, shortName: '市数据局', numberWord: '某数公开', superior: '某市人民政府' };
    await admin.fillIn('/office', fields);
    const { text } = await admin.get('/office');
    expect(text).toContain('<span class="brand-office">市数据局</span>');
    for (const typed of Object.values(fields)) expect(text).toContain(`value="${typed}"`);
    await admin.fillIn('/office', { ...fields, shortName: '' });
    expect((await admin.get('/office')).text).toContain(`<span class="brand-office">${NAME}</span>`);
  });

  it('that letters alone had is offered, and goes with the first saving', async () => {
    const settings = { command: 'SetLetterSettings', organName: '某市数据局' };
    const of = { office: 'default', actor: { user: 'wang', role: 'admin', via: 'cli' } as const };
    await executeCommand(office.web.house, { ...of, fields: settings });
    expect((await admin.get('/office')).text).toContain('value="某市数据局"');
    await executeCommand(office.web.house, { ...of, fields: { command: 'DescribeOffice', name: NAME } });
    expect((await admin.get('/office')).text).toContain('文书原来另有名称“某市数据局”');
    await admin.fillIn('/office', { name: NAME });
    expect((await admin.get('/office')).text).not.toContain('文书原来另有名称');
  });

  it('is missing where a year is to be signed, with the way to where it is written', async () => {
    const { text } = await admin.get('/reports/2025/ready');
    expect(text).toContain('data-code="officeUnnamed"');
    expect(text).toContain('<a href="/office">填写机关信息</a>');
    expect(text).toContain('data-code="sectionUntouched"');
    expect(text).toContain('<a href="/reports/2025/sections/5">五、存在的主要问题及改进情况</a>');
  });
});
