import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const settled = () => officeSettings(office.web.house.log, 'default').policies();
const actor = { user: 'li', role: 'officer', via: 'form' } as const;
async function does(fields: Fields): Promise<void> {
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  expect(done, JSON.stringify(done)).toMatchObject({ ok: true });
}
async function mediated(): Promise<void> {
  await does({ command: 'OpenAppeal', case: '复1', kind: 'review', on: '2026-03-02', otherAct: '未公开' });
  await does({ command: 'ConcludeAppeal', case: '复1', on: '2026-04-02', means: 'mediated73' });
}

describe('what the law leaves open', () => {
  it('is one list for an administrator: how each stands, what it rests on and how sure that is', async () => {
    const admin = await office.visitor('wang', 'admin');
    const { text } = await admin.get('/policies');
    expect(text).toContain('<a href="/policies/table4By">审结的复议、诉讼计入哪一年的表四</a>');
    expect(text).toContain('默认');
    expect(text).toContain('见于实务，条文没有写明');
    const officer = await office.visitor('li', 'officer');
    expect((await officer.get('/policies')).status).toBe(403);
    expect((await admin.get('/policies/perhaps')).status).toBe(404);
  });

  it('shows before it is set which cells of open years would change, with their cases', async () => {
    await mediated();
    const admin = await office.visitor('wang', 'admin');
    const { text } = await admin.get('/policies/mediatedAppeals');
    expect(text).toContain('改为：结果纠正');
    expect(text).toContain('2 个单元格因此改变。');
    expect(text).toContain('>复1</a>');
    expect(await settled()).toMatchObject({ mediatedAppeals: 'other' });
  });

  it('of several other values one is looked at, and the others are a step away', async () => {
    await mediated();
    const admin = await office.visitor('wang', 'admin');
    const first = await admin.get('/policies/table4By');
    expect(first.text.match(/<h2>改为：/g)).toHaveLength(1);
    expect(first.text).toContain('href="/policies/table4By?value=effect"');
    expect(first.text).toMatch(/href="\/policies\/table4By\?value=service" aria-current="page"/);
    const { text } = await admin.get('/policies/table4By?value=effect');
    expect(text).toMatch(/href="\/policies\/table4By\?value=effect" aria-current="page"/);
    expect(text).toContain('name="reach-effect"');
    expect(text).not.toContain('name="reach-service"');
    const sent = { 'reach-effect': 'fromNow' };
    await admin.fillIn('/policies/table4By?value=effect', sent, '/policies/table4By');
    expect(await settled()).toMatchObject({ table4By: 'effect' });
  });

  it('is confirmed there, for the open years or from now on', async () => {
    await mediated();
    const admin = await office.visitor('wang', 'admin');
    const sent = { value: 'corrected', 'reach-corrected': 'openYears' };
    const { status, location } = await admin.fillIn('/policies/mediatedAppeals', sent);
    expect([status, location]).toEqual([303, '/policies/mediatedAppeals?saved=1']);
    expect(await settled()).toMatchObject({ mediatedAppeals: 'corrected' });
    expect((await admin.get('/appeals/复1')).text).toContain('按改变后的做法');
    const later = { value: 'dispatch', 'reach-dispatch': 'fromNow' };
    await admin.fillIn('/policies/hotlineLimitFrom', later);
    expect((await admin.get('/policies')).text).toContain('派发承办单位，改派的重新起算');
  });

  it('tells of one that no recorded case follows that it is for what is entered from now on', async () => {
    const admin = await office.visitor('wang', 'admin');
    await admin.fillIn('/policies/appealLinks', { value: 'optional' });
    const { text } = await admin.get('/policies/appealLinks');
    expect(text).toContain('，以后登记的');
    expect(text).not.toContain('各年度');
  });

  it('refuses what is none of the choices', async () => {
    const admin = await office.visitor('wang', 'admin');
    const { status, text } = await admin.fillIn('/policies/splitPolicy', { value: 'perhaps' });
    expect(status).toBe(422);
    expect(text).toContain('data-code="badChoice"');
  });
});

describe('by programs', () => {
  it('the list and the preview are read, and a value that is none is a problem', async () => {
    await mediated();
    const admin = await office.visitor('wang', 'admin');
    const list = JSON.parse((await admin.get('/api/v1/policies')).text);
    expect(list.items).toContainEqual({
      ...{ policy: 'mediatedAppeals', value: 'other', default: 'other', values: ['other', 'corrected'] },
      ...{ since: null, followed: true },
    });
    const preview = await admin.get('/api/v1/policies/mediatedAppeals/preview?value=corrected');
    expect(JSON.parse(preview.text)).toMatchObject({
      follow: 1,
      cells: [
        { cell: 'table4.review.corrected', year: 2026, before: 0, after: 1, cases: ['复1'], unknown: [] },
        { cell: 'table4.review.other', year: 2026, before: 1, after: 0 },
      ],
    });
    const wrong = await admin.get('/api/v1/policies/mediatedAppeals/preview?value=perhaps');
    expect([wrong.status, JSON.parse(wrong.text).field]).toEqual([422, 'value']);
  });
});

describe('the rates of the hotline', () => {
  it('are shown as they would be, and taken so for the years that are open', async () => {
    const at = '2026-11-02T09:00:00+08:00';
    for (const [number, satisfaction] of [
      ['T1', 'satisfied'],
      ['T2', 'fairlySatisfied'],
    ] as const) {
      const call = { command: 'RegisterHotlineCase', case: number, at, source: '12345热线' };
      await does({ ...call, type: 'consultation' });
      await does({ command: 'AcceptHotlineCase', case: number, at });
      await does({ command: 'Dispatch', case: number, at, department: '水务局' });
      for (const command of ['ReplyToCaller', 'CloseHotlineCase']) await does({ command, case: number, at });
      await does({ command: 'RecordFollowUp', case: number, at, satisfaction });
    }
    const admin = await office.visitor('wang', 'admin');
    const page = await admin.get('/policies/hotlineSatisfied');
    expect(page.text).toMatch(/100(?:\.00)?%[\s\S]*50(?:\.00)?%/);
    await admin.fillIn('/policies/hotlineSatisfied', { value: 'fullyOnly', 'reach-fullyOnly': 'openYears' });
    const { hotline } = JSON.parse((await admin.get('/api/v1/reports/2026')).text);
    expect([hotline.satisfied, hotline.rated, hotline.satisfactionRate]).toEqual([1, 2, 0.5]);
    const cell = encodeURIComponent('hotline.satisfied');
    expect((await admin.get(`/tables/2026/cell?name=${cell}`)).text).toContain('T1');
    expect((await admin.get(`/tables/2026/cell?name=${cell}`)).text).not.toContain('>T2<');
  });
});
