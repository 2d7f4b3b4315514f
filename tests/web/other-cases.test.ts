import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

async function figure(cell: string): Promise<number> {
  await office.web.house.catchUp();
  return (await office.web.house.views.figures({ office: 'default', year: 2026 })).weight(cell, 2026);
}
const take = (path: string, command: string, fields: Record<string, string>) =>
  chen.fillIn(`${path}/steps/${command}`, fields, `${path}/steps/${command}`);

describe('a call', () => {
  const CALL = {
    type: 'complaint',
    source: '12345热线',
    at: '2026-11-23T09:20',
    topic: '道路积水',
    caller: '王五',
    contact: '13800001111',
    do: 'save',
  };
  const log = (more: Record<string, string> = {}) =>
    chen.fillIn('/hotline/new', { ...CALL, ...more }, '/hotline');

  it('is logged on one screen and counted, and its caller stays masked in the page', async () => {
    const saved = await log();
    expect(saved.status).toBe(303);
    expect(saved.location).toBe('/hotline/RX2026-0000001?done=RegisterHotlineCase');
    expect(await figure('hotline.received')).toBe(1);
    const page = await chen.get(saved.location ?? '');
    expect(page.text).toContain('待受理');
    expect(page.text).not.toContain('13800001111');
    expect((await chen.get('/hotline')).text).toContain('道路积水');
  });

  it('leads straight to the next call with its source kept', async () => {
    const next = await log({ do: 'next', source: '书记在线' });
    const page = await chen.get(next.location ?? '');
    expect(page.text).toContain('已登记');
    expect(page.text).toMatch(/<option value="书记在线" selected/);
    expect(page.text).not.toContain('王五');
  });

  it('is turned back at the field with what was typed kept', async () => {
    const { type: _type, ...untyped } = CALL;
    const { status, text } = await chen.fillIn('/hotline/new', untyped, '/hotline');
    expect(status).toBe(422);
    expect(text).toContain('诉求类型：此项必填');
    expect(text).toContain('value="王五"');
    expect(await figure('hotline.received')).toBe(0);
  });

  it('goes through its life by the steps that are lawful then', async () => {
    await log();
    const path = '/hotline/RX2026-0000001';
    expect((await chen.get(path)).text).not.toContain(`${path}/steps/CloseHotlineCase`);
    const steps: [string, Record<string, string>][] = [
      ['AcceptHotlineCase', { at: '2026-11-23T09:21' }],
      ['Dispatch', { at: '2026-11-23T09:22', department: '水务局' }],
      ['ReplyToCaller', { at: '2026-11-23T09:25' }],
      ['CloseHotlineCase', { at: '2026-11-23T09:26' }],
      ['RecordFollowUp', { at: '2026-11-23T09:27', satisfaction: 'satisfied' }],
    ];
    for (const [command, fields] of steps) {
      expect((await chen.get(path)).text, command).toContain(`${path}/steps/${command}`);
      expect((await take(path, command, fields)).status, command).toBe(303);
    }
    const page = await chen.get(path);
    expect(page.text).toContain('水务局');
    expect(page.text).toContain('满意');
    expect(await figure('hotline.closed')).toBe(1);
  });
});

describe('a review', () => {
  it('that names no application can be linked, or said to be about another act, on its page', async () => {
    const fields = { case: '示复〔2026〕9号', kind: 'review', on: '2026-10-08' };
    await chen.fillIn('/appeals/new', fields, '/appeals');
    const path = `/appeals/${encodeURIComponent('示复〔2026〕9号')}`;
    expect((await chen.get(path)).text).toContain('没有写明针对哪一件申请');
    expect((await chen.get(path)).text).toContain('写明所针对的行为');
    const wrong = await take(path, 'LinkAppeal', { on: '2026-11-01', application: '没有这件', otherAct: '' });
    expect([wrong.status, wrong.text.includes('没有这件')]).toEqual([422, true]);
    const said = await take(path, 'LinkAppeal', {
      on: '2026-11-01',
      application: '',
      otherAct: '未主动公开',
    });
    expect(said.status).toBe(303);
    const page = (await chen.get(path)).text;
    expect(page).not.toContain('没有写明针对哪一件申请');
    expect(page).toContain('其他信息公开行为');
  });

  it('is entered, answered and concluded, and moves from pending to its column', async () => {
    const saved = await chen.fillIn(
      '/appeals/new',
      { kind: 'review', case: '示复〔2026〕3号', on: '2026-10-08', do: 'save' },
      '/appeals',
    );
    expect(saved.status).toBe(303);
    expect(await figure('table4.review.pending')).toBe(1);
    const path = `/appeals/${encodeURIComponent('示复〔2026〕3号')}`;
    expect((await take(path, 'AnswerAppeal', { on: '2026-10-15' })).status).toBe(303);
    expect((await take(path, 'ConcludeAppeal', { on: '2026-11-20', means: 'revoked64' })).status).toBe(303);
    expect(await figure('table4.review.pending')).toBe(0);
    expect(await figure('table4.review.corrected')).toBe(1);
    expect((await chen.get(path)).text).toContain('结果纠正');
  });

  it('of a suit wants its route', async () => {
    const { status, text } = await chen.fillIn(
      '/appeals/new',
      { kind: 'suit', on: '2026-10-08' },
      '/appeals',
    );
    expect(status).toBe(422);
    expect(text).toContain('行政诉讼要写明起诉方式');
  });
});

describe('the registers', () => {
  it.each([
    [
      'publications',
      { publishedOn: '2026-11-20', medium: 'website', column: '工作动态' },
      'publications.total',
      1,
    ],
    [
      'documents',
      { case: '示府规〔2026〕1号', kind: 'normativeDocument', issuedOn: '2026-05-06' },
      'table2.normativeDocuments.issued',
      1,
    ],
    ['decisions', { kind: 'licence', decidedOn: '2026-05-31', count: '120' }, 'table2.licences', 120],
    ['fees', { receivedOn: '2026-05-31', amount: '12.5' }, 'table2.feesTenThousandYuan', 1250],
  ])('%s take an entry that is in its figure', async (register, fields, cell, weight) => {
    const path = `/register/${register}`;
    const saved = await chen.fillIn(`${path}/new`, { ...fields, do: 'save' } as Record<string, string>, path);
    expect(saved.status).toBe(303);
    expect(await figure(cell)).toBe(weight);
    const page = await chen.get(saved.location ?? '');
    expect(page.status).toBe(200);
    expect((await chen.get(path)).text).toContain((saved.location ?? '').split('?')[0]);
    expect(page.text).not.toMatch(/undefined|NaN/);
  });

  it('await what becomes public: on the work list by its last day until it is published', async () => {
    const fields = { case: 'P1', formedOn: '2026-11-02', publishedOn: '', title: '办法', do: 'save' };
    const path = '/register/publications';
    expect((await chen.fillIn(`${path}/new`, fields, path)).status).toBe(303);
    expect(await figure('publications.total')).toBe(0);
    expect((await chen.get('/worklist?kind=publication')).text).toContain(`${path}/P1`);
    const page = (await chen.get(`${path}/P1`)).text;
    expect(page).toContain('待公开');
    expect(page).toContain('2026-11-30');
    const done = await take(`${path}/P1`, 'PublishAwaited', { publishedOn: '2026-11-20', medium: 'website' });
    expect(done.status).toBe(303);
    expect(await figure('publications.total')).toBe(1);
    expect((await chen.get('/worklist?kind=publication')).text).not.toContain(`${path}/P1`);
  });

  it('end a normative document by its repeal', async () => {
    const fields = { case: 'G1', kind: 'normativeDocument', issuedOn: '2026-05-06', do: 'save' };
    await chen.fillIn('/register/documents/new', fields, '/register/documents');
    expect(await figure('table2.normativeDocuments.inForce')).toBe(1);
    expect(
      (await take('/register/documents/G1', 'RepealDocument', { repealedOn: '2026-11-20' })).status,
    ).toBe(303);
    expect(await figure('table2.normativeDocuments.inForce')).toBe(0);
  });

  it('are the officers’: the counter may look', async () => {
    const intake = await office.visitor('liu', 'intake');
    expect((await intake.get('/register/fees')).status).toBe(200);
    expect((await intake.get('/register/fees/new')).status).toBe(403);
  });
});

describe('a request to correct a record about oneself (条例41)', () => {
  const request = {
    ...{ case: 'U1', on: '2026-11-02', applicantType: 'naturalPerson', applicantName: '赵一' },
    ...{ subject: '缴费记录', description: '基数有误', evidence: '工资单', do: 'save' },
  };

  it('is entered at the counter, stands in the work list without a date, and is decided on its page', async () => {
    const liu = await office.visitor('liu', 'intake');
    expect((await liu.fillIn('/amendments/new', request, '/amendments')).status).toBe(303);
    expect((await chen.get('/applications')).text).toContain('href="/amendments"');
    const open = (await chen.get('/worklist?kind=amendment')).text;
    expect(open).toContain('/amendments/U1');
    expect(open).toContain('未定');
    const bare = await take('/amendments/U1', 'DecideAmendment', { on: '2026-11-16', decision: 'referred' });
    expect([bare.status, bare.text.includes('href="#f-organ"')]).toEqual([422, true]);
    const fields = { on: '2026-11-16', decision: 'referred', organ: '市社保局' };
    expect((await take('/amendments/U1', 'DecideAmendment', fields)).status).toBe(303);
    const page = (await chen.get('/amendments/U1')).text;
    for (const word of ['工资单', '转送有权更正的行政机关', '市社保局']) expect(page).toContain(word);
    expect(await figure('table3.newlyReceived.total')).toBe(0);
  });
});

describe('a suit in which the review organ is sued, too', () => {
  const SUIT = { kind: 'suit', route: 'afterReview', on: '2026-03-02', case: 'S1', do: 'save' };
  const enter = (more: Record<string, string>) =>
    chen.fillIn('/appeals/new', { ...SUIT, ...more }, '/appeals');

  it('is counted by the office that acted, which is what is asked', async () => {
    expect((await chen.get('/appeals/new')).text).toContain('本机关是作出复议决定的机关，不是原行为机关');
    await enter({ coDefendant: 'no' });
    expect(await figure('table4.suitAfterReview.total')).toBe(1);
    await enter({ case: 'S2', coDefendant: 'yes' });
    expect(await figure('table4.suitAfterReview.total')).toBe(1);
    const list = (await chen.get('/appeals/not-counted')).text;
    expect(list).toContain('/appeals/S2');
    expect(list).not.toContain('/appeals/S1');
    expect(list).toContain('已写明');
  });

  it('entered under the old question stands on a list until somebody looks again, and is then counted', async () => {
    const about = { number: 'S3', kind: 'suit', route: 'direct', application: null, coDefendant: true };
    const data = { ...about, procedure: null, copyReceivedOn: null, migrated: false };
    const actor = { user: 'li', role: 'officer', via: 'form' } as const;
    const events = [{ type: 'AppealOpened', v: 2, on: '2025-03-02' as PlainDate, data }];
    const at = { office: 'default', kind: 'appeal', stream: 'S3' } as const;
    await office.web.house.log.write([(w) => w.append({ at, number: 'S3', version: 1, actor, events })]);
    const ready = (await chen.get('/reports/2025/ready')).text;
    expect(ready).toContain('有 1 件诉讼登记为共同被告');
    expect((await chen.get('/appeals/not-counted')).text).toContain('待核对');
    const page = (await chen.get('/appeals/S3')).text;
    expect(page).toContain('/appeals/S3/steps/CorrectCoDefendant');
    const done = await take('/appeals/S3', 'CorrectCoDefendant', {
      on: '2026-11-20',
      coDefendant: 'no',
      reason: '本机关是原行为机关',
    });
    expect(done.status).toBe(303);
    expect((await chen.get('/appeals/not-counted')).text).not.toContain('/appeals/S3');
    expect(await figure('table4.suitDirect.total')).toBe(1);
    expect((await chen.get('/reports/2025/ready')).text).not.toContain('登记为共同被告');
  });
});
