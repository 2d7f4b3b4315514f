/** What an auditor asks of the stream, and who may not ask. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import type { Role } from '#shared/store/accounts.ts';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
const CLI = { user: 'li', role: 'officer', via: 'cli' } as const;

beforeEach(async () => {
  office = await openWebOffice();
  office.setNow('2026-02-03T09:00:00.000+08:00');
  for (const number of ['A1', 'A2']) {
    const fields = {
      ...{ command: 'RegisterApplication', case: number, channel: 'post', subject: '征地批复' },
      ...{ submittedOn: '2026-02-02', signedForOn: '2026-02-02' },
      applicant: { type: 'naturalPerson', name: '张三丰', contact: '13812345678' },
    };
    expect((await executeCommand(office.web.house, { office: 'default', actor: CLI, fields })).ok).toBe(true);
  }
});
afterEach(() => office.close());

/** The rows of the page, each as its texts. */
const rowsOf = (text: string): string[] =>
  (text.match(/<tbody>[\s\S]*<\/tbody>/)?.[0] ?? '')
    .split('</tr>')
    .map((row) =>
      row
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((row) => row !== '');
/** Signed in anew: a session ends with the day. */
const auditor = (): Promise<Visitor> => office.visitor('zhou', 'auditor');
const asked = async (query: string): Promise<string[]> =>
  rowsOf((await (await auditor()).get(`/audit${query}`)).text);

describe('the pages of the stream', () => {
  it('say who saw a case in a month, the newest first', async () => {
    const reads = async (now: string, user: string, role: Role, ...numbers: string[]): Promise<void> => {
      office.setNow(now);
      const somebody = await office.visitor(user, role);
      for (const number of numbers) await somebody.get(`/applications/${number}`);
    };
    await reads('2026-02-28T09:00:00.000+08:00', 'li', 'officer', 'A1');
    await reads('2026-03-03T09:00:00.000+08:00', 'li', 'officer', 'A1');
    await reads('2026-03-20T10:30:00.000+08:00', 'wang', 'intake', 'A1', 'A2');
    await reads('2026-04-01T08:00:00.000+08:00', 'li', 'officer', 'A1');
    const rows = await asked('?kind=application&number=A1&since=2026-03-01&until=2026-03-31');
    expect(rows).toEqual([
      expect.stringMatching(
        /^2026-03-20 10:30:00 wang（登记） 查看一件 依申请公开 A1 10\.0\.0\.1 [0-9a-f]{12}/,
      ),
      expect.stringMatching(/^2026-03-03 09:00:00 li（承办） 查看一件 依申请公开 A1/),
    ]);
  });

  it('say what a person did, and what was looked for', async () => {
    const li = await office.visitor('li', 'officer');
    await li.get('/applications/A1');
    await li.get(`/api/v1/search?q=${encodeURIComponent('张三丰')}`);
    await li.get('/applications?as=csv');
    const rows = await asked('?who=li');
    expect(rows.map((row) => row.split(' ')[3])).toEqual(['导出', '检索', '查看一件', '登录']);
    expect(rows[1]).toContain('条件：张三丰');
    expect(rows[0]).toMatch(/页面：\/applications；条数：2；条件：as=csv/);
  });

  it('say who came in and who was turned away', async () => {
    await office.visitor('li', 'officer');
    await new Visitor(office.app).signIn('not a name', 'x');
    await new Visitor(office.app).signIn('li', PASSWORD);
    expect(await asked('?what=signIn')).not.toEqual([]);
    expect(await asked('?what=signInRefused')).toEqual([
      expect.stringMatching(/尚未登录 登录被拒 10\.0\.0\.1 原因：用户名或密码不对；填写的名字：not a name$/),
    ]);
    expect((await asked('?what=signedIn&who=li'))[0]).toContain('li（承办） 登录');
  });

  it('say who was administrator on a day, and who made this person an approver', async () => {
    office.setNow('2026-03-03T09:00:00.000+08:00');
    await office.visitor('chen', 'admin');
    office.setNow('2026-03-05T09:00:00.000+08:00');
    const chen = await office.visitor('chen', 'admin');
    await chen.fillIn('/accounts/new', { name: '王', role: 'intake' });
    office.setNow('2026-03-05T18:00:00.000+08:00');
    const path = `/accounts/people/${encodeURIComponent('王')}`;
    await chen.fillIn(path, { role: 'approver' }, `${path}/role`);
    const on = async (day: string) => rowsOf((await (await auditor()).get(`/audit/rights?on=${day}`)).text);
    expect(await on('2026-03-03')).toEqual([expect.stringMatching(/^chen 人员 管理 可用/)]);
    expect((await on('2026-03-05')).at(-1)).toMatch(/^王 人员 审批 可用 2026-03-05 18:00 chen（原为登记）/);
    expect(await asked(`?kind=account&number=${encodeURIComponent('王')}`)).toEqual([
      expect.stringMatching(/变更角色 账号 王 .*角色：审批；原角色：登记/),
      expect.stringMatching(/新增账号 账号 王/),
    ]);
    expect((await (await auditor()).get('/audit/rights?on=31.2.')).text).toContain('请填写日期');
  });

  it('are read on page by page', async () => {
    const li = await office.visitor('li', 'officer');
    for (let n = 0; n < 55; n += 1) await li.get('/applications/A2');
    const zhou = await auditor();
    const first = (await zhou.get('/audit?number=A2')).text;
    expect(rowsOf(first)).toHaveLength(50);
    const next = /href="(\/audit\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(rowsOf((await zhou.get(next)).text)).toHaveLength(5);
  });

  it('are written down themselves, and so is what is taken out of them', async () => {
    const zhou = await auditor();
    await zhou.get('/audit?who=li');
    const file = await zhou.get('/audit?as=csv');
    expect(file.text).toContain('查阅审计记录');
    expect((await office.audited({ who: 'zhou' })).slice(-2)).toMatchObject([
      { what: 'auditRead', details: { page: '/audit' } },
      { what: 'exported', details: { page: '/audit' } },
    ]);
  });

  it('are read by a program of the auditor, and by no other', async () => {
    const li = await office.visitor('li', 'officer');
    await li.get('/applications/A1');
    const called = async (role: Role, query = '') => {
      const headers = { host: 'localhost', authorization: `Bearer ${await office.token(role)}` };
      return office.app.request(`/api/v1/audit${query}`, { headers });
    };
    const answer = await (await called('auditor', '?number=A1&limit=1')).json();
    expect(answer).toMatchObject({
      items: [{ who: 'li', what: 'caseRead', on: { number: 'A1' } }],
      next: null,
    });
    for (const role of ['admin', 'officer'] as const) expect((await called(role)).status).toBe(403);
    expect((await called('auditor', '?what=nothing')).status).toBe(422);
  });

  it('are for the auditor alone', async () => {
    for (const role of ['intake', 'officer', 'approver', 'admin'] satisfies Role[]) {
      const somebody = await office.visitor(`the-${role}`, role);
      for (const path of ['/audit', '/audit/rights', '/audit?as=csv'])
        expect([role, path, (await somebody.get(path)).status]).toEqual([role, path, 403]);
    }
  });
});
