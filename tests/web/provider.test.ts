/** Coming in through a provider of identities: a real one, with its own pages, on this machine. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { webApp } from '#functions/web/app.tsx';
import { type ProviderSettings, providerOf } from '#shared/accounts/provider.ts';
import { setSignInRules, signInRulesOf } from '#shared/accounts/sign-in-rules.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import {
  CLIENT,
  CLIENT_SECRET,
  type IdentityProvider,
  startIdentityProvider,
} from '../support/identity-provider.ts';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

const BACK = 'http://localhost/sign-in/provider/back';
let identities: IdentityProvider;
beforeAll(async () => {
  identities = await startIdentityProvider(BACK);
});
afterAll(() => identities.close());

let office: WebOffice;
const settings = (more: Partial<ProviderSettings> = {}): ProviderSettings => ({
  ...{ issuer: identities.issuer, client: CLIENT, secret: CLIENT_SECRET },
  ...{ claim: 'preferred_username', groupsClaim: 'groups', roles: [['counter', 'intake']] },
  ...more,
});
beforeEach(async () => {
  office = await openWebOffice(undefined, { provider: providerOf(settings()) });
});
afterEach(() => office.close());

const pathOf = (address: string): string => address.replace('http://localhost', '');

/** The way of a browser: from our page to the provider, through its pages, and back. */
async function comeIn(sub: string, next = '', visitor = new Visitor(office.app)) {
  const asked = await visitor.get(`/sign-in/provider?next=${encodeURIComponent(next)}`);
  expect(asked.status, asked.text).toBe(303);
  const back = await identities.passThrough(asked.location ?? '', sub);
  return { visitor, asked, back, answer: await visitor.get(pathOf(back)) };
}

describe('a person whom the provider knows', () => {
  it('comes in under the account of that name, and where they wanted to go', async () => {
    await office.addPerson('li', 'officer');
    identities.knows('42', { preferred_username: 'li' });
    expect((await new Visitor(office.app).get('/sign-in')).text).toContain('统一身份认证登录');
    const { visitor, asked, answer } = await comeIn('42', '/applications');
    const question = new URL(asked.location ?? '');
    expect(question.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(question.searchParams.get(name)).toMatch(/.{20}/);
    expect(answer).toMatchObject({ status: 303, location: '/applications' });
    expect((await visitor.get('/account')).text).toContain('统一身份认证');
    const out = await visitor.fillIn('/', {}, '/sign-out');
    expect(out.location).toBe('/sign-in?left=provider');
    expect((await visitor.get(out.location ?? '')).text).toContain('也从那里退出');
    const left = await visitor.get('/sign-in/provider/leave');
    expect(left.location).toContain(`${identities.issuer.href}session/end`);
  });

  it('keeps the account when the name changes there, and whoever takes the name does not get it', async () => {
    await office.addPerson('wang', 'officer');
    identities.knows('7', { preferred_username: 'wang' });
    await comeIn('7');
    identities.knows('7', { preferred_username: 'wang2' });
    const renamed = await comeIn('7');
    expect((await renamed.visitor.get('/account')).text).toContain('wang');
    identities.knows('8', { preferred_username: 'wang' });
    const other = await comeIn('8');
    expect(other.answer.text).toContain('data-code="another"');
    expect((await other.visitor.get('/')).status).toBe(303);
  });

  it('gets an account by their groups where a rule fits, and none where no rule does', async () => {
    identities.knows('11', { preferred_username: 'zhao', groups: ['staff', 'counter'] });
    const made = await comeIn('11');
    expect(made.answer.location).toBe('/');
    expect(await office.web.accounts.find('zhao')).toMatchObject({ role: 'intake', passwordHash: '' });
    const own = (await made.visitor.get('/account')).text;
    expect(own).toContain('本系统没有您的密码');
    expect(own).not.toContain('name="old"');
    expect((await new Visitor(office.app).signIn('zhao', '')).status).toBe(422);
    expect((await new Visitor(office.app).signIn('zhao', 'anything at all')).status).toBe(422);
    identities.knows('12', { preferred_username: 'sun', groups: ['staff'] });
    const none = await comeIn('12');
    expect(none.answer.text).toContain('本系统没有您的账号');
    expect(await office.web.accounts.find('sun')).toBeNull();
  });

  it('may be one who is told of only when asked', async () => {
    const reticent = await startIdentityProvider(BACK, false);
    office.close();
    office = await openWebOffice(undefined, { provider: providerOf(settings({ issuer: reticent.issuer })) });
    reticent.knows('14', { preferred_username: 'zhou', groups: ['counter'] });
    const visitor = new Visitor(office.app);
    const to = (await visitor.get('/sign-in/provider')).location ?? '';
    const back = await reticent.passThrough(to, '14');
    expect((await visitor.get(pathOf(back))).location).toBe('/');
    expect(await office.web.accounts.find('zhou')).toMatchObject({ role: 'intake' });
    await reticent.close();
  });

  it('stays out where the account is stopped', async () => {
    await office.addPerson('qian', 'officer');
    await office.web.accounts.change('qian', { disabled: true });
    identities.knows('13', { preferred_username: 'qian' });
    expect((await comeIn('13')).answer.text).toContain('您的账号已停用');
  });
});

describe('an answer of the provider', () => {
  beforeEach(async () => {
    await office.addPerson('li', 'officer');
    identities.knows('42', { preferred_username: 'li' });
  });

  it('is taken once, in the browser that asked, and as it was given', async () => {
    const { back, visitor } = await comeIn('42');
    expect((await visitor.get('/account')).status).toBe(200);
    const again = await new Visitor(office.app).get(pathOf(back));
    expect(again.text).toContain('这次登录已经失效');
    const asked = new Visitor(office.app);
    await asked.get('/sign-in/provider');
    expect((await asked.get(pathOf(back))).text).toContain('统一身份认证没有成功');
    const altered = new Visitor(office.app);
    const to = (await altered.get('/sign-in/provider')).location ?? '';
    const genuine = pathOf(await identities.passThrough(to, '42'));
    const forged = genuine.replace(/code=[^&]+/, 'code=made-up');
    expect((await altered.get(forged)).text).toContain('统一身份认证没有成功');
    expect((await altered.get(genuine)).text).toContain('这次登录已经失效');
    expect((await altered.get('/')).status).toBe(303);
  });

  it('may come too late', async () => {
    const visitor = new Visitor(office.app);
    const to = (await visitor.get('/sign-in/provider')).location ?? '';
    const back = pathOf(await identities.passThrough(to, '42'));
    office.setNow('2026-11-23T09:46:00.000+08:00');
    expect((await visitor.get(back)).text).toContain('这次登录已经失效');
  });

  it('leads to no other site', async () => {
    for (const next of ['//evil.test/', 'https://evil.test/', '/\t/evil.test'])
      expect((await comeIn('42', next)).answer.location).toBe('/');
  });
});

describe('a provider that does not answer', () => {
  it('is told of, and passwords open the door', async () => {
    office.close();
    const dead = providerOf(settings({ issuer: new URL('http://127.0.0.1:9') }));
    office = await openWebOffice(undefined, { provider: dead });
    await office.addPerson('li', 'officer');
    const failed = await new Visitor(office.app).get('/sign-in/provider');
    expect(failed.text).toContain('统一身份认证没有成功，请稍后再试');
    expect(failed.text).not.toContain('ECONNREFUSED');
    expect((await new Visitor(office.app).signIn('li', PASSWORD)).location).toBe('/');
  });

  it('there may be none: the pages say so', async () => {
    office.close();
    office = await openWebOffice();
    expect((await new Visitor(office.app).get('/sign-in')).text).not.toContain('统一身份认证');
    expect((await new Visitor(office.app).get('/sign-in/provider')).text).toContain('没有设置统一身份认证');
  });
});

describe('passwords', () => {
  const off = { idleMinutes: '30', ownPassword: 'later', passwords: 'off' };
  const SETTINGS = '/accounts/sign-in';

  it('are switched off only by an administrator who has come in without one', async () => {
    await office.addPerson('guan', 'admin');
    identities.knows('21', { preferred_username: 'guan' });
    const byPassword = new Visitor(office.app);
    await byPassword.signIn('guan', PASSWORD);
    const refused = await byPassword.fillIn(SETTINGS, off);
    expect(refused.text).toContain('data-code="lastWayIn"');
    const { visitor } = await comeIn('21');
    expect((await visitor.fillIn(SETTINGS, off)).location).toBe(`${SETTINGS}?saved`);
    expect((await new Visitor(office.app).get('/sign-in')).text).not.toContain('name="password"');
    const hidden = await new Visitor(office.app).get('/sign-in');
    expect(hidden.text).toContain('统一身份认证登录');
    expect((await comeIn('21')).answer.location).toBe('/');
  });

  it('open the door again where there is no provider any more', async () => {
    const { house } = office.web;
    const on = dateOfInstant(house.clock.now());
    const actor = { user: 'guan', role: 'admin', via: 'form' } as const;
    const rules = { ...(await signInRulesOf(house.log, 'default')), passwords: false };
    await setSignInRules(house.log, { office: 'default', actor, on }, rules);
    await office.addPerson('li', 'officer');
    const off = await office.app.request('/sign-in');
    expect(await off.text()).not.toContain('name="password"');
    const { provider: _, ...config } = office.web.config;
    const { app } = webApp({ ...office.web, config });
    expect((await new Visitor(app).signIn('li', PASSWORD)).location).toBe('/');
  });
});
