/** Who read what: every page, file and call of a program leaves an entry, or is not given out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import { type AuditEntry, AuditUnwritable } from '#shared/store/audit-log.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
const CLI = { user: 'li', role: 'officer', via: 'cli' } as const;
const A1 = { kind: 'application', number: 'A1' } as const;
const record = async (fields: Fields): Promise<void> => {
  const done = await executeCommand(office.web.house, { office: 'default', actor: CLI, fields });
  expect(done.ok ? '' : JSON.stringify(done)).toBe('');
};
/** What one request left. */
const leftBy = async (request: () => Promise<unknown>) => {
  const before = (await office.audited()).length;
  await request();
  return (await office.audited()).slice(before);
};
const called = async (path: string, headers: Record<string, string>) =>
  office.app.request(path, { headers: { host: 'localhost', ...headers } });
const wordsOf = async (entry: Awaited<ReturnType<typeof leftBy>>[number] | undefined) =>
  entry && (await office.web.house.audit.textsOf(entry));

beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  await record({
    ...{ command: 'RegisterApplication', case: 'A1', channel: 'post' },
    ...{ submittedOn: '2026-11-02', signedForOn: '2026-11-02', subject: '征地批复' },
    applicant: { type: 'naturalPerson', name: '张三丰', contact: '13812345678' },
  });
});
afterEach(() => office.close());

/** Words of the product, settings of the office, one's own things, and forms that are still empty. */
const SHOW_NOTHING_OF_A_PERSON = [
  ...[
    '/sign-in',
    '/account',
    '/drafts',
    '/help',
    '/help/api',
    '/help/tours/:tour',
    '/register',
    '/sample',
    '/audit-desk',
    '/audit-desk/report',
    '/audit-desk/evidence',
    '/seals',
    '/seals/:file',
    '/api/v1/proof/:log/checkpoint',
    '/api/v1/proof/:log/consistency',
  ],
  ...['/account/factors', '/account/password', '/accounts/sign-in'],
  ...['/sign-in/provider', '/sign-in/provider/back', '/sign-in/provider/leave'],
  ...['/office', '/reminders', '/policies', '/policies/:policy', '/approvals/settings', '/check'],
  ...['/calendar', '/calendar/load', '/calendar/days/:date/remove'],
  // a picture of figures, of a page that is recorded itself
  '/charts/drawn/:name',
  ...['/letters', '/letters/templates/:name', '/letters/templates/:name/file'],
  ...['/hotline/lists', '/hotline/answers', '/imports', '/imports/:kind/blank.csv'],
  ...['/hand-in', '/hand-in/back'],
  ...['/api/v1/openapi.json', '/api/v1/policies', '/api/v1/jobs/:id', '/healthz', '/readyz'],
];

describe('what a route shows of a person', () => {
  it('is declared at the route; those that show nothing are these alone', () => {
    const silent = office.routes
      .filter(
        ({ method, path, reads }) => method === 'GET' && reads === null && !/\/new$|\/assets\//.test(path),
      )
      .map(({ path }) => path.replace(/\.json$|\.xml$/, ''));
    expect([...new Set(silent)].filter((path) => !/open311.*services/.test(path)).sort()).toEqual(
      [...new Set(SHOW_NOTHING_OF_A_PERSON.map((path) => path.replace(/\.json$/, '')))].sort(),
    );
  });

  it('has its words for the auditor', () => {
    for (const { reads } of office.routes) if (reads !== null) expect(AUDIT_LABELS[reads]).not.toBe('');
  });

  it('is written down by every page that can be opened as it stands', async () => {
    const plain = office.routes.filter(
      ({ method, path, roles, reads }) =>
        method === 'GET' &&
        reads !== null &&
        roles !== 'public' &&
        roles.includes('officer') &&
        !path.includes(':'),
    );
    const token = await office.token('officer');
    for (const { path, reads } of plain.filter(
      ({ path: one }) => one !== '/search' && one !== '/api/v1/search',
    )) {
      const entries = await leftBy(() =>
        path.includes('/api/') || path.includes('open311')
          ? called(path, { authorization: `Bearer ${token}` })
          : li.get(path),
      );
      expect([path, ...entries.map(({ what }) => what)]).toEqual([path, reads]);
    }
  });
});

describe('an entry', () => {
  it('says who, as what, when, from where, in which session and which case', async () => {
    const [entry, ...more] = await leftBy(() => li.get('/applications/A1'));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      ...{ who: 'li', role: 'officer', via: 'form', from: '10.0.0.1', what: 'caseRead', on: A1 },
      at: '2026-11-23T09:30:00.000+08:00',
    });
    expect(entry?.session).toMatch(/^[0-9a-f]{12}$/);
    expect(li.cookie()).not.toContain(entry?.session);
  });

  it('names the case as the ledger does, however its number was typed', async () => {
    const [entry] = await leftBy(() => li.get('/applications/%EF%BC%A11'));
    expect(entry?.on).toEqual(A1);
  });

  it('tells looking from having everything shown, opening a letter, and printing', async () => {
    const whats = async (path: string) => (await leftBy(() => li.get(path))).map(({ what }) => what);
    expect(await whats('/applications/A1?full=yes')).toEqual(['revealed']);
    expect(await whats('/applications/A1/steps/CorrectText')).toEqual(['revealed']);
    expect(await whats('/applications/A1/steps/Reply')).toEqual(['caseRead']);
    expect(await whats('/applications/A1/letters/receipt/file')).toEqual(['letterOpened']);
    expect(await whats('/applications/A1/case-file/docx')).toEqual(['printed']);
    expect(await whats('/applications?as=print')).toEqual(['printed']);
    expect(await whats('/applications?as=xlsx')).toEqual(['exported']);
  });

  it('is left by a program and by a session that reads what programs read', async () => {
    const path = '/api/v1/cases/application/A1/history';
    const cookie = { cookie: li.cookie() };
    const [session] = await leftBy(() => called(path, cookie));
    expect(session).toMatchObject({ who: 'li', via: 'form', what: 'revealed', on: A1 });
    const bearer = { authorization: `Bearer ${await office.token('intake')}` };
    const [program] = await leftBy(() => called(path, bearer));
    expect(program).toMatchObject({ role: 'intake', via: 'api', what: 'revealed', on: A1 });
    expect(program).not.toHaveProperty('session');
  });

  it('holds what was looked for, sealed', async () => {
    const hidden = hiddenFields((await li.get('/')).text, '/search');
    const sent = await li.post('/search', { ...hidden, q: '张三丰' });
    const [entry] = await leftBy(() => li.get(sent.location ?? ''));
    expect(await wordsOf(entry)).toEqual({ 0: { words: '张三丰' } });
    const [live] = await leftBy(() => li.post('/search/live', { ...hidden, q: '13812345678' }));
    expect(await wordsOf(live)).toEqual({ 0: { words: '13812345678' } });
    const form = { csrf: hidden.csrf ?? '', kind: 'application', name: '张三丰', form: '/applications/new' };
    const [earlier] = await leftBy(() => li.post('/cases/earlier', form));
    expect(await wordsOf(earlier)).toEqual({ 0: { words: '张三丰' } });
    expect(JSON.stringify([entry, live, earlier])).not.toMatch(/张三丰|138123/);
  });

  it('is left of who asks for what the role may not have', async () => {
    const [entry] = await leftBy(() => li.get('/accounts'));
    expect(entry).toMatchObject({ who: 'li', what: 'accessRefused', details: { page: '/accounts' } });
    const bearer = { authorization: `Bearer ${await office.token('auditor')}` };
    const [program] = await leftBy(() => called('/api/v1/imports', bearer));
    expect(program).toMatchObject({ role: 'auditor', via: 'api', what: 'accessRefused' });
  });

  it('is left of a form that comes back with its faults, not of a step that stands in the ledger', async () => {
    const path = '/applications/A1/steps/Withdraw';
    const hidden = hiddenFields((await li.get(path)).text, path);
    expect(await leftBy(() => li.post(path, { ...hidden, on: '' }))).toMatchObject([
      { what: 'caseRead', on: A1 },
    ]);
    expect(await leftBy(() => li.post(path, { ...hidden, on: '2026-11-23' }))).toEqual([]);
  });
});

describe('what cannot be written down', () => {
  it('is not shown, to a person or a program, and says why', async () => {
    const { audit } = office.web.house;
    const token = await office.token('officer');
    const append = audit.append;
    const hidden = hiddenFields((await li.get('/applications/new')).text, '/applications');
    Object.assign(audit, {
      append: async (entry: AuditEntry) => {
        const cause = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        if (entry.what !== 'signedIn') throw new AuditUnwritable('not written', { cause });
      },
    });
    const page = await li.get('/applications/A1');
    expect(page.status).toBe(503);
    expect(page.text).toContain('访问记录写不进去');
    expect(page.text).toContain('磁盘已满');
    expect(page.text).not.toMatch(/征地批复|张三丰/);
    const answer = await called('/api/v1/cases/application/A1/history', { authorization: `Bearer ${token}` });
    expect(await answer.json()).toMatchObject({
      status: 503,
      code: 'auditUnwritable',
      facts: { why: 'full' },
    });
    expect(answer.headers.get('retry-after')).toBe('60');
    // a form that would come back with its faults: what was typed is on the page
    const typed = await li.post('/applications', { ...hidden, subject: '尚未填完的事项' });
    expect([typed.status, typed.text.includes('尚未填完的事项')]).toEqual([503, true]);
    expect((await li.get('/applications?as=csv')).status).toBe(503);
    // what is nobody's is still there
    expect((await li.get('/help')).status).toBe(200);
    Object.assign(audit, { append });
    expect((await li.get('/applications/A1')).status).toBe(200);
  });
});
