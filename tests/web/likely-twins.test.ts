/** Who applies again is known again: beside the form, before it is saved, on the page of the case, with the reply. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { isAlike } from '#shared/search/likely-twins.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

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
  if (!execution.ok) throw new Error(`${execution.code} ${execution.field}`);
}
const earlier = (more: Fields = {}): Fields => ({
  ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-10-12' },
  applicant: { type: 'naturalPerson', name: '张三', identity: '440307199001011234', contact: '13812345678' },
  subject: '2025年部门预算',
  ...more,
});
const FORM = {
  ...{
    channel: 'inPerson',
    submittedOn: '2026-11-20',
    applicantType: 'naturalPerson',
    applicantName: '张三',
  },
  ...{ identity: '440307199001011234', contact: '13812345678', subject: '2025 年部门预算。', do: 'save' },
};
const send = (change: Record<string, string> = {}) =>
  li.fillIn('/applications/new', { ...FORM, ...change }, '/applications');

describe('an application that is perhaps there already', () => {
  beforeEach(() => done(earlier()));

  it('is shown once before it is saved, nothing typed is lost, and the second time it is saved', async () => {
    const shown = await send();
    expect(shown.status).toBe(200);
    expect(shown.text).toMatch(/还没有登记.*href="\/applications\/A1".*仍要登记的，再提交一次/s);
    expect(shown.text).toContain('value="张三"');
    const again = await li.post('/applications', { ...hiddenFields(shown.text, '/applications'), ...FORM });
    expect(again.status).toBe(303);
    expect((await li.get(again.location ?? '')).text).toContain('2025 年部门预算。');
  });

  it('two clicks on the second are one application, and no warning of itself', async () => {
    const shown = await send();
    const sent = { ...hiddenFields(shown.text, '/applications'), ...FORM };
    const [first, second] = [await li.post('/applications', sent), await li.post('/applications', sent)];
    expect(second).toMatchObject({ status: 303, location: first.location });
  });

  it('is asked about no more where the person or the matter is another', async () => {
    expect((await send({ subject: '2025年部门决算' })).status).toBe(303);
    expect((await send({ subject: '2024年部门预算' })).status).toBe(303);
    const other = { applicantName: '李四', identity: '44030719900101001X', contact: '13900000000' };
    expect((await send(other)).status).toBe(303);
  });

  it('is found by the telephone alone, and not once it was voided', async () => {
    expect((await send({ applicantName: '张叁', identity: '' })).status).toBe(200);
    await done({ command: 'VoidEntry', case: 'A1', on: '2026-11-20', reason: '误登' });
    expect((await send({ applicantName: '张叁', identity: '' })).status).toBe(303);
  });

  it('is found under the name it was corrected to, and no more under the one before', async () => {
    await done({
      command: 'CorrectText',
      case: 'A1',
      texts: { applicantName: '张珊', identity: '', contact: '' },
      reason: '误',
    });
    expect((await send({ identity: '', contact: '' })).status).toBe(303);
    expect((await send({ identity: '', contact: '', applicantName: '张珊' })).status).toBe(200);
  });

  it('stands beside the form where script runs, and with the form as it comes back', async () => {
    const { csrf = '' } = hiddenFields((await li.get('/applications/new')).text, '/applications');
    const identity = '440307199001011234';
    const beside = await li.post('/cases/earlier', {
      csrf,
      kind: 'application',
      form: 'registration',
      identity,
    });
    expect(beside.text).toContain('A1');
    const preview = await send({ do: 'preview' });
    expect(preview.text).toMatch(/该申请人以前的申请.*A1/s);
  });
});

describe('the page of an application', () => {
  it('links the others of its applicant, and the reply says that one alike was answered', async () => {
    await done(earlier());
    await done(earlier({ case: 'A2', submittedOn: '2026-11-02' }));
    await done(earlier({ case: 'A3', submittedOn: '2026-11-03', subject: '规划许可证' }));
    const page = (await li.get('/applications/A2')).text;
    expect(page).toMatch(/该申请人的其他申请（2 件）.*A1.*内容相近/s);
    expect((await li.get('/applications/A2/steps/Reply')).text).not.toContain('重复申请”（条例');
    await done({ command: 'Reply', case: 'A1', on: '2026-10-20', outcome: 'disclosed' });
    expect((await li.get('/applications/A2/steps/Reply')).text).toMatch(
      /A1（2026-10-12）内容相近，已经办结.*重复申请”（条例/s,
    );
    expect((await li.get('/applications/A3/steps/Reply')).text).not.toContain('内容相近');
  });
});

describe('a call', () => {
  const CALL = {
    type: 'complaint',
    source: '12345热线',
    contact: '13812345678',
    ending: 'accepted',
    do: 'save',
  };
  const call = (change: Record<string, string> = {}) =>
    li.fillIn('/hotline/new', { ...CALL, at: '2026-11-23T09:20', ...change }, '/hotline');

  it('of the same telephone and type that day is shown once; another type is not asked about', async () => {
    expect((await call()).status).toBe(303);
    const shown = await call();
    expect(shown.status).toBe(200);
    expect(shown.text).toMatch(/同一电话今天已经登记过同一类型的工单.*RX2026-0000001/s);
    const sent = { ...hiddenFields(shown.text, '/hotline'), ...CALL, at: '2026-11-23T09:25' };
    expect((await li.post('/hotline', sent)).status).toBe(303);
    expect((await call({ type: 'consultation' })).status).toBe(303);
    office.setNow('2026-11-24T09:30:00.000+08:00');
    expect((await call({ at: '2026-11-24T09:20' })).status).toBe(303);
  });

  it('is offered the open one of the same telephone to merge into', async () => {
    await call();
    await call({ type: 'consultation' });
    const { text } = await li.get('/hotline/RX2026-0000002/steps/MergeInto');
    expect(text).toContain('的工单 RX2026-0000001 还在办理');
    expect(text).toContain('value="RX2026-0000001"');
    const link = '/hotline/RX2026-0000002/steps/LinkRepeat';
    expect((await li.get(link)).text).toContain('value="RX2026-0000001"');
    expect((await li.fillIn(link, { of: 'RX2026-0000002' })).status).toBe(422);
    expect((await li.fillIn(link, { of: 'RX2026-0000009' })).status).toBe(422);
    expect((await li.fillIn(link, { of: 'RX2026-0000001' })).status).toBe(303);
    expect((await li.get('/hotline/RX2026-0000002')).text).toMatch(/重复来电.*RX2026-0000001/s);
  });
});

describe('a review', () => {
  it('about an application that has one already is shown once', async () => {
    await done(earlier());
    await done({ command: 'OpenAppeal', kind: 'review', case: 'F1', on: '2026-11-02', application: 'A1' });
    const form = { kind: 'review', on: '2026-11-20', application: 'A1', do: 'save' };
    const shown = await li.fillIn('/appeals/new', form, '/appeals');
    expect(shown.text).toMatch(/案件已经登记.*F1/s);
    const again = await li.post('/appeals', { ...hiddenFields(shown.text, '/appeals'), ...form });
    expect(again.status).toBe(303);
    const suit = { ...form, kind: 'suit', route: 'direct' };
    expect((await li.fillIn('/appeals/new', suit, '/appeals')).status).toBe(303);
  });
});

describe('two subjects', () => {
  it.each([
    ['2025年部门预算', '2025 年部门预算。', true],
    ['某路段改造工程的规划许可证', '关于某路段改造工程的规划许可证的申请', true],
    ['某路段改造工程规划许可证', '某路段改造工程的规划许可', true],
    ['2025年部门预算', '2024年部门预算', false],
    ['预算', '预算执行情况', false],
    ['某路段改造工程的规划许可证', '社保缴费记录', false],
    ['', '', false],
  ])('%s and %s: alike %s', (one, other, alike) => {
    expect(isAlike(one, other)).toBe(alike);
    expect(isAlike(other, one)).toBe(alike);
  });
});
