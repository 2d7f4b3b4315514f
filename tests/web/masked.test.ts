/** Who is shown what of people: on pages, in files and to programs, before and after a ground was said. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

const AT = '/applications/A1';
let office: WebOffice;
let li: Visitor;
const record = async (fields: Record<string, unknown>, user = 'wang'): Promise<void> => {
  const actor = { user, role: 'officer', via: 'form' } as const;
  expect(await executeCommand(office.web.house, { office: 'default', actor, fields })).toMatchObject({
    ok: true,
  });
};
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  await record({
    ...{
      command: 'RegisterApplication',
      case: 'A1',
      channel: 'post',
      submittedOn: '2026-11-02',
      signedForOn: '2026-11-02',
    },
    applicant: {
      type: 'naturalPerson',
      name: '欧阳锋',
      identity: '440301199001011234',
      contact: '13800001111',
    },
    ...{ subject: '规划图', description: '欧阳锋家住龙翔大道12号，护照E12345678，座机6553421' },
  });
  await record({
    ...{ command: 'RequestCorrection', case: 'A1', on: '2026-11-04', respondBy: '2026-11-20' },
    items: '发至 ouyang@example.cn',
  });
  await record({ command: 'RecordCorrection', case: 'A1', on: '2026-11-05', agent: '李四' });
});
afterEach(() => office.close());

const HIDDEN = ['440301199001011234', '13800001111', 'E12345678', '6553421', 'ouyang@'];
const NAMED = ['欧阳锋', '李四', '大道12号'];
const shownIn = (text: string): string[] => [...HIDDEN, ...NAMED].filter((one) => text.includes(one));

describe('the page of a case', () => {
  it('shows who handles it names and places, and no numbers; an auditor neither', async () => {
    expect(shownIn((await li.get(AT)).text)).toEqual(NAMED);
    const auditor = await office.visitor('shen', 'auditor');
    const { text } = await auditor.get(AT);
    expect(shownIn(text)).toEqual([]);
    for (const said of ['欧阳*', '李*', '440***********1234', '138****1111']) expect(text).toContain(said);
  });

  it('goes by the policy: to whom it is assigned and who entered it, or nobody', async () => {
    await record({ command: 'SetPolicy', policy: 'namesShownTo', value: 'assignee' }, 'admin');
    expect(shownIn((await li.get(AT)).text)).toEqual([]);
    const wang = await office.visitor('wang', 'officer');
    expect(shownIn((await wang.get(AT)).text)).toEqual(NAMED);
    await record({ command: 'AssignCase', case: 'A1', person: 'li' });
    expect(shownIn((await li.get(AT)).text)).toEqual(NAMED);
    await record({ command: 'SetPolicy', policy: 'namesShownTo', value: 'nobody' }, 'admin');
    expect(shownIn((await li.get(AT)).text)).toEqual([]);
  });

  it('lists and their files show nobody more than a surname', async () => {
    for (const path of ['/applications', '/applications?as=csv', '/', '/worklist'])
      expect([path, shownIn((await li.get(path)).text)]).toEqual([path, []]);
    expect((await li.get('/applications')).text).toContain('欧阳*');
  });
});

describe('showing in full', () => {
  it('wants a ground, and words where none of the list fits', async () => {
    const none = await li.fillIn(`${AT}/reveal`, {});
    expect(none).toMatchObject({ status: 422, text: expect.stringContaining('请选择理由') });
    const other = await li.fillIn(`${AT}/reveal`, { ground: 'other' });
    expect(other).toMatchObject({ status: 422, text: expect.stringContaining('id="f-why"') });
    expect((await li.fillIn(`${AT}/reveal`, { ground: 'other', why: '信访核查' })).status).toBe(303);
    expect((await li.get(`${AT}?pass=yes`)).text).not.toContain('13800001111');
  });

  it('is good for one person, one case and a quarter of an hour', async () => {
    await record({
      ...{
        command: 'RegisterApplication',
        case: 'A2',
        channel: 'post',
        submittedOn: '2026-11-02',
        signedForOn: '2026-11-02',
        subject: '账目',
      },
      applicant: { type: 'naturalPerson', name: '赵一', contact: '13900002222' },
    });
    const address = await li.revealed(AT);
    expect(shownIn((await li.get(address)).text)).toEqual([...HIDDEN, ...NAMED]);
    const wang = await office.visitor('wang', 'officer');
    expect(shownIn((await wang.get(address)).text)).toEqual(NAMED);
    expect((await li.get(address.replace('A1', 'A2'))).text).not.toContain('13900002222');
    office.setNow('2026-11-23T09:46:00.000+08:00');
    expect(shownIn((await li.get(address)).text)).toEqual(NAMED);
  });

  it('shows an auditor all, too, and notes the ground', async () => {
    const auditor = await office.visitor('shen', 'auditor');
    expect(shownIn((await auditor.get(await auditor.revealed(AT))).text)).toEqual([...HIDDEN, ...NAMED]);
    expect((await office.audited({ what: 'revealed' })).at(-1)).toMatchObject({
      ...{ who: 'shen', on: { kind: 'application', number: 'A1' }, details: { ground: 'handling' } },
    });
  });
});

describe('a program', () => {
  const HISTORY = '/api/v1/cases/application/A1/history';
  const asked = async (path: string, headers: Record<string, string>): Promise<string> =>
    (await office.app.request(path, { headers: { host: 'localhost', ...headers } })).text();

  it('with a token of who handles cases is shown what they need; with an auditor’s, what the auditor sees', async () => {
    const bearer = async (role: 'intake' | 'auditor') => ({
      authorization: `Bearer ${await office.token(role)}`,
    });
    expect(shownIn(await asked(HISTORY, await bearer('intake')))).toEqual([...HIDDEN, ...NAMED]);
    expect(shownIn(await asked(HISTORY, await bearer('auditor')))).toEqual([]);
  });

  it('in the session of a person sees what the page shows, and more on a ground that is noted', async () => {
    const cookie = { cookie: li.cookie() };
    expect(shownIn(await asked(HISTORY, cookie))).toEqual(NAMED);
    expect(shownIn(await asked(`${HISTORY}?ground=identity`, cookie))).toEqual([...HIDDEN, ...NAMED]);
    expect((await office.audited({ what: 'revealed' })).at(-1)).toMatchObject({
      details: { ground: 'identity' },
    });
    const file = '/api/v1/cases/application/A1/case-file?format=docx&full=true';
    expect(JSON.parse(await asked(file, cookie))).toMatchObject({ status: 422, code: 'required' });
  });
});
