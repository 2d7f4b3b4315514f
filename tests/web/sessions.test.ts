/** Sessions: over when nobody is there, listed and ended by their owner, one in each browser. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '#shared/accounts/sign-in-rules.ts';
import { epochOf, instantOf } from '#shared/kernel/plain-date.ts';
import {
  hiddenFields,
  NOW,
  openWebOffice,
  PASSWORD,
  Visitor,
  type WebOffice,
} from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice(undefined, { signInRules: DEFAULT_RULES });
});
afterEach(() => office.close());
const at = (time: string): void => office.setNow(`2026-11-23T${time}:00.000+08:00`);

describe('a session in which nobody does anything', () => {
  it('is over after half an hour, and the page says why', async () => {
    const li = await office.visitor('li', 'officer');
    at('10:00');
    expect((await li.get('/')).status).toBe(200);
    at('10:31');
    const over = await li.get('/applications?status=open');
    expect(over.location).toBe('/sign-in?next=%2Fapplications%3Fstatus%3Dopen');
    expect((await li.get('/sign-in')).text).toContain('太久没有操作');
    expect((await new Visitor(office.app).get('/sign-in')).text).not.toContain('太久没有操作');
  });

  it('is not over while somebody works, nor while a form is typed into', async () => {
    const li = await office.visitor('li', 'officer');
    for (const time of ['09:55', '10:20', '10:45']) {
      at(time);
      const hidden = hiddenFields((await li.get('/applications/new')).text, '/applications');
      expect((await li.post('/drafts', { ...hidden, subject: '规划许可' })).status).toBe(303);
    }
    at('21:10');
    expect((await li.get('/')).status).toBe(303);
  });

  it('is over after twelve hours whatever was done', async () => {
    const li = await office.visitor('li', 'officer');
    for (let minutes = 20; minutes < 720; minutes += 20) {
      office.setNow(instantOf(epochOf(NOW) + minutes * 60_000));
      expect((await li.get('/account')).status).toBe(200);
    }
    at('21:31');
    expect((await li.get('/account')).status).toBe(303);
  });
});

describe('the sessions of a person', () => {
  it('are listed with when and from where, and one of them is ended', async () => {
    await office.addPerson('li', 'officer');
    const [desk, phone] = [new Visitor(office.app), new Visitor(office.app)];
    await desk.signIn('li', PASSWORD);
    at('09:40');
    await phone.signIn('li', PASSWORD);
    const { text } = await desk.get('/account');
    for (const said of ['2026-11-23 09:30', '2026-11-23 09:40', '10.0.0.1', '现在这个', '密码'])
      expect(text).toContain(said);
    const id = /name="id" value="([0-9a-f]{16})"/.exec(text)?.[1] ?? '';
    const ended = await desk.fillIn('/account', { id }, '/account/sessions/end');
    expect(ended.location).toBe('/account?saved=sessions');
    expect([(await phone.get('/')).status, (await desk.get('/')).status]).toEqual([303, 200]);
  });

  it('all others end at once, and never those of somebody else', async () => {
    const wang = await office.visitor('wang', 'officer');
    const li = await office.visitor('li', 'officer');
    const other = new Visitor(office.app);
    await other.signIn('li', PASSWORD);
    const [theirs] = await office.web.accounts.sessions('wang');
    await li.fillIn('/account', { id: theirs?.hash.slice(0, 16) ?? '' }, '/account/sessions/end');
    expect((await wang.get('/')).status).toBe(200);
    await li.fillIn('/account', { id: '' }, '/account/sessions/end');
    expect([(await other.get('/')).status, (await li.get('/')).status]).toEqual([303, 200]);
  });

  it('in one browser there is one: signing in again ends the one before', async () => {
    await office.addPerson('li', 'officer');
    const desk = new Visitor(office.app);
    await desk.signIn('li', PASSWORD);
    const before = desk.cookie();
    const hidden = hiddenFields((await desk.get('/')).text, '/sign-out');
    const again = await desk.post('/sign-in', { ...hidden, user: 'li', password: PASSWORD });
    expect(again.status).toBe(303);
    expect(await office.web.accounts.sessions('li')).toHaveLength(1);
    const headers = { host: 'localhost', cookie: before };
    expect((await office.app.request('/', { headers })).status).toBe(303);
  });

  // the other engine forgets by itself
  it.skipIf(process.env.ENGINE === 'dynamodb')('are forgotten once they are over', async () => {
    await office.visitor('li', 'officer');
    office.setNow('2026-11-24T09:00:00.000+08:00');
    await office.visitor('wang', 'officer');
    expect(await office.web.accounts.sessions('li')).toEqual([]);
  });
});

describe('over https', () => {
  it('cookies are of this host alone, all names of it are https, and signing out leaves nothing behind', async () => {
    office.close();
    office = await openWebOffice(undefined, { secureCookies: true });
    await office.addPerson('li', 'officer');
    const li = new Visitor(office.app);
    await li.signIn('li', PASSWORD);
    expect(li.cookie()).toMatch(/__Host-taizhang_session=/);
    expect(li.cookie()).not.toMatch(/(?:^|; )taizhang_/);
    const page = await office.app.request('/sign-in');
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(page.headers.get('set-cookie')).toMatch(/^__Host-taizhang_visitor=.*Secure/);
    const body = new URLSearchParams(hiddenFields((await li.get('/')).text, '/sign-out'));
    const headers = { host: 'localhost', cookie: li.cookie() };
    const out = await office.app.request('/sign-out', { method: 'POST', body, headers });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(out.headers.get('set-cookie')).toMatch(/__Host-taizhang_session=;/);
  });
});
