/** Passwords that others made are replaced by their owners, by ones that are not easily guessed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '#shared/accounts/entry.ts';
import { hashOfPassword } from '#shared/accounts/passwords.ts';
import { DEFAULT_RULES } from '#shared/accounts/sign-in-rules.ts';
import { weaknessOf } from '#shared/accounts/strong-password.ts';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

const OWN = '/account/password';
let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const given = async (user: string): Promise<string> => {
  const { accounts, house } = office.web;
  const made = { user, role: 'officer', office: 'default', givenAt: house.clock.now() } as const;
  return (await addUser(accounts, made)) ?? '';
};
const GOOD = '每天八点半开门的窗口';
const replace = (visitor: Visitor, old: string, wanted = GOOD) =>
  visitor.fillIn(OWN, { old, password: wanted, again: wanted });

describe('a password that somebody else made', () => {
  it('is asked to be replaced at the first sign-in, and the way goes on to where one wanted to be', async () => {
    const password = await given('li');
    const li = new Visitor(office.app);
    const page = '/sign-in?next=%2Fapplications';
    const entered = await li.fillIn(page, { user: 'li', password }, '/sign-in');
    expect(entered.location).toBe(`${OWN}?next=%2Fapplications`);
    const shown = await li.get(entered.location ?? '');
    expect(shown.text).toContain('现在的密码是别人给您的');
    expect(shown.text).toContain('<a href="/applications">以后再换');
    const done = await li.fillIn(entered.location ?? '', { old: password, password: GOOD, again: GOOD }, OWN);
    expect(done.location).toBe('/applications');
    expect((await li.get('/applications')).text).not.toContain('别人给的');
    expect((await new Visitor(office.app).signIn('li', GOOD)).location).toBe('/');
  });

  it('stays good for seven days under a line on every page, and then opens the one page alone', async () => {
    const password = await given('li');
    const li = new Visitor(office.app);
    await li.signIn('li', password);
    expect((await li.get('/applications')).text).toContain('密码还是别人给的');
    office.setNow('2026-11-30T09:31:00.000+08:00');
    await li.signIn('li', password);
    expect((await li.get('/applications')).location).toBe(OWN);
    expect((await li.get(OWN)).text).not.toContain('以后再换');
    const form = await li.fillIn(OWN, { receivedOn: '2026-11-30' }, '/applications');
    expect(form.status).toBe(403);
    const headers = { host: 'localhost', cookie: li.cookie() };
    expect((await office.app.request('/api/v1/worklist', { headers })).status).toBe(403);
    expect((await replace(li, password)).status).toBe(303);
    expect((await li.get('/applications')).status).toBe(200);
  });

  it('opens nothing else from the first moment where the office wants it so', async () => {
    office.close();
    office = await openWebOffice(undefined, { signInRules: { ...DEFAULT_RULES, ownPasswordAtOnce: true } });
    const password = await given('li');
    const li = new Visitor(office.app);
    await li.signIn('li', password);
    expect((await li.get('/')).location).toBe(OWN);
  });

  it('is one of one’s own that was chosen when the account was made: nothing is asked', async () => {
    await office.addPerson('li', 'officer');
    const li = new Visitor(office.app);
    expect((await li.signIn('li', PASSWORD)).location).toBe('/');
    expect((await li.get('/')).text).not.toContain('别人给的');
  });
});

describe('a new password', () => {
  it('is none that is guessed first', () => {
    const weak: Record<string, readonly string[]> = {
      tooShort: ['kurz', '九个字符的密码短了'.slice(0, 9)],
      tooPlain: [
        'aaaaaaaaaa',
        '1234567890',
        '0987654321',
        'abcdefghij',
        'qwertyuiop',
        'abababababab',
        '123123123123',
      ],
      likeTheName: [
        'wangxiaoming',
        'WangXiaoMing1',
        '123wangxiaoming',
        'gnimoaixgnaw',
        'wangxiaomingwangxiaoming',
      ],
      tooCommon: [
        'Password2026',
        'P@ssw0rd2026!',
        'admin@12345',
        '1qaz2wsx3edc',
        'woaini1314520',
        'Taizhang@2026',
      ],
      tooLong: ['长'.repeat(201)],
    };
    for (const [code, passwords] of Object.entries(weak))
      for (const password of passwords)
        expect([password, weaknessOf(password, 'wangxiaoming')]).toEqual([password, code]);
    const good = [
      GOOD,
      PASSWORD,
      'kj4m-Wq8r-tz2P-xN7c',
      'sunny tuesday in the office',
      '春江潮水连海平海上明月',
    ];
    for (const password of good)
      expect([password, weaknessOf(password, 'wangxiaoming')]).toEqual([password, null]);
  });

  it('is refused at its field, is not the old one again, and is typed twice', async () => {
    const li = await office.visitor('li', 'officer');
    const codes = async (fields: Record<string, string>): Promise<string[]> => {
      const { status, text } = await li.fillIn(OWN, {
        old: PASSWORD,
        again: fields.password ?? '',
        ...fields,
      });
      expect(status).toBe(422);
      return [...text.matchAll(/class="field-error" id="f-(\w+)-error" data-code="(\w+)"/g)].map(
        ([, field, code]) => `${field} ${code}`,
      );
    };
    expect(await codes({ password: '1234567890' })).toEqual(['password tooPlain']);
    expect(await codes({ password: PASSWORD })).toEqual(['password theSameAgain']);
    expect(await codes({ password: GOOD, again: 'other' })).toEqual(['again notTheSame']);
    expect(await codes({ password: GOOD, old: 'no' })).toEqual(['old wrongPassword']);
  });

  it('after too many wrong old ones is told to wait, not that the old one was wrong', async () => {
    const li = await office.visitor('li', 'officer');
    for (let n = 0; n < 5; n += 1) await replace(li, 'no');
    const closed = await replace(li, PASSWORD);
    expect(closed.status).toBe(429);
    expect(closed.text).toContain('连续多次不成功');
    expect(closed.text).not.toContain('现在的密码不对');
  });

  it('ends every other session, and this one goes on', async () => {
    const li = await office.visitor('li', 'officer');
    const other = new Visitor(office.app);
    await other.signIn('li', PASSWORD);
    expect((await replace(li, PASSWORD)).location).toBe('/account?saved=password');
    expect([(await li.get('/')).status, (await other.get('/')).status]).toEqual([200, 303]);
  });
});

describe('a hash of an earlier cost', () => {
  it('is made anew at the next sign-in, and no session ends by it', async () => {
    const { accounts } = office.web;
    const passwordHash = await hashOfPassword(PASSWORD, { N: 2 ** 9, r: 8, p: 1 });
    await accounts.add({ user: 'li', role: 'officer', office: 'default', disabled: false, passwordHash });
    const first = new Visitor(office.app);
    await first.signIn('li', PASSWORD);
    expect((await accounts.find('li'))?.passwordHash).toMatch(/^scrypt\$1024\$8\$1\$/);
    const second = new Visitor(office.app);
    expect((await second.signIn('li', PASSWORD)).status).toBe(303);
    expect((await first.get('/')).status).toBe(200);
  });
});
