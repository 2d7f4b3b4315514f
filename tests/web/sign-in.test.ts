import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '#shared/store/accounts.ts';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

describe('signing in', () => {
  it('a stranger is led to the sign-in page and back to where they wanted to go', async () => {
    await office.addPerson('li', 'intake');
    const visitor = new Visitor(office.app);
    const turned = await visitor.get('/account?x=1');
    expect(turned).toMatchObject({ status: 303, location: '/sign-in?next=%2Faccount%3Fx%3D1' });
    const entered = await visitor.fillIn(
      '/sign-in?next=%2Faccount',
      { user: 'li', password: PASSWORD },
      '/sign-in',
    );
    expect(entered).toMatchObject({ status: 303, location: '/account' });
    expect((await visitor.get('/')).text).toContain('li');
  });

  it('nobody is led to another site', async () => {
    await office.addPerson('li', 'intake');
    for (const next of ['//evil.test/', '/\\evil.test', 'https://evil.test/', '/sign-out']) {
      const path = `/sign-in?next=${encodeURIComponent(next)}`;
      const entered = await new Visitor(office.app).fillIn(
        path,
        { user: 'li', password: PASSWORD },
        '/sign-in',
      );
      expect(entered.location).toBe('/');
    }
  });

  it('a wrong password and an unknown name are answered alike, with the name kept', async () => {
    await office.addPerson('li', 'intake');
    const wrong = await new Visitor(office.app).signIn('li', 'no');
    const unknown = await new Visitor(office.app).signIn('nobody', 'no');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('用户名或密码不对');
    expect(wrong.text).toContain('没有登录，请先改正');
    expect(wrong.text).toContain('value="li"');
    expect(unknown.text).toContain('用户名或密码不对');
    expect(wrong.text).not.toContain(PASSWORD);
  });

  it('after five wrong passwords the door is closed for a quarter of an hour, also for the right one', async () => {
    await office.addPerson('li', 'intake');
    const visitor = new Visitor(office.app);
    for (let n = 0; n < 5; n += 1) await visitor.signIn('li', 'no');
    expect((await visitor.signIn('li', PASSWORD)).status).toBe(429);
    office.setNow('2026-11-23T09:46:00.000+08:00');
    expect((await visitor.signIn('li', PASSWORD)).status).toBe(303);
  });

  it('a session ends by signing out, by the end of the day and by disabling the account', async () => {
    const li = await office.visitor('li', 'officer');
    const out = await li.fillIn('/', {}, '/sign-out');
    expect(out.location).toBe('/sign-in');
    expect((await li.get('/')).status).toBe(303);
    const wang = await office.visitor('wang', 'officer');
    await office.web.accounts.change('wang', { disabled: true });
    expect((await wang.get('/')).status).toBe(303);
    const zhao = await office.visitor('zhao', 'officer');
    office.setNow('2026-11-23T21:30:00.001+08:00');
    expect((await zhao.get('/')).status).toBe(303);
  });

  it('no cookie can be made up', async () => {
    await office.addPerson('li', 'admin');
    const response = await office.app.request('/', { headers: { cookie: 'taizhang_session=abc.def' } });
    expect(response.status).toBe(303);
  });
});

describe('every request', () => {
  it('is answered with headers that let nothing foreign run', async () => {
    const response = await office.app.request('/sign-in');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(response.headers.get('set-cookie')).toMatch(/SameSite=Lax/);
    expect(await response.text()).not.toMatch(/<script>|style="|onclick=/);
  });

  it('leaves one line in the log, without a query, a form or a password', async () => {
    const li = await office.visitor('li', 'officer');
    await li.get('/?name=张三');
    const line = office.lines.findLast((one) => one.event === 'viewed');
    expect(line).toMatchObject({ path: '/', status: 200, user: 'li', role: 'officer' });
    expect(JSON.stringify(office.lines)).not.toMatch(new RegExp(`张三|${PASSWORD}`));
  });

  it('finds the stylesheet and the script, to be kept for a year', async () => {
    const { text } = await new Visitor(office.app).get('/sign-in');
    for (const path of text.match(/\/assets\/[\w.]+/g) ?? ['none']) {
      const response = await office.app.request(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('a form without its token, or with that of another person, changes nothing', async () => {
    const li = await office.visitor('li', 'officer');
    expect((await li.post('/sign-out', {})).status).toBe(403);
    expect((await li.post('/sign-out', { csrf: 'x'.repeat(43) })).status).toBe(403);
    expect((await li.get('/')).status).toBe(200);
  });
});

describe('routes and roles', () => {
  it('every route of the app has its roles, and nobody else gets in', async () => {
    const visitors = await Promise.all(
      ROLES.map(async (role) => [role, await office.visitor(role, role)] as const),
    );
    const registered = office.app.routes.filter(({ method }) => method !== 'ALL');
    const known = office.routes.map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(registered.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(
      known.sort(),
    );
    for (const route of office.routes.filter(({ path }) => !path.startsWith('/api/'))) {
      if (route.roles === 'public') continue;
      const path = route.path.replaceAll(/:\w+(\{[^/]*\})?/g, (_all, shape) => (shape ? '2026' : 'x'));
      for (const [role, visitor] of visitors) {
        const answer = route.method === 'GET' ? await visitor.get(path) : await visitor.post(path, {});
        const allowed = route.roles.includes(role);
        const turnedAway = answer.status === 403 && answer.text.includes('没有权限');
        expect(`${role} ${route.method} ${path} ${turnedAway}`).toBe(
          `${role} ${route.method} ${path} ${!allowed}`,
        );
      }
      const stranger = await new Visitor(office.app).get(path);
      if (route.method === 'GET') expect(stranger.status).toBe(303);
    }
  });

  it('the public ones are the few that must be', () => {
    const open = office.routes.filter(({ roles }) => roles === 'public').map(({ path }) => path);
    expect(open.filter((path) => !path.startsWith('/assets/')).sort()).toEqual([
      '/healthz',
      '/readyz',
      '/sign-in',
      '/sign-in',
      '/sign-in/passkey',
      '/sign-in/provider',
      '/sign-in/provider/back',
      '/sign-in/provider/leave',
      '/sign-in/second',
      '/sign-out',
    ]);
  });
});
