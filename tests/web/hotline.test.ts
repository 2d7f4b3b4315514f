import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALL_FIELDS } from '#functions/web/hotline/calls.ts';
import { HOTLINE_COMMANDS } from '#shared/hotline/commands.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

const CALL = {
  type: 'complaint',
  source: '12345热线',
  at: '2026-11-23T09:20',
  topic: '道路积水',
  do: 'next',
};
const log = (more: Record<string, string> = {}, who = chen) =>
  who.fillIn('/hotline/new', { ...CALL, ...more }, '/hotline');
const take = (number: string, command: string, fields: Record<string, string>) =>
  chen.fillIn(`/hotline/${number}/steps/${command}`, fields);

describe('a call logged while the caller speaks', () => {
  it('has a place in the form for everything that can be registered', () => {
    const asked = CALL_FIELDS.map(({ name }) => name);
    const { case: _number, ...said } = HOTLINE_COMMANDS.RegisterHotlineCase.shape;
    expect(asked).toEqual(expect.arrayContaining(Object.keys(said)));
  });

  it('is accepted and dispatched at once, and the next form says until when an answer is due', async () => {
    const { location } = await log({ ending: 'dispatched', department: '水务局' });
    const { text } = await chen.get(location ?? '');
    expect(text).toContain('已派发水务局，办理时限 2026-12-14 23:59');
    expect((await chen.get('/hotline/RX2026-0000001')).text).toContain('承办中');
  });

  it('for a department nobody has named before says so once: it may be a slip of the pen', async () => {
    const first = await log({ ending: 'dispatched', department: '水务菊' });
    const { text } = await chen.get(first.location ?? '');
    for (const label of ['道路积水', '水务菊'])
      expect(text).toContain(`“${label}”原来没有，已加入热线设置的清单，请看看有没有写错`);
    const again = await log({ ending: 'dispatched', department: '水务菊' });
    expect((await chen.get(again.location ?? '')).text).not.toContain('原来没有');
  });

  it('is answered on the spot and closed', async () => {
    await log({ type: 'consultation', ending: 'answered' });
    expect((await chen.get('/hotline/RX2026-0000001')).text).toContain('已办结');
  });

  it('cannot be dispatched to nobody: nothing is recorded', async () => {
    const { status, text } = await log({ ending: 'dispatched' });
    expect(status).toBe(422);
    expect(text).toContain('承办单位：派发时必须填写');
    expect(await office.web.house.log.streamOf('default', 'hotline', 'RX2026-0000001')).toBeNull();
  });

  it('may be answered and closed by the counter while the caller is on the line', async () => {
    const wu = await office.visitor('wu', 'intake');
    expect((await wu.get('/hotline/new')).text).toContain('当场答复办结');
    const call = { ...CALL, type: 'consultation', ending: 'answered' };
    expect((await wu.fillIn('/hotline/new', call, '/hotline')).status).toBe(303);
    expect((await wu.get('/hotline/RX2026-0000001')).text).toContain('已办结');
  });

  it('makes no application when its caller is shown that way; a written one is linked and each page shows the other', async () => {
    await log({ ending: 'accepted' });
    await take('RX2026-0000001', 'RedirectToDisclosure', { at: '2026-11-23T09:25' });
    expect((await chen.get('/hotline/RX2026-0000001')).text).toContain('现在没有产生申请');
    expect((await chen.get('/applications')).text).toContain('还没有记录');
    const applicant = { channel: 'inPerson', submittedOn: '2026-11-23', applicantType: 'naturalPerson' };
    const written = { ...applicant, applicantName: '王五', subject: '规划许可证', do: 'save' };
    await chen.fillIn('/applications/new', written, '/applications');
    await take('RX2026-0000001', 'LinkApplication', {
      at: '2026-11-23T09:29',
      application: 'SQ2026-0000001',
    });
    expect((await chen.get('/hotline/RX2026-0000001')).text).toContain('href="/applications/SQ2026-0000001"');
    expect((await chen.get('/applications/SQ2026-0000001')).text).toContain('href="/hotline/RX2026-0000001"');
  });
});

describe('boards', () => {
  it('a queue holds what its department has in hand, and a closed case leaves it', async () => {
    await log({ ending: 'dispatched', department: '水务局' });
    await log({ ending: 'accepted' });
    const queues = await chen.get('/hotline/queues');
    expect(queues.text).toContain('共 2 件在办');
    const queue = `/hotline/queues?department=${encodeURIComponent('水务局')}`;
    expect((await chen.get(queue)).text).toContain('RX2026-0000001');
    expect((await chen.get('/hotline/queues?department=')).text).toContain('RX2026-0000002');
    await take('RX2026-0000001', 'ReplyToCaller', { at: '2026-11-23T09:28' });
    await take('RX2026-0000001', 'CloseHotlineCase', { at: '2026-11-23T09:29' });
    expect((await chen.get(queue)).text).not.toContain('RX2026-0000001');
  });

  it('the supervision board shows what is overdue, nearly due and supervised', async () => {
    await log({ type: 'consultation', ending: 'accepted' });
    await take('RX2026-0000001', 'Supervise', { at: '2026-11-23T09:25' });
    office.setNow('2026-11-25T10:00:00.000+08:00');
    chen = await office.visitor('chen2', 'officer');
    expect((await chen.get('/hotline/supervision')).text).toContain('今天到期');
    office.setNow('2026-12-01T10:00:00.000+08:00');
    chen = await office.visitor('chen3', 'officer');
    const { text } = await chen.get('/hotline/supervision');
    expect(text).toContain('已超期 6 天');
    expect(text.match(/RX2026-0000001<\/a>/g)).toHaveLength(2);
    const late = (await chen.get('/hotline/RX2026-0000001')).text;
    expect(late).toMatch(/deadline-late[^>]*>\s*<p[^>]*>已超期 4 个工作日/);
    expect(late).not.toContain('有误');
  });
});

describe('the lists', () => {
  const change = (list: string, fields: Record<string, string>) =>
    chen.fillIn('/hotline/lists', { list, on: '2026-11-23', do: 'set', ...fields });

  it('an entry counts from its day on and is offered in the next call', async () => {
    expect((await change('types', { label: '证明', workingDays: '3' })).status).toBe(303);
    expect((await chen.get('/hotline/new')).text).toContain('证明');
    expect((await change('types', { label: '证明', do: 'end' })).status).toBe(303);
    expect((await chen.get('/hotline/new')).text).not.toContain('证明');
    expect((await chen.get('/hotline/lists')).text).toContain('已停用');
  });

  it('a source offered again stays in its group where nobody says otherwise', async () => {
    await change('sources', { label: '12345热线', do: 'end', group: '' });
    expect((await chen.get('/hotline/lists')).text).toContain('不变（新的来源：全部事件）');
    // as the form stands when it is opened
    const { text } = await chen.get('/hotline/lists');
    const chosen = /<select[^>]*name="group"[^>]*>.*?<option value="([^"]*)" selected/s.exec(text)?.[1];
    await change('sources', { label: '12345热线', group: chosen ?? 'none' });
    expect((await chen.get('/hotline/lists')).text).toMatch(
      /12345热线<\/th><td[^>]*>12345热线、全部事件<\/td><td[^>]*><span class="tag tag-good">使用中/,
    );
  });

  it('a limit that is none is turned back at its field', async () => {
    const { status, text } = await change('types', { label: '证明', workingDays: '三天' });
    expect(status).toBe(422);
    expect(text).toContain('class="field-error"');
    expect(text).toContain('value="三天"');
  });
});

describe('the figures', () => {
  it('stand beside the year before with charts, and each leads to its cases', async () => {
    await log({ type: 'consultation', ending: 'answered' });
    await log({ source: '书记在线', ending: 'accepted' });
    const { text } = await chen.get('/hotline/figures?group=events');
    expect(text).toContain('如果本年度到今天为止');
    expect(text).toMatch(/<img src="data:image\/svg\+xml;base64,[^"]+" alt="各月受理量（件次）：1月0/);
    const href =
      /<td[^>]*><a href="(\/tables\/2026\/cell\?[^"]+书|\/tables\/2026\/cell\?[^"]+)"/.exec(text)?.[1] ?? '';
    expect((await chen.get(href.replaceAll('&amp;', '&'))).text).toMatch(/RX2026-000000\d/);
    const closed = await chen.get('/hotline/cases?cell=events.closed&from=2026-11-01&to=2026-11-30');
    expect(closed.text).toContain('RX2026-0000001');
    expect(closed.text).not.toContain('RX2026-0000002');
    const own = await chen.get('/hotline/cases?cell=hotline.received&from=2026-11-01&to=2026-11-30');
    expect(own.text).not.toContain('RX2026-0000002');
  });

  it('show the months and the same days of the year before with their cases', async () => {
    await log({ at: '2025-03-05T09:20', ending: 'accepted' });
    await log({ ending: 'accepted' });
    const { text } = await chen.get('/hotline/figures');
    const march = '/hotline/cases?cell=hotline.received&amp;from=2025-03-01&amp;to=2025-03-31';
    expect(text).toContain(`<a href="${march}">1</a>`);
    const before = '/hotline/cases?cell=hotline.received&amp;from=2025-01-01&amp;to=2025-11-23';
    expect(text).toContain(`上年同期 <a href="${before}">1</a>`);
    const behind = await chen.get(before.replaceAll('&amp;', '&'));
    expect(behind.text).toContain('RX2025-0000001');
    expect(behind.text).not.toContain('RX2026-0000001');
  });

  it('of a year that is over say up to which day a closing counts, and never that of the year', async () => {
    await log({ at: '2025-12-30T09:20', ending: 'accepted' });
    await take('RX2025-0000001', 'ReplyToCaller', { at: '2026-01-04T09:00' });
    await take('RX2025-0000001', 'CloseHotlineCase', { at: '2026-01-05T09:00' });
    const told = (await chen.get('/hotline/figures?year=2025')).text.replace(/<[^>]+>|\s/g, '');
    expect(told).toContain('2025-01-01至2025-12-31受理12345热线1件次');
    expect(told).toContain('其中截至2026-11-23办结1件，办结率100.00%');
    expect(told).not.toMatch(/截至2025-12-31/);
  });

  it('of a part of the year name no day that is to come, and none after the newest record', async () => {
    await log({ at: '2026-11-20T09:20', ending: 'accepted' });
    office.setNow('2026-11-25T09:00:00.000+08:00');
    chen = await office.visitor('chen2', 'officer');
    const told = async (query: string) =>
      (await chen.get(`/hotline/figures?${query}`)).text.replace(/<[^>]+>|\s/g, '');
    expect(await told('from=2026-11-01&to=2026-12-31')).toContain('2026-11-01至2026-11-23受理');
    // the days that the average is over, and that the year before is held against
    expect(await told('')).toContain('2026-01-01至2026-11-23受理12345热线1件次');
  });

  it.each(['hotline.bySource["\\q"]', 'events.', 'hotline.closureRate'])(
    'an address with no such figure, %s, is not found',
    async (cell) => {
      const query = new URLSearchParams({ cell, from: '2026-01-01', to: '2026-12-31' });
      expect((await chen.get(`/hotline/cases?${query}`)).status).toBe(404);
    },
  );
});
