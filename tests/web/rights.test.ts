/** Who may do what, from one matrix; and what changes it, which two people do. */
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '#functions/cli/options.ts';
import { namedCommands } from '#functions/web/api/command-words.ts';
import { groupsFor } from '#functions/web/frame/navigation.ts';
import { MATRIX, RIGHT_WORDS, RIGHTS, rightFor, rolesFor, SIGNED_IN } from '#shared/accounts/permissions.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { ROLES, type Role } from '#shared/store/accounts.ts';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
});
afterEach(() => office.close());

const RULES = '/rights/rules';
const press = (who: Visitor, rule: string) => who.fillIn('/rights', { do: rule }, RULES);
const decide = (who: Visitor, how: string, more: Record<string, string> = {}) =>
  who.fillIn('/rights', { do: how, ...more }, '/rights/waiting');
const three = async () => ({
  admin: await office.visitor('张', 'admin'),
  security: await office.visitor('安', 'security'),
  auditor: await office.visitor('审', 'auditor'),
});
const command = async (role: Role, fields: Readonly<Record<string, unknown>>, key = 'k') =>
  office.app.request('/api/v1/commands', {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${await office.token(role)}`, 'idempotency-key': key },
      'content-type': 'application/json',
    },
    body: JSON.stringify(fields),
  });

describe('the matrix', () => {
  it('is what every route, command and section of the header has its roles from', () => {
    const sets: readonly (readonly string[])[] = Object.values(MATRIX);
    for (const { method, path, roles } of office.routes)
      expect([method, path, roles === 'public' || sets.includes(roles)]).toEqual([method, path, true]);
    for (const { name } of namedCommands()) expect(sets).toContain(rolesFor(name));
    for (const role of SIGNED_IN)
      for (const { href } of groupsFor(role).flatMap(({ sections }) => sections)) {
        const route = office.routes.find((one) => one.method === 'GET' && one.path === href);
        expect([href, route?.roles !== 'public' && route?.roles.includes(role)]).toEqual([href, true]);
      }
  });

  it('leads every role of every right in, and nobody else, command by command', async () => {
    for (const role of ROLES)
      for (const { name } of namedCommands()) {
        const { status } = await command(role, { command: name, case: 'nowhere' }, name);
        expect([role, name, status !== 403]).toEqual([role, name, rolesFor(name).includes(role)]);
      }
  });

  it('names no right that nothing asks for', () => {
    const asked = new Set<unknown>([
      ...office.routes.map(({ roles }) => roles),
      ...namedCommands().map(({ name }) => MATRIX[rightFor(name)]),
    ]);
    expect(RIGHTS.filter((right) => !asked.has(MATRIX[right]))).toEqual([]);
  });

  it('is what docs/rights.md prints', () => {
    const text = readFileSync('docs/rights.md', 'utf8');
    expect(text).toContain(`| right | | ${SIGNED_IN.join(' | ')} |`);
    for (const right of RIGHTS) {
      const has = (role: Role): string => (MATRIX[right].some((one) => one === role) ? '✓' : '');
      expect(text).toContain(`| \`${right}\` | ${RIGHT_WORDS[right]} | ${SIGNED_IN.map(has).join(' | ')} |`);
    }
  });

  it('keeps those who guard and those who let in apart from the cases', async () => {
    const { security } = await three();
    for (const path of [
      '/applications',
      '/hotline',
      '/tables',
      '/search',
      '/reports',
      '/policies',
      '/accounts',
    ])
      expect([path, (await security.get(path)).status]).toEqual([path, 403]);
    expect((await security.get('/')).text).toContain('由您办理的设置');
    const reporter = await office.visitor('报', 'reporter');
    expect((await reporter.get('/reports/2025/sections/5')).status).toBe(200);
    expect((await reporter.get('/policies')).status).toBe(200);
    expect((await reporter.get('/applications/new')).status).toBe(403);
  });
});

describe('三员分立', () => {
  it('is off, and an admin does everything', async () => {
    const { admin } = await three();
    expect((await admin.get('/applications')).status).toBe(200);
    expect((await admin.get('/rights')).text).toContain('未启用');
  });

  it('wants one of each of the three, and another of them to agree', async () => {
    const admin = await office.visitor('张', 'admin');
    expect((await press(admin, 'separate')).text).toContain('各有一个可以登录的账号');
    await office.visitor('李', 'admin');
    const security = await office.visitor('安', 'security');
    await office.visitor('审', 'auditor');
    expect((await security.get('/')).text).not.toContain('等待复核');
    expect((await press(admin, 'separate')).location).toBe('/rights?saved');
    expect((await security.get('/')).text).toContain('有 1 项权限或者安全设置的变更等待复核');
    expect((await admin.get('/applications')).status).toBe(200);
    const own = await decide(admin, 'ApproveStep');
    expect(own.text).toContain('由另一个账号审批');
    const second = new Visitor(office.app);
    await second.signIn('李', PASSWORD);
    expect((await second.get('/rights')).text).not.toContain('value="ApproveStep"');
    expect((await decide(security, 'ApproveStep')).location).toBe('/rights?saved');
    expect((await security.get('/rights')).text).toContain('已启用');
    for (const path of ['/applications', '/policies', '/approvals/settings', '/tables'])
      expect([path, (await admin.get(path)).status]).toEqual([path, 403]);
    expect((await admin.get('/accounts')).status).toBe(200);
  });

  it('is switched off by two of the three as well, and holds tokens too', async () => {
    const { admin, security, auditor } = await three();
    await press(admin, 'separate');
    await decide(auditor, 'ApproveStep');
    expect((await command('admin', { command: 'VoidEntry', case: 'A1' })).status).toBe(403);
    expect((await admin.get('/rights')).text).not.toContain(`action="${RULES}"`);
    await press(security, 'rejoin');
    expect((await decide(security, 'ApproveStep')).status).toBe(422);
    expect((await admin.get('/applications')).status).toBe(403);
    await decide(admin, 'ApproveStep');
    expect((await admin.get('/applications')).status).toBe(200);
  });

  it('lets nobody be made one of the three, or an approver, by one person', async () => {
    const { admin, security } = await three();
    await press(admin, 'separate');
    await decide(security, 'ApproveStep');
    const made = await admin.fillIn('/accounts/new', { name: '钱', role: 'approver' });
    expect(made.location).toBe('/accounts?proposed');
    expect(await office.web.accounts.find('钱')).toBeNull();
    expect((await admin.fillIn('/accounts/new', { name: '孙', role: 'officer' })).status).toBe(200);
    expect((await security.get('/rights')).text).toContain('添加账号 钱（审批）');
    const agreed = await decide(security, 'ApproveStep');
    expect(agreed.text).toMatch(/<code class="secret">[^<]+/);
    expect(await office.web.accounts.find('钱')).toMatchObject({ role: 'approver', disabled: false });
  });
});

describe('the rules of approval', () => {
  const settings = '/approvals/settings';
  const hold = (who: Visitor, steps: readonly string[]) => who.fillIn(settings, { steps, do: 'save' });

  it('are one person’s while one person guards them', async () => {
    const admin = await office.visitor('张', 'admin');
    await hold(admin, ['voiding']);
    expect((await hold(admin, [])).location).toBe(`${settings}?saved=1`);
  });

  it('are not weakened by one of two: approval off, the step, approval on again', async () => {
    const admin = await office.visitor('张', 'admin');
    const other = await office.visitor('李', 'admin');
    await hold(admin, ['voiding']);
    expect((await hold(admin, [])).location).toBe(`${settings}?proposed=1`);
    expect((await admin.get(settings)).text).toMatch(/value="voiding" checked/);
    expect((await other.get('/rights')).text).toContain('取消审批：作废误登记录');
    await decide(other, 'ReturnStep', { reason: '不同意' });
    expect((await admin.get('/rights')).text).toContain('李 退回：不同意');
    await hold(admin, []);
    await decide(other, 'ApproveStep');
    expect((await admin.get(settings)).text).not.toMatch(/value="voiding" checked/);
  });

  it('are not weakened by a token either, nor does one agree in anybody’s place', async () => {
    const admin = await office.visitor('张', 'admin');
    await office.visitor('李', 'admin');
    await hold(admin, ['voiding']);
    const answer = await command('admin', { command: 'SetApprovals', steps: [] });
    expect(answer.status).toBe(202);
    const { step } = await answer.json();
    const again = await command('security', { command: 'SetApprovals', steps: [] }, 'k3');
    expect((await again.json()).title).toMatch(/等待审批（.+ 提请）/);
    const agreed = await command('admin', { command: 'ApproveStep', kind: 'approvals', step }, 'k2');
    expect([agreed.status, (await agreed.json()).code]).toEqual([422, 'personNeeded']);
  });

  it('wait for a second person altogether where the office says so, if there is one', async () => {
    const admin = await office.visitor('张', 'admin');
    expect((await hold(admin, ['rules'])).text).toContain('没有人能复核');
    await office.visitor('安', 'security');
    await hold(admin, ['rules', 'rights']);
    expect((await hold(admin, ['rules', 'rights', 'voiding'])).location).toBe(`${settings}?proposed=1`);
    const token = await admin.fillIn('/accounts/tokens/new', { name: '平台', role: 'admin' });
    expect(token.location).toBe('/accounts?proposed');
    expect(await office.web.accounts.tokens()).toEqual([]);
  });
});

describe('a name', () => {
  it('is a person’s, a program’s or a platform’s, and nobody else’s', async () => {
    const admin = await office.visitor('张', 'admin');
    const make = (what: string, name: string) => admin.fillIn(what, { name, role: 'officer' });
    await make('/accounts/tokens/new', '平台');
    await make('/accounts/feeds/new', '区级');
    for (const [what, name] of [
      ['/accounts/new', '平台'],
      ['/accounts/new', '区级'],
      ['/accounts/tokens/new', '张'],
      ['/accounts/tokens/new', '区级'],
      ['/accounts/feeds/new', '张'],
      ['/accounts/feeds/new', '平台'],
    ] as const)
      expect([what, name, (await make(what, name)).text.includes('data-code="nameTaken"')]).toEqual([
        what,
        name,
        true,
      ]);
  });

  it('that several have since before is told', async () => {
    const admin = await office.visitor('张', 'admin');
    await office.web.accounts.addToken('hash', { id: 'a', user: '张', role: 'officer', office: 'default' });
    expect((await admin.get('/accounts')).text).toContain('张（人员、接口令牌）');
  });
});

describe('批准人', () => {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' };
  const given = { channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图', applicant };
  const extend = (approvedBy: string) => ({
    ...{ command: 'ExtendReply', case: 'A1', on: '2026-11-23', workingDays: 5, reason: '量大', approvedBy },
  });
  let li: Visitor;
  beforeEach(async () => {
    li = await office.visitor('li', 'officer');
    await command('officer', { command: 'RegisterApplication', case: 'A1', ...given }, 'r');
  });

  it('is never whoever takes the step', async () => {
    const form = '/applications/A1/steps/ExtendReply';
    const typed = { on: '2026-11-23', workingDays: '5', reason: '量大', approvedBy: ' li' };
    expect((await li.fillIn(form, typed)).text).toContain('批准人不能是办理人自己');
    expect(await li.fillIn(form, { ...typed, approvedBy: '王局长' })).toMatchObject({ status: 303 });
  });

  it('that was typed is marked, on the page and for programs, and a program’s step as one', async () => {
    expect((await command('officer', extend('王局长'))).status).toBe(201);
    const { text } = await li.get('/applications/A1');
    expect(text).toContain('王局长（未经系统确认）');
    expect(text).toMatch(/程序 token-\w+（承办，接口）/);
    const headers = { authorization: `Bearer ${await office.token('auditor')}` };
    const path = '/api/v1/cases/application/A1/history';
    const { items } = await (await office.app.request(path, { headers })).json();
    expect(items.at(-1)).toMatchObject({ approverConfirmed: false, texts: { approvedBy: '王局长' } });
  });

  it('that is the account which approved stands by itself', async () => {
    const admin = await office.visitor('zhang', 'admin');
    await admin.fillIn('/approvals/settings', { steps: ['extension'], do: 'save' });
    await command('officer', extend('王局长'));
    await admin.fillIn('/applications/A1', { do: 'ApproveStep' }, '/applications/A1/proposal');
    const { text } = await li.get('/applications/A1');
    expect(text).not.toContain('未经系统确认');
  });

  it('on the machine may be any name; whoever works under another is beside it', async () => {
    const { actor } = readArguments(['close', '2025', '--as', '王']);
    expect(actor).toEqual({ user: '王', role: 'operator', via: 'cli', machine: userInfo().username });
    expect(readArguments(['close', '2025']).actor).not.toHaveProperty('machine');
    const fields = extend('王');
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    expect(done).toMatchObject({ ok: true, outcome: 'recorded' });
    expect((await li.get('/applications/A1')).text).toContain(`系统用户 ${userInfo().username}`);
  });
});
