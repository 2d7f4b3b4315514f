/** Who came in, who was turned away, and who changed whose rights. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'admin');
});
afterEach(() => office.close());

const at = (user: string, what = ''): string => `/accounts/people/${encodeURIComponent(user)}${what}`;
const change = (user: string, what: string, fields: Record<string, string> = {}) =>
  chen.fillIn(at(user), fields, at(user, what));
const newest = async () => (await office.audited()).at(-1);
const last = async (what: string) => (await office.audited()).findLast((entry) => entry.what === what);

describe('what is done to an account', () => {
  it('is written down with who did it, from where, and how the account stands then', async () => {
    await chen.fillIn('/accounts/new', { name: '王', role: 'intake' });
    const by = {
      who: 'chen',
      role: 'admin',
      via: 'form',
      from: '10.0.0.1',
      on: { kind: 'account', number: '王' },
    };
    expect(await last('accountAdded')).toMatchObject({ ...by, details: { role: 'intake', disabled: false } });
    await change('王', '/role', { role: 'approver' });
    expect(await last('roleChanged')).toMatchObject({ ...by, details: { role: 'approver', was: 'intake' } });
    await change('王', '/password');
    const before = await last('roleChanged');
    const renewed = await last('passwordChanged');
    expect(renewed).toMatchObject(by);
    expect(renewed?.details?.print).not.toBe(before?.details?.print);
    await change('王', '/disable');
    expect(await last('accountDisabled')).toMatchObject({ ...by, details: { disabled: true } });
    await change('王', '/enable');
    expect(await last('accountEnabled')).toMatchObject({ ...by, details: { disabled: false } });
  });

  it('and to a token', async () => {
    await chen.fillIn('/accounts/tokens/new', { name: 'oa', role: 'officer' });
    const made = await last('tokenCreated');
    expect(made).toMatchObject({ who: 'chen', details: { user: 'oa', role: 'officer' } });
    const id = made?.on?.number ?? '';
    await chen.fillIn('/accounts', { id }, '/accounts/tokens/end');
    expect(await last('tokenEnded')).toMatchObject({ who: 'chen', on: { kind: 'token', number: id } });
  });

  it('is not done where it cannot be written down', async () => {
    await office.addPerson('li', 'intake');
    Object.assign(office.web.house.audit, { append: () => Promise.reject(new Error('disk full')) });
    await expect(office.web.accounts.change('li', { role: 'admin' })).rejects.toThrow('disk full');
    expect((await office.web.accounts.find('li'))?.role).toBe('intake');
  });

  it('holds no hash of a password and no token', async () => {
    const made = await chen.fillIn('/accounts/tokens/new', { name: 'oa', role: 'officer' });
    const secret = /<code class="secret">([^<]+)<\/code>/.exec(made.text)?.[1] ?? '';
    const stream = JSON.stringify(await office.audited());
    expect(secret).not.toBe('');
    expect(stream).not.toContain(secret);
    expect(stream).not.toContain('scrypt');
  });
});

describe('the door', () => {
  it('writes down who comes in and goes, in which session', async () => {
    await office.addPerson('li', 'officer');
    const li = new Visitor(office.app);
    await li.signIn('li', PASSWORD);
    const entered = await newest();
    expect(entered).toMatchObject({ who: 'li', role: 'officer', what: 'signedIn', from: '10.0.0.1' });
    await li.get('/applications');
    expect((await newest())?.session).toBe(entered?.session);
    await li.fillIn('/', {}, '/sign-out');
    expect(await newest()).toMatchObject({
      who: 'li',
      what: 'signedOut',
      details: { session: entered?.session },
    });
  });

  it('writes down who is turned away, from where; a name nobody has is sealed', async () => {
    await office.addPerson('li', 'officer');
    const door = new Visitor(office.app);
    await door.signIn('li', 'not the password');
    expect(await newest()).toMatchObject({
      ...{ who: '', what: 'signInRefused', from: '10.0.0.1', details: { why: 'wrong' } },
      on: { kind: 'account', number: 'li' },
    });
    await door.signIn('my secret password', 'li');
    const unknown = await newest();
    expect(unknown).toMatchObject({ what: 'signInRefused', from: '10.0.0.1' });
    expect(JSON.stringify([unknown, office.lines])).not.toContain('my secret');
    expect(unknown && (await office.web.house.audit.textsOf(unknown))).toEqual({
      0: { name: 'my secret password' },
    });
  });
});
