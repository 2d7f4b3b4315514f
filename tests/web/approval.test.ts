/** Approval as people see it: a step proposed at the form, decided by another on the case, by page and by program. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approvals } from '#functions/cli/approvals.ts';
import { readArguments } from '#functions/cli/options.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { importReceived } from '#shared/intake/received-file.ts';
import { runOf } from '#shared/intake/run-of.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
let wang: Visitor;
let admin: Visitor;
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  li = await office.visitor('li', 'officer');
  wang = await office.visitor('wang', 'approver');
  admin = await office.visitor('zhang', 'admin');
  await register('A1');
});
afterEach(() => office.close());

const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const execute = (fields: Fields) => executeCommand(office.web.house, { office: 'default', actor, fields });
async function register(number: string): Promise<void> {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' };
  const given = { channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图', applicant };
  expect(await execute({ command: 'RegisterApplication', case: number, ...given })).toMatchObject({
    ok: true,
  });
}
const settings = '/approvals/settings';
const hold = (steps: readonly string[]) => admin.fillIn(settings, { steps, do: 'save' });
const CASE = '/applications/A1';
const EXTEND = `${CASE}/steps/ExtendReply`;
const TYPED = { on: '2026-11-23', workingDays: '10', reason: '需要向档案馆调取' };
const decide = (who: Visitor, command: string, more: Record<string, string> = {}) =>
  who.fillIn(CASE, { do: command, ...more }, `${CASE}/proposal`);

describe('审批设置', () => {
  it('is the administrator’s: the advised five with one click, or any, or none', async () => {
    expect((await li.get(settings)).status).toBe(403);
    await admin.fillIn(settings, { do: 'advised' });
    const { text } = await admin.get(settings);
    for (const name of ['extension', 'refusal', 'voiding', 'closing', 'restating'])
      expect(text).toMatch(new RegExp(`value="${name}" checked`));
    expect(text).not.toMatch(/value="split" checked/);
    await hold([]);
    expect((await admin.get(settings)).text).not.toContain('checked');
  });
});

describe('a new office', () => {
  it('is advised of approval once it has its name, until it has settled it', async () => {
    await admin.fillIn('/office', { name: '示例市数据局' });
    expect((await admin.get('/office')).text).toContain('href="/approvals/settings"');
    await admin.fillIn(settings, { do: 'advised' });
    expect((await admin.get('/office')).text).not.toContain('一次点选建议的五项');
  });
});

describe('a step that waits', () => {
  beforeEach(async () => {
    await hold(['extension', 'voiding']);
  });

  it('is proposed at its form, waits in the list and on home, and is carried out by another', async () => {
    const form = (await li.get(EXTEND)).text;
    expect(form).toContain('由另一个账号审批');
    expect(form).not.toContain('name="approvedBy"');
    expect(await li.fillIn(EXTEND, TYPED)).toMatchObject({ location: `${CASE}?done=ProposeStep` });
    expect((await li.get(`${CASE}?done=ProposeStep`)).text).toContain('已提请审批');
    const waiting = (await wang.get('/approvals')).text;
    expect(waiting).toMatch(/href="\/applications\/A1".*延长答复期限.*2026-11-23.*li.*2026-12-18/s);
    expect((await wang.get('/')).text).toMatch(/待我审批.*<span class="tile-figure">1</s);
    expect((await wang.get(CASE)).text).toContain('需要向档案馆调取');
    expect(await decide(wang, 'ApproveStep')).toMatchObject({ location: `${CASE}?done=ApproveStep` });
    const { text } = await li.get(CASE);
    expect(text).toMatch(/批准人<\/dt><dd>wang/);
    expect(text).not.toContain('等待审批：');
    expect((await wang.get('/approvals')).text).toContain('没有等待审批的步骤');
  });

  it('nobody is offered to approve what they proposed, and trying it is refused', async () => {
    await admin.fillIn(EXTEND, TYPED);
    const own = (await admin.get(CASE)).text;
    expect(own).toContain('value="WithdrawStep"');
    expect(own).not.toContain('value="ApproveStep"');
    const tried = await decide(admin, 'ApproveStep');
    expect(tried.status).toBe(422);
    expect(tried.text).toContain('由另一个账号审批');
    expect((await li.get(CASE)).text).not.toContain(`action="${CASE}/proposal"`);
    expect((await decide(admin, 'WithdrawStep')).location).toBe(`${CASE}?done=WithdrawStep`);
  });

  it('is returned with a reason, and opens again with what was typed', async () => {
    await li.fillIn(EXTEND, TYPED);
    expect((await decide(wang, 'ReturnStep')).text).toContain('退回的理由：此项必填');
    await decide(wang, 'ReturnStep', { reason: '理由不足' });
    expect((await li.get('/')).text).toMatch(/退回给我的.*<span class="tile-figure">1</s);
    expect((await li.get('/approvals')).text).toContain('wang：理由不足');
    const { text } = await li.get(CASE);
    const again = /href="([^"]*\?proposal=[^"]*)"/.exec(text)?.[1] ?? '';
    expect((await li.get(again)).text).toContain('需要向档案馆调取');
    await li.fillIn(EXTEND, { ...TYPED, reason: '档案馆确认需要十日' });
    await decide(wang, 'ApproveStep');
    expect((await li.get(CASE)).text).toContain('档案馆确认需要十日');
  });

  it('a fault is told at the field when it is proposed', async () => {
    const answer = await li.fillIn(EXTEND, { ...TYPED, workingDays: '99' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('最多延长 20 个工作日');
  });

  it('an approver decides, and enters nothing', async () => {
    expect((await wang.get(EXTEND)).status).toBe(403);
    expect((await wang.get('/applications/new')).status).toBe(403);
    await hold([]);
    expect(await li.fillIn(EXTEND, { ...TYPED, approvedBy: '王局长' })).toMatchObject({
      location: `${CASE}?done=ExtendReply`,
    });
  });
});

describe('by a program', () => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (role: Parameters<WebOffice['token']>[0]): Promise<string> => {
    const token = tokens.get(role) ?? office.token(role);
    tokens.set(role, token);
    return token;
  };
  const send = async (role: Parameters<WebOffice['token']>[0], body: Fields, key: string) => {
    const headers = {
      ...{ authorization: `Bearer ${await tokenOf(role)}`, 'idempotency-key': key },
      'content-type': 'application/json',
    };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return office.app.request('/api/v1/commands', init);
  };
  const VOID = { command: 'VoidEntry', case: 'A1', on: '2026-11-23', reason: '误登' };

  it('a held command is answered 202 with its step, which no token decides, only a person', async () => {
    await hold(['voiding']);
    const answer = await send('officer', VOID, 'k1');
    expect(answer.status).toBe(202);
    const { outcome, step, warnings } = await answer.json();
    expect({ outcome, warnings }).toMatchObject({
      outcome: 'proposed',
      warnings: [{ code: 'awaitsApproval' }],
    });
    expect((await send('officer', VOID, 'k1')).status).toBe(200);
    const headers = { authorization: `Bearer ${await tokenOf('auditor')}` };
    const waiting = await office.app.request('/api/v1/approvals', { headers });
    expect(await waiting.json()).toMatchObject({
      ...{ steps: ['voiding'], years: [], next: null },
      items: [{ case: 'A1', kind: 'application', step, command: 'VoidEntry', until: '2026-12-18' }],
    });
    const approve = { command: 'ApproveStep', case: 'A1', step };
    expect((await send('officer', approve, 'k2')).status).toBe(403);
    const byToken = await send('approver', approve, 'k3');
    expect(byToken.status).toBe(422);
    expect(await byToken.text()).toContain('"personNeeded"');
    const returned = { command: 'ReturnStep', case: 'A1', step, reason: '再看' };
    expect((await send('approver', returned, 'k4')).status).toBe(422);
    expect((await li.get(CASE)).text).not.toContain('已作废');
    await wang.fillIn(CASE, { do: 'ApproveStep' }, `${CASE}/proposal`);
    expect((await li.get(CASE)).text).toContain('已作废');
  });

  it('what somebody’s program proposed they do not approve themselves', async () => {
    await hold(['voiding']);
    const { accounts } = office.web;
    tokens.set('officer', createToken(accounts, { role: 'officer', office: 'default', owner: 'wang' }));
    const { step } = await (await send('officer', VOID, 'k1')).json();
    expect((await wang.get(CASE)).text).not.toContain('value="ApproveStep"');
    await wang.post(`${CASE}/proposal`, { do: 'ApproveStep', step });
    expect((await li.get(CASE)).text).not.toContain('已作废');
    expect((await li.get(CASE)).text).toContain('令牌属于 wang');
    await admin.fillIn(CASE, { do: 'ApproveStep' }, `${CASE}/proposal`);
    expect((await li.get(CASE)).text).toContain('已作废');
  });
});

describe('on the command line', () => {
  it('the steps are set and shown, and what waits is listed', async () => {
    const run = async (...rest: readonly string[]) =>
      (await approvals(office.web.house, readArguments(['approvals', ...rest]))).stdout;
    expect(await run('set', 'voiding,extension')).toBe('{"steps":["extension","voiding"]}\n');
    await li.fillIn(EXTEND, TYPED);
    expect(JSON.parse(String(await run('waiting')))).toMatchObject({
      ...{ case: 'A1', kind: 'application', step: '2.1', command: 'ExtendReply', by: 'li' },
      ...{ day: '2026-11-23', until: '2026-12-18' },
    });
    await expect(run('set', 'extension,nothing')).rejects.toThrow('approvals set');
    expect(await run('set', 'none')).toBe('{"steps":[]}\n');
  });
});

describe('in a file of commands', () => {
  it('sent by page a held line is proposed and warned of, on the machine it is carried out', async () => {
    await hold(['voiding']);
    await register('A2');
    const line = (number: string) =>
      JSON.stringify({ command: 'VoidEntry', case: number, on: '2026-11-23', reason: '误登' });
    const send = async (role: 'officer' | 'operator', number: string) => {
      const warned: string[] = [];
      const sent = await importReceived(
        office.web.house,
        {
          ...{ kind: 'commands', format: 'ndjson', dryRun: false, office: 'default', role: 'officer' },
          ...{ actor: { user: 'li', role, via: 'import' }, options: {} },
          bytes: new TextEncoder().encode(line(number)),
          warn: ({ code }) => warned.push(code),
        },
        runOf('commands'),
      );
      return { recorded: sent.recorded, warned };
    };
    expect(await send('officer', 'A1')).toEqual({ recorded: 1, warned: ['awaitsApproval'] });
    expect((await li.get(CASE)).text).toContain('等待审批：作废误登记录');
    expect(await send('operator', 'A2')).toEqual({ recorded: 1, warned: [] });
    expect((await li.get('/applications/A2')).text).toContain('已作废');
  });
});

describe('signing a year', () => {
  beforeEach(async () => {
    await readyToSign(office.web.house, 'default', '示例市数据局');
    await hold(['closing', 'restating']);
  });

  it('one proposes, another signs in their own name, and what blocks is said to the first', async () => {
    expect((await admin.fillIn('/reports/2026/sign', {})).text).toContain('这一年还没有结束');
    const page = (await admin.get('/reports/2025/sign')).text;
    expect(page).not.toContain('name="approvedBy"');
    expect(await admin.fillIn('/reports/2025/sign', {})).toMatchObject({
      location: '/approvals?done=ProposeStep',
    });
    expect((await admin.get('/approvals')).text).not.toContain('value="ApproveStep"');
    const own = await admin.fillIn('/approvals', { do: 'ApproveStep' }, '/approvals/years');
    expect(own.text).toContain('由另一个账号审批');
    expect((await wang.get('/')).text).toMatch(/待我审批.*<span class="tile-figure">1</s);
    const signed = await wang.fillIn('/approvals', { do: 'ApproveStep' }, '/approvals/years');
    expect(signed.location).toBe('/approvals?done=ApproveStep');
    expect((await admin.get('/reports')).text).toContain('wang');
    expect((await wang.get('/approvals')).text).toContain('没有等待审批的步骤');
  });

  describe('at the same moment', () => {
    const send = (user: string, fields: Fields) =>
      executeCommand(office.web.house, {
        ...{ office: 'default', fields },
        actor: { user, role: 'admin', via: 'form' },
      });
    const close = (user: string) => send(user, { command: 'CloseYear', year: 2025 });
    const year = (user: string, command: string, step: string) =>
      send(user, { command, kind: 'year', case: '2025', step });
    const typesIn = async (kind: 'approvals' | 'year', stream: string) =>
      (await office.web.house.log.history({ office: 'default', kind, stream })).flatMap(({ events }) =>
        events.map(({ type }) => type),
      );

    it('one takes it back and another approves: one of the two happens', async () => {
      await close('zhang');
      const both = [year('wang', 'ApproveStep', '2.1'), year('zhang', 'WithdrawStep', '2.1')];
      const done = (await Promise.all(both)).filter(({ ok }) => ok);
      expect(done).toHaveLength(1);
      const decided = (await typesIn('approvals', 'approvals')).slice(2);
      expect(decided).toHaveLength(1);
      expect((await typesIn('year', '2025')).includes('YearClosed')).toBe(decided[0] === 'StepApproved');
    });

    it('two propose the same year: one does', async () => {
      const both = await Promise.all([close('zhang'), close('sun')]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await typesIn('approvals', 'approvals')).toEqual(['ApprovalsSet', 'StepProposed']);
    });

    it('what was returned can be taken back', async () => {
      await close('zhang');
      await send('wang', { command: 'ReturnStep', kind: 'year', case: '2025', step: '2.1', reason: '再看' });
      expect(await year('zhang', 'WithdrawStep', '2.1')).toMatchObject({ ok: true });
      expect((await admin.get('/approvals')).text).not.toContain('再看');
    });
  });

  it('is returned, too', async () => {
    await admin.fillIn('/reports/2025/sign', {});
    await wang.fillIn('/approvals', { do: 'ReturnStep', reason: '第五部分请再看' }, '/approvals/years');
    expect((await admin.get('/approvals')).text).toContain('wang 退回：第五部分请再看');
    expect((await admin.get('/reports')).text).not.toContain('第1版');
  });
});

describe('rows of a file', () => {
  const LIVE = { applicantType: 'naturalPerson', subject: '规划图', receivedOn: '2026-11-20' };
  const REFUSED = { outcome: 'refused.stateSecret', decidedOn: '2026-11-23' };
  const send = async (role: 'officer' | 'operator', ...rows: readonly Fields[]) => {
    const bytes = new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join('\n'));
    const actor = { user: 'li', role, via: 'import' } as const;
    return importReceived(
      office.web.house,
      {
        ...{ kind: 'applications', format: 'ndjson', dryRun: false, office: 'default', role: 'officer' },
        ...{ actor, options: {}, bytes },
      },
      runOf('applications'),
    );
  };
  const bars = async (...rows: readonly Fields[]) =>
    (await send('officer', ...rows)).rejected.map(({ line, field, code }) => ({ line, field, code }));
  const HELD = { line: 1, field: 'outcome', code: 'stepHeld' };

  it('give no running case an outcome that has to be approved, whatever day they name', async () => {
    await hold(['refusal']);
    expect(await bars({ ...LIVE, number: 'A1', ...REFUSED })).toEqual([HELD]);
    expect(await bars({ ...LIVE, number: 'A1', ...REFUSED, decidedOn: '2026-11-20' })).toEqual([HELD]);
    expect((await li.get(CASE)).text).not.toContain('已办结');
    expect(await bars({ ...LIVE, number: 'A1', ...REFUSED, outcome: 'disclosed' })).toEqual([]);
  });

  it('bring whole cases of before, and none that was decided since approval is asked', async () => {
    await hold(['reply']);
    const before = { ...LIVE, receivedOn: '2026-01-10', ...REFUSED, decidedOn: '2026-02-01' };
    expect(await bars({ ...before, number: 'B1' }, { ...LIVE, ...REFUSED, number: 'B2' })).toEqual([
      { ...HELD, line: 2 },
    ]);
    expect(await bars({ ...LIVE, number: 'B2' })).toEqual([]);
  });

  it('are as before where nothing is held, and on the machine itself', async () => {
    expect(await bars({ ...LIVE, number: 'B1', ...REFUSED })).toEqual([]);
    await hold(['refusal']);
    expect((await send('operator', { ...LIVE, number: 'A1', ...REFUSED })).recorded).toBe(1);
  });

  it('are taken back by another account that approves, where voiding waits', async () => {
    await hold(['voiding']);
    const { receipt } = await send('officer', { ...LIVE, number: 'B1' });
    const page = `/imports/past/${receipt}`;
    const back = (who: Visitor) => who.fillIn(page, { reason: '选错了文件' });
    expect((await back(li)).text).toContain('由导入人以外、有审批权限的账号撤回');
    const other = await office.visitor('sun', 'officer');
    expect((await back(other)).status).toBe(422);
    expect((await back(wang)).text).toContain('已作废 1 件');
  });
});
