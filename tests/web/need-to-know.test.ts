/** 限制知悉: a canary in a report and in a third party's name, looked for wherever somebody can look. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiEndpoints } from '#functions/web/api/routes.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { verifyAudit } from '#shared/proof/verify-audit.ts';
import type { Role } from '#shared/store/accounts.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let admin: Visitor;
/** Everything that may be read of the report and of the third party holds it, or one of its parts. */
const CANARY = /金丝雀|13911112222|柠檬街|蓝鲸公司/;
const REPORT = {
  ...{
    command: 'RegisterHotlineCase',
    case: 'R1',
    at: '2026-11-20T09:00:00+08:00',
    source: '12345热线',
    type: 'report',
  },
  ...{ caller: '金丝雀', contact: '13911112222', address: '柠檬街 8 号', description: '金丝雀反映的事' },
};
const OTHER = {
  ...REPORT,
  case: 'R2',
  type: 'complaint',
  caller: '白鸽',
  contact: '13700000000',
  description: '路灯不亮',
  address: '北街',
};
const applicant = {
  type: 'naturalPerson',
  name: '赵一',
  identity: '110101199003078515',
  contact: '13800000000',
};
const APPLICATION = {
  ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-11-20' },
  ...{ subject: '采购合同', applicant },
};
const CONSULT = { command: 'ConsultThirdParty', case: 'A1', on: '2026-11-23', party: '蓝鲸公司' };

async function by(user: string, role: Role, fields: Fields, via: 'form' | 'api' = 'form'): Promise<void> {
  const actor = { user, role, via } as const;
  const people = office.web.accounts;
  const done = await executeCommand({ ...office.web.house, people }, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(fields)}`);
}

beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  admin = await office.visitor('zhang', 'admin');
  for (const user of ['li', 'wang', 'zhou']) await office.addPerson(user, 'officer');
  for (const fields of [REPORT, OTHER, APPLICATION, CONSULT]) await by('li', 'officer', fields);
  await by('li', 'officer', { command: 'AcceptHotlineCase', case: 'R1', at: '2026-11-20T09:30:00+08:00' });
  await by('li', 'officer', {
    command: 'Dispatch',
    case: 'R1',
    at: '2026-11-20T10:00:00+08:00',
    department: '城管局',
  });
  await by('li', 'officer', { command: 'AddNote', kind: 'hotline', case: 'R1', text: '金丝雀要求保密' });
  const letter = { kind: 'thirdParty', number: '1号', document: Buffer.from('蓝鲸公司').toString('base64') };
  await by('li', 'officer', {
    command: 'IssueLetter',
    case: 'A1',
    on: '2026-11-23',
    about: '2.1',
    template: 'v',
    ...letter,
  });
});
afterEach(() => office.close());
const restrict = () => admin.fillIn('/rights', { do: 'restrict' }, '/rights/rules');

describe('the department that has the case', () => {
  it('knows of it, by its last dispatch; no other does', async () => {
    await restrict();
    const wu = await office.visitor('wu', 'officer');
    const seen = async (department: string): Promise<boolean> => {
      await office.web.accounts.change('wu', { department });
      return CANARY.test((await wu.get('/hotline/R1')).text);
    };
    expect(await seen('')).toBe(false);
    expect(await seen('水务局')).toBe(false);
    expect(await seen('城管局')).toBe(true);
    const at = '2026-11-20T11:00:00+08:00';
    await by('li', 'admin', { command: 'Dispatch', case: 'R1', at, department: '水务局' });
    expect(await seen('城管局')).toBe(false);
    expect(await seen('水务局')).toBe(true);
  });

  it('of an application knows the third party, by its assignment', async () => {
    await restrict();
    const wu = await office.visitor('wu', 'officer');
    await by('li', 'officer', {
      command: 'AssignCase',
      kind: 'application',
      case: 'A1',
      department: '法规科',
    });
    expect((await wu.get('/applications/A1')).text).not.toMatch(CANARY);
    await office.web.accounts.change('wu', { department: '法规科' });
    expect((await wu.get('/applications/A1')).text).toMatch(CANARY);
    // and takes its steps, where a program of the same name does not
    const hand = { command: 'AssignCase', kind: 'application', case: 'A1', person: 'wang' };
    await expect(by('wu', 'officer', hand, 'api')).rejects.toThrow('withheld');
    await by('wu', 'officer', hand);
  });

  it('is set by an admin on the page of an account, and shown to its owner', async () => {
    await admin.fillIn('/accounts/people/wang', { department: '城管局' }, '/accounts/people/wang/department');
    expect((await admin.get('/accounts')).text).toContain('城管局');
    const sun = await office.visitor('sun', 'officer');
    expect((await sun.get('/account')).text).toContain('没有填写');
    await admin.fillIn('/accounts/people/sun', { department: '法规科' }, '/accounts/people/sun/department');
    expect((await sun.get('/account')).text).toContain('法规科');
    // and the stream says what the accounts do, also once it is taken away again
    await admin.fillIn('/accounts/people/wang', { department: '' }, '/accounts/people/wang/department');
    const { rights } = await verifyAudit(office.web.house.audit, office.web.accounts);
    expect(rights.filter(({ of }) => of === 'account')).toEqual([]);
    const long = { department: '科'.repeat(101) };
    const refused = await admin.fillIn('/accounts/people/sun', long, '/accounts/people/sun/department');
    expect(refused.text).toContain('科室的名称不超过 100 个字');
  });
});

it('a failed record of a report is kept back where the report would be', async () => {
  const { deadLetters } = office.web.house;
  const record = {
    number: 'R9',
    receivedAt: '2026-11-2',
    type: '举报',
    subdistrict: '柠檬街',
  };
  const plain = { ...record, number: 'R8', type: '投诉', subdistrict: '北街' };
  const bury = (id: string, of: object) =>
    deadLetters.put({
      ...{ message: id, topic: 'feed', tries: 3 },
      reason: 'receivedAt（badDate）：日期不对',
      body: JSON.stringify({ office: 'default', feed: 'p', record: of }),
    });
  await bury('L1', record);
  await bury('L2', plain);
  expect((await admin.get('/dead-letters/feed:L1')).text).toMatch(CANARY);
  await restrict();
  for (const path of ['/dead-letters', '/dead-letters/feed:L1'])
    expect([path, CANARY.test((await admin.get(path)).text)]).toEqual([path, false]);
  expect((await admin.get('/dead-letters/feed:L1')).text).toContain('限知悉');
  expect((await admin.get('/dead-letters/feed:L2')).text).toContain('北街');
  expect(
    (await admin.fillIn('/dead-letters', { do: 'again', description: 'x' }, '/dead-letters/feed:L1')).status,
  ).toBe(403);
});

const QUERIES = ['', '?full=yes', '?as=csv'];

/** Every page that a role may open, with the numbers and years that there are, and its lists as files. */
async function pagesOf(who: Visitor, role: Role): Promise<string[]> {
  const shown: string[] = [];
  for (const { method, path, roles } of office.routes) {
    if (method !== 'GET' || roles === 'public' || !roles.includes(role) || path.startsWith('/api/')) continue;
    const numbers = path.startsWith('/applications') ? ['A1'] : ['R1', 'R2'];
    for (const number of path.includes(':number') ? numbers : ['R1']) {
      const at = path
        .replace(/:number\b(\{[^/]*\})?/, number)
        .replace(/:year\b(\{[^/]*\})?/, '2026')
        .replace(/:format\b(\{[^/]*\})?/, 'docx')
        .replace(
          ':kind',
          path.includes('letters') ? 'thirdParty' : number === 'A1' ? 'application' : 'hotline',
        )
        .replaceAll(/:\w+(\{[^/]*\})?/g, 'x');
      for (const query of QUERIES) shown.push(`${at}${query}\n${(await who.get(`${at}${query}`)).text}`);
    }
  }
  for (const q of ['金丝雀', '13911112222', '柠檬街', '蓝鲸', '蓝鲸公司', '城管局', 'R1']) {
    const { location } = await who.fillIn('/search', { q }, '/search');
    if (location !== null) shown.push(withoutQuery(`${location}\n${(await who.get(location)).text}`, q));
  }
  return shown;
}
/** What was asked for stands in the box again: that is no answer. */
const withoutQuery = (text: string, q: string): string =>
  text.replaceAll(`value="${q}"`, '').replaceAll(`查找“${q}”`, '');

async function answersOf(role: Role, name: string): Promise<string[]> {
  const token = await createToken(office.web.accounts, { role, office: 'default', name });
  const headers = { authorization: `Bearer ${token}` };
  const answers: string[] = [];
  for (const { method, path } of apiEndpoints(office.web)) {
    if (method !== 'get' || path.includes('openapi')) continue;
    for (const [kind, number] of [
      ['hotline', 'R1'],
      ['hotline', 'R2'],
      ['application', 'A1'],
    ] as const) {
      const at = path
        .replace('{kind}', kind)
        .replace('{number}', number)
        .replace('{year}', '2026')
        .replaceAll(/\{\w+\}/g, number);
      for (const query of ['', '?q=金丝雀', '?q=13911112222', '?q=蓝鲸公司']) {
        const answer = await office.app.request(`${at}${query}`, { headers });
        answers.push(`${at} ${(await answer.text()).replaceAll(/"(?:q|query|words)":"[^"]*"/g, '')}`);
      }
    }
  }
  return answers;
}

const leaks = (shown: readonly string[]): string[] =>
  shown
    .filter((text) => CANARY.test(text.slice(text.indexOf('\n') + 1)))
    .map((text) => text.split(/[\n ]/)[0] ?? '');

describe('before it is switched on', () => {
  it('everybody of the office reads everything, as ever', async () => {
    const wang = await office.visitor('wang2', 'officer');
    expect(leaks(await pagesOf(wang, 'officer'))).not.toEqual([]);
    expect((await wang.get('/hotline/R1')).text).toContain('金丝雀');
    expect((await wang.get('/applications/A1')).text).toContain('蓝鲸公司');
  });

  it('nobody grants themselves access for later', async () => {
    const own = { command: 'GrantAccess', kind: 'hotline', case: 'R1', person: 'zhang', reason: '看看' };
    await expect(by('zhang', 'admin', own)).rejects.toThrow('ownGrant');
  });
});

describe('once it is on', () => {
  beforeEach(async () => {
    await restrict();
  });

  it.each(['officer', 'auditor', 'admin'] as const)(
    'no page, list, file or search shows %s the report or the third party',
    async (role) => {
      const who = await office.visitor(`someone-${role}`, role);
      expect(leaks(await pagesOf(who, role))).toEqual([]);
      expect((await who.get('/hotline/R1')).text).toContain('限知悉');
      expect((await who.get('/applications/A1')).text).toContain('限知悉');
      expect((await who.get('/hotline/R2')).text).toContain('路灯不亮');
      expect((await who.get('/applications/A1')).text).toContain('采购合同');
    },
  );

  it.each(['officer', 'auditor'] as const)('nor does the API show a token of %s', async (role) => {
    expect(leaks(await answersOf(role, 'program'))).toEqual([]);
  });

  it('a search by a name it may not know finds nothing, by a number the case', async () => {
    const wang = await office.visitor('wang2', 'officer');
    const found = async (q: string) => {
      const { location } = await wang.fillIn('/search', { q }, '/search');
      return (
        location?.startsWith('/hotline/R1') ||
        /href="\/hotline\/R1/.test((await wang.get(location ?? '/')).text)
      );
    };
    expect(await found('金丝雀')).toBe(false);
    expect(await found('13911112222')).toBe(false);
    expect(await found('R1')).toBe(true);
  });

  it('offers no step of it to whoever may not know, and all to whoever has it', async () => {
    const steps = async (user: string) => {
      const { text } = await (await office.visitor(user, 'officer')).get('/hotline/R1');
      return text.includes('href="/hotline/R1/steps/');
    };
    expect([await steps('wang'), await steps('li')]).toEqual([false, true]);
    expect((await admin.get('/hotline/R1')).text).toContain('授权或者交办');
  });

  it('the same telephone again leads nobody to it', async () => {
    const again = { ...OTHER, case: 'R4', contact: '13911112222' };
    await by('wang', 'officer', again);
    const earlierFor = async (who: Visitor): Promise<string> => {
      const { csrf = '' } = hiddenFields((await who.get('/hotline/new')).text, '/sign-out');
      return (await who.post('/cases/earlier', { csrf, kind: 'hotline', phone: '13911112222', form: 'f' }))
        .text;
    };
    const seen = await earlierFor(await office.visitor('wang', 'officer'));
    expect(seen).toContain('R4');
    expect(seen).not.toContain('R1');
    expect(await earlierFor(await office.visitor('li', 'officer'))).toContain('R1');
  });

  it('whoever has the case reads it, whoever entered it only until then', async () => {
    const li = await office.visitor('li', 'officer');
    expect((await li.get('/hotline/R1')).text).toContain('金丝雀');
    expect((await li.get('/applications/A1')).text).toContain('蓝鲸公司');
    await li.fillIn('/hotline/R1/steps/AssignCase', { person: 'wang' });
    expect((await li.get('/hotline/R1')).text).not.toMatch(CANARY);
    const wang = await office.visitor('wang', 'officer');
    expect((await wang.get('/hotline/R1')).text).toContain('金丝雀');
  });

  it('is opened to somebody by who guards the rules, with a reason, and closed again', async () => {
    const security = await office.visitor('an', 'security');
    const give = (how: string, person: string, reason = '协助核查') =>
      security.fillIn('/rights', { do: how, kind: 'hotline', case: 'R1', person, reason }, '/rights/access');
    const wang = await office.visitor('wang', 'officer');
    expect((await give('GrantAccess', 'wang', '')).text).toContain('此项必填');
    expect((await give('GrantAccess', 'wang')).location).toBe('/rights?saved');
    expect((await wang.get('/hotline/R1')).text).toMatch(/金丝雀[\s\S]*授权知悉[\s\S]*协助核查/);
    expect((await security.get('/hotline/R1')).status).toBe(403);
    await give('RevokeAccess', 'wang');
    expect((await wang.get('/hotline/R1')).text).not.toMatch(CANARY);
    await give('AssignCase', 'zhou');
    const zhou = await office.visitor('zhou', 'officer');
    expect((await zhou.get('/hotline/R1')).text).toContain('金丝雀');
  });

  it('nobody opens it to themselves: not by a grant, a step, or another type', async () => {
    const own = { kind: 'hotline', case: 'R1' };
    const tries: readonly (readonly [string, Role, Fields])[] = [
      ['zhang', 'admin', { command: 'GrantAccess', ...own, person: 'zhang', reason: '看看' }],
      ['zhang', 'admin', { command: 'AssignCase', ...own, person: 'zhang' }],
      ['wang', 'officer', { command: 'AssignCase', ...own, person: 'wang' }],
      ['wang', 'officer', { command: 'ClassifyHotlineCase', ...own, on: '2026-11-20', type: 'complaint' }],
      ['wang', 'officer', { command: 'CorrectText', ...own, field: 'caller', value: '某人', reason: '录错' }],
      ['wang', 'officer', { command: 'AssignCase', kind: 'application', case: 'A1', person: 'wang' }],
    ];
    for (const [user, role, fields] of tries)
      await expect(by(user, role, fields)).rejects.toThrow(/ownGrant|withheld/);
    const wang = await office.visitor('wang', 'officer');
    expect((await wang.get('/hotline/R1')).text).not.toMatch(CANARY);
  });

  it.each(['GrantAccess', 'AssignCase'])('no token opens it to somebody: %s', async (command) => {
    const given = { command, kind: 'hotline', case: 'R1', person: 'zhang', reason: '看看' };
    for (const role of ['admin', 'security'] as const)
      await expect(by('program', role, given, 'api')).rejects.toThrow(/personNeeded|withheld|notAllowed/);
    expect((await admin.get('/hotline/R1')).text).not.toMatch(CANARY);
  });

  it('moves no figure', async () => {
    const table = async () =>
      (await admin.get('/api/v1/reports/2026')).text +
      (await admin.get('/hotline/figures?from=2026-11-01&to=2026-11-30')).text;
    const on = await table();
    await admin.fillIn('/rights', { do: 'open' }, '/rights/rules');
    const strip = (text: string): string => text.replaceAll(/value="[^"]{20,}"/g, '');
    expect(strip(await table())).toBe(strip(on));
  });
});
