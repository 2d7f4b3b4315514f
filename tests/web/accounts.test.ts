import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signatureHeaders } from '../support/feed-platform.ts';
import { hiddenFields, openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'admin');
});
afterEach(() => office.close());

const secretIn = (text: string): string => /<code class="secret">([^<]+)<\/code>/.exec(text)?.[1] ?? '';
const comesIn = async (user: string, password: string): Promise<boolean> =>
  (await new Visitor(office.app).signIn(user, password)).status === 303;
const at = (user: string, what = ''): string => `/accounts/people/${encodeURIComponent(user)}${what}`;
const change = (user: string, what: string, fields: Record<string, string> = {}) =>
  chen.fillIn(at(user), fields, at(user, what));

/** Sends a form that no page offers, with a token that is good. */
async function force(action: string, fields: Record<string, string> = {}): Promise<number> {
  const { text } = await chen.get('/accounts');
  return (await chen.post(action, { ...hiddenFields(text, '/sign-out'), ...fields })).status;
}

describe('the accounts of an office', () => {
  it('are made by its admin: the password is shown once and opens the door', async () => {
    const made = await chen.fillIn('/accounts/new', { name: ' 王 ', role: 'intake' });
    expect(made.status).toBe(200);
    const password = secretIn(made.text);
    expect(await comesIn('王', password)).toBe(true);
    const list = (await chen.get('/accounts')).text;
    expect(list).toContain(`href="${at('王')}"`);
    expect(list).not.toContain(password);
    expect(JSON.stringify(office.lines)).not.toContain(password);
    expect(office.lines).toContainEqual(
      expect.objectContaining({ event: 'accountAdded', user: 'chen', account: '王', role: 'intake' }),
    );
  });

  it('want a name that can be one, that nobody has, and a role; what was typed stays', async () => {
    const unfit = await chen.fillIn('/accounts/new', { name: '王 小明', role: 'officer' });
    expect(unfit.status).toBe(422);
    expect(unfit.text).toContain('data-code="nameUnfit"');
    expect(unfit.text).toContain('value="王 小明"');
    expect(unfit.text).toMatch(/value="officer" checked/);
    const taken = await chen.fillIn('/accounts/new', { name: 'chen', role: 'intake' });
    expect(taken.text).toContain('data-code="nameTaken"');
    const roleless = await chen.fillIn('/accounts/new', { name: '王', role: '' });
    expect(roleless.text).toContain('data-code="roleMissing"');
    expect(await office.web.accounts.find('王')).toBeNull();
  });

  it('are stopped and let in again, and a session that is open ends at once', async () => {
    const wang = await office.visitor('wang', 'officer');
    expect((await wang.get('/applications')).status).toBe(200);
    expect((await change('wang', '/disable')).location).toBe('/accounts?saved');
    expect((await wang.get('/applications')).status).not.toBe(200);
    expect(await comesIn('wang', PASSWORD)).toBe(false);
    await change('wang', '/enable');
    expect(await comesIn('wang', PASSWORD)).toBe(true);
  });

  it('get another role, and another password that ends the old one', async () => {
    const wang = await office.visitor('wang', 'intake');
    await change('wang', '/role', { role: 'officer' });
    expect((await wang.get('/imports')).status).toBe(200);
    const reset = await change('wang', '/password');
    expect(await comesIn('wang', PASSWORD)).toBe(false);
    expect(await comesIn('wang', secretIn(reset.text))).toBe(true);
  });

  it('never lose their last admin: one’s own role and entry are for another to change', async () => {
    expect((await chen.get(at('chen'))).text).toContain('这是自己的账号');
    for (const what of ['/role', '/disable', '/password'])
      expect(await force(at('chen', what), { role: 'intake' })).toBe(403);
    expect(await office.web.accounts.find('chen')).toMatchObject({ role: 'admin', disabled: false });
  });

  it('are those of one’s own office alone', async () => {
    await office.addPerson('lin', 'officer', 'other');
    expect((await chen.get('/accounts')).text).not.toContain(at('lin'));
    expect((await chen.get(at('lin'))).status).toBe(404);
    expect(await force(at('lin', '/disable'))).toBe(404);
    expect(await office.web.accounts.find('lin')).toMatchObject({ disabled: false });
  });
});

describe('the tokens of programs', () => {
  const asks = async (token: string): Promise<number> => {
    const headers = { host: 'localhost', authorization: `Bearer ${token}` };
    return (await office.app.request('/api/v1/worklist', { headers })).status;
  };

  it('bear no name of a person, who would seem to have done what they do', async () => {
    await office.addPerson('wang', 'approver');
    const answer = await chen.fillIn('/accounts/tokens/new', { name: 'wang', role: 'approver' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('这是一个人的用户名');
    expect(await office.web.accounts.tokens()).toEqual([]);
  });

  it('are made with a role, shown once, and end when the admin says so', async () => {
    const made = await chen.fillIn('/accounts/tokens/new', { name: '区级平台', role: 'auditor' });
    const token = secretIn(made.text);
    expect(await asks(token)).toBe(200);
    const list = (await chen.get('/accounts')).text;
    expect(list).toContain('区级平台');
    expect(list).not.toContain(token);
    const id = (await office.web.accounts.tokens())[0]?.id ?? '';
    await chen.fillIn('/accounts', { id }, '/accounts/tokens/end');
    expect(await asks(token)).toBe(401);
    expect(await force('/accounts/tokens/end', { id })).toBe(404);
  });
});

describe('what a token is good for', () => {
  const COMMAND = {
    ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20', case: 'X1' },
    applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
    subject: '规划许可证',
  };
  const send = async (token: string, command: object, key = 'k1'): Promise<string> => {
    const headers = { host: 'localhost', authorization: `Bearer ${token}`, 'idempotency-key': key };
    const init = { method: 'POST', body: JSON.stringify(command), headers };
    const answer = await office.app.request('/api/v1/commands', init);
    return answer.ok ? 'done' : ((await answer.json()) as { code: string }).code;
  };
  const get = async (token: string, path = '/api/v1/worklist'): Promise<number> => {
    const headers = { host: 'localhost', authorization: `Bearer ${token}` };
    return (await office.app.request(path, { headers })).status;
  };
  const made = async (fields: Record<string, string>): Promise<string> => {
    const page = await chen.fillIn('/accounts/tokens/new', { name: '平台', role: 'officer', ...fields });
    expect(page.status, page.text).toBe(200);
    return secretIn(page.text);
  };

  it('may be reading alone, or reading and some commands', async () => {
    const reading = await made({ scope: 'read' });
    expect([await get(reading), await send(reading, COMMAND)]).toEqual([200, 'outOfScope']);
    const named = await made({ scope: 'named', commands: 'RegisterApplication、Dispatch' });
    expect([await get(named), await send(named, COMMAND)]).toEqual([200, 'done']);
    expect(await send(named, { command: 'VoidEntry', case: 'X1', reason: '误登' }, 'k2')).toBe('outOfScope');
    const importing = `/api/v1/imports/hotline?format=csv`;
    const headers = { host: 'localhost', authorization: `Bearer ${named}`, 'idempotency-key': 'k3' };
    const init = { method: 'POST', body: 'x', headers: { ...headers, 'content-type': 'text/csv' } };
    expect((await office.app.request(importing, init)).status).toBe(403);
    const list = (await chen.get('/accounts')).text;
    for (const said of ['读取、RegisterApplication、Dispatch', '2026-11-23', '一直有效'])
      expect(list).toContain(said);
  });

  it('ends after its last day, and the list says so', async () => {
    const token = await made({ scope: 'all', expiresOn: '11.24' });
    office.setNow('2026-11-24T23:59:00.000+08:00');
    expect(await get(token)).toBe(200);
    office.setNow('2026-11-25T00:00:00.000+08:00');
    expect(await get(token)).toBe(401);
    chen = await office.visitor('guan', 'admin');
    expect((await chen.get('/accounts')).text).toContain('已过期（2026-11-24）');
  });

  it('is turned back with what was typed where it cannot be understood', async () => {
    const past = await chen.fillIn('/accounts/tokens/new', {
      ...{ name: '平台', role: 'officer', scope: 'named', expiresOn: '昨天', commands: 'drop table' },
    });
    expect(past.status).toBe(422);
    for (const said of ['data-code="badDate"', 'data-code="unknownCommand"', 'value="drop table"'])
      expect(past.text).toContain(said);
  });
});

describe('how a person comes in', () => {
  it('is seen by the admin, who ends it, and clears factors that were lost', async () => {
    const wang = await office.visitor('wang', 'officer');
    const { accounts, house } = office.web;
    const factor = { user: 'wang', kind: 'totp', name: '工作手机', secret: 'x', mark: 0 } as const;
    await accounts.addFactor({ ...factor, id: 'a', addedAt: house.clock.now() });
    const page = at('wang', '/entry');
    const shown = (await chen.get(page)).text;
    for (const said of ['10.0.0.1', '工作手机', '结束全部登录']) expect(shown).toContain(said);
    await chen.fillIn(page, { id: '' }, `${page}/sessions`);
    expect((await wang.get('/')).status).toBe(303);
    await chen.fillIn(page, {}, `${page}/factors`);
    expect(await accounts.factors('wang')).toEqual([]);
    expect(await force(at('chen', '/entry/sessions'))).toBe(403);
    await office.addPerson('lin', 'officer', 'other');
    expect((await chen.get(at('lin', '/entry'))).status).toBe(404);
  });
});

describe('the platforms that send records', () => {
  const send = async (feed: string, secret: string): Promise<number> => {
    const body = JSON.stringify({ records: [{ number: 'A1', receivedAt: '2026-11-20 09:00' }] });
    const timestamp = office.web.house.clock.now();
    const headers = { 'x-feed': encodeURIComponent(feed), ...signatureHeaders({ secret, timestamp, body }) };
    return (await office.app.request('/api/v1/hotline/batches', { method: 'POST', body, headers })).status;
  };
  const listed = async (): Promise<boolean> =>
    (await chen.get('/accounts')).text.includes('更换密钥 platform');

  it('are added with a secret shown once, given another, and no longer listened to', async () => {
    const made = await chen.fillIn('/accounts/feeds/new', { name: ' platform ' });
    const first = secretIn(made.text);
    expect(await send('platform', first)).toBe(202);
    expect(await listed()).toBe(true);
    const again = await chen.fillIn('/accounts', { name: 'platform' }, '/accounts/feeds/renew');
    const second = secretIn(again.text);
    expect([await send('platform', first), await send('platform', second)]).toEqual([401, 202]);
    expect((await chen.fillIn('/accounts', { name: 'platform' }, '/accounts/feeds/end')).status).toBe(303);
    expect([await send('platform', second), await listed()]).toEqual([401, false]);
    for (const secret of [first, second]) expect(JSON.stringify(office.lines)).not.toContain(secret);
  });

  it('want a name that can be one and that is new; what was typed stays', async () => {
    const unfit = await chen.fillIn('/accounts/feeds/new', { name: '区级 平台' });
    expect(unfit.status).toBe(422);
    expect(unfit.text).toContain('data-code="nameUnfit"');
    expect(unfit.text).toContain('value="区级 平台"');
    await chen.fillIn('/accounts/feeds/new', { name: '区级平台' });
    const taken = await chen.fillIn('/accounts/feeds/new', { name: '区级平台' });
    expect(taken.text).toContain('data-code="nameTaken"');
    expect(await force('/accounts/feeds/renew', { name: '没有' })).toBe(404);
    expect(await force('/accounts/feeds/end', { name: '没有' })).toBe(404);
  });

  it('are for admins alone', async () => {
    const wu = await office.visitor('wu', 'officer');
    expect((await wu.get('/accounts/feeds/new')).status).toBe(403);
  });
});

it('a platform is told address, headers and its name as a header can hold it, with the secret and without', async () => {
  const root = await office.visitor('guan', 'admin');
  const made = await root.fillIn('/accounts/feeds/new', { name: '区级平台' });
  const page = await root.get(`/accounts/feeds/${encodeURIComponent('区级平台')}`);
  for (const { status, text } of [made, page]) {
    expect(status).toBe(200);
    for (const said of [
      'POST /api/v1/hotline/batches',
      'X-Timestamp',
      'X-Signature',
      encodeURIComponent('区级平台'),
    ])
      expect(text).toContain(said);
  }
  expect(made.text).toContain('密钥已生成');
  expect((await root.get('/accounts/feeds/nobody')).status).toBe(404);
});
