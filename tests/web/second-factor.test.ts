/** A second factor: added by its owner, asked for after the password, each code once; and the codes for its loss. */
import { readFileSync } from 'node:fs';
import { TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '#shared/accounts/sign-in-rules.ts';
import { epochOf } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import { hiddenFields, openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

const FACTORS = '/account/factors';
let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const codeNow = (secret: string): string =>
  new TOTP({ secret }).generate({ timestamp: epochOf(office.web.house.clock.now()) });
const codesIn = (text: string): string[] =>
  [...text.matchAll(/<code class="secret">([^<]+)<\/code>/g)].map(([, code]) => code ?? '');

/** Somebody who has an authenticator, as they come by it: the secret, and the codes for its loss. */
async function withAuthenticator(user: string, role: Role = 'officer') {
  const visitor = await office.visitor(user, role);
  const page = await visitor.get(FACTORS);
  const secret = (codesIn(page.text)[0] ?? '').replaceAll(' ', '');
  const hidden = hiddenFields(page.text, `${FACTORS}/totp`);
  const added = await visitor.post(`${FACTORS}/totp`, { ...hidden, code: codeNow(secret), old: PASSWORD });
  expect(added.status, added.text).toBe(200);
  return { visitor, secret, recovery: codesIn(added.text), shown: added.text };
}

const later = (minutes: number): void =>
  office.setNow(new Date(epochOf(office.web.house.clock.now()) + minutes * 60_000).toISOString());

async function signIn(user: string, then: Record<string, string>) {
  const visitor = new Visitor(office.app);
  const asked = await visitor.signIn(user, PASSWORD);
  const pending = hiddenFields(asked.text, '/sign-in/second');
  const answer =
    asked.status === 303 ? asked : await visitor.post('/sign-in/second', { ...pending, ...then });
  return { visitor, asked, answer, pending };
}

describe('an authenticator', () => {
  it('is asked for after the right password, and each of its codes opens once', async () => {
    const { secret } = await withAuthenticator('li');
    later(2);
    const code = codeNow(secret);
    const first = await signIn('li', { code });
    expect(first.asked).toMatchObject({ status: 200, location: null });
    expect((await first.visitor.get('/')).status).toBe(200);
    expect(first.answer).toMatchObject({ status: 303, location: '/' });
    const again = await signIn('li', { code });
    expect(again.answer.status).toBe(422);
    expect(again.answer.text).toContain('已经用过');
    expect((await again.visitor.get('/')).status).toBe(303);
    later(1);
    expect((await signIn('li', { code: codeNow(secret) })).answer.status).toBe(303);
  });

  it('the code that was shown to add it does not open, nor does a wrong password with the right code', async () => {
    const { secret } = await withAuthenticator('li');
    expect((await signIn('li', { code: codeNow(secret) })).answer.status).toBe(422);
    const visitor = new Visitor(office.app);
    expect((await visitor.signIn('li', 'no')).text).not.toContain('第二步验证');
  });

  it('of many codes at once five are looked at; a pending step opens nothing for another password', async () => {
    const { secret } = await withAuthenticator('li');
    later(2);
    const { visitor, pending } = await signIn('li', { code: '000000' });
    const wrong = Array.from({ length: 50 }, (_, n) =>
      visitor.post('/sign-in/second', { ...pending, code: String(100_000 + n) }),
    );
    const statuses = (await Promise.all(wrong)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(4);
    expect((await visitor.post('/sign-in/second', { ...pending, code: codeNow(secret) })).status).toBe(429);
    later(11);
    const late = await visitor.post('/sign-in/second', { ...pending, code: codeNow(secret) });
    expect(late.text).toContain('隔得太久了');
  });

  it.skipIf(process.env.ENGINE === 'dynamodb')(
    'is kept sealed: its secret is in no file of the folder',
    async () => {
      const { secret, recovery } = await withAuthenticator('li');
      const files = ['accounts.db', 'accounts.db-wal', 'ledger.db', 'ledger.db-wal', 'queue.db-wal'];
      const bytes = Buffer.concat(files.map((name) => readFileSync(`${office.folder}/${name}`)));
      for (const text of [secret, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))])
        expect(bytes.includes(text)).toBe(false);
      expect(JSON.stringify(office.lines)).not.toContain(secret);
    },
  );

  it('is added by who knows the password and has the secret', async () => {
    const li = await office.visitor('li', 'officer');
    const page = await li.get(FACTORS);
    expect(page.text).toMatch(/<svg class="qr"[^>]*>\s*<path/);
    expect(page.text).not.toContain('style=');
    const secret = (codesIn(page.text)[0] ?? '').replaceAll(' ', '');
    const hidden = hiddenFields(page.text, `${FACTORS}/totp`);
    const send = (fields: Record<string, string>) => li.post(`${FACTORS}/totp`, { ...hidden, ...fields });
    const wrong = await send({ code: '000000', old: PASSWORD });
    expect(wrong.text).toContain('验证码不对');
    // the picture stays, for the code that is typed next
    expect((codesIn(wrong.text)[0] ?? '').replaceAll(' ', '')).toBe(secret);
    expect((await send({ code: codeNow(secret), old: 'no' })).text).toContain('现在的密码不对');
    const wang = await office.visitor('wang', 'officer');
    const theirs = hiddenFields((await wang.get(FACTORS)).text, `${FACTORS}/totp`);
    const borrowed = { ...theirs, secret: hidden.secret ?? '', code: codeNow(secret), old: PASSWORD };
    expect((await wang.post(`${FACTORS}/totp`, borrowed)).status).toBe(422);
    expect(await office.web.accounts.factors('li')).toEqual([]);
  });
});

describe('recovery codes', () => {
  it('are ten, shown once, and each opens once in the place of the authenticator', async () => {
    const { recovery, visitor, shown } = await withAuthenticator('li');
    expect(new Set(recovery).size).toBe(10);
    expect(hiddenFields(shown, '/sign-out').csrf).toBe(
      hiddenFields((await visitor.get(FACTORS)).text, '/sign-out').csrf,
    );
    expect((await visitor.get(FACTORS)).text).not.toContain(recovery[0]);
    const [code = ''] = recovery;
    expect((await signIn('li', { recovery: ` ${code.toUpperCase()} ` })).answer.status).toBe(303);
    expect((await signIn('li', { recovery: code })).answer.status).toBe(422);
  });

  it('are replaced all at once, and gone with the last factor', async () => {
    const { recovery, visitor } = await withAuthenticator('li');
    const page = (await visitor.get(FACTORS)).text;
    const renew = { ...hiddenFields(page, `${FACTORS}/recovery`), 'old.recovery': PASSWORD };
    const fresh = codesIn((await visitor.post(`${FACTORS}/recovery`, renew)).text);
    expect(fresh).toHaveLength(10);
    expect((await signIn('li', { recovery: recovery[1] ?? '' })).answer.status).toBe(422);
    const remove = hiddenFields(page, `${FACTORS}/remove`);
    const gone = await visitor.post(`${FACTORS}/remove`, { ...remove, [`old.${remove.id}`]: PASSWORD });
    expect(gone.location).toBe(`${FACTORS}?saved`);
    expect(await office.web.accounts.factors('li')).toEqual([]);
    expect((await signIn('li', {})).answer.location).toBe('/');
  });
});

describe('an office that wants a second factor of some roles', () => {
  it('lets those in by a password to add one, and to nothing else; then all pages open', async () => {
    office.close();
    office = await openWebOffice(undefined, {
      signInRules: { ...DEFAULT_RULES, idleMinutes: 720, factorFor: ['admin'] },
    });
    const guan = await office.visitor('guan', 'admin');
    expect((await guan.get('/accounts')).location).toBe(FACTORS);
    expect((await guan.get(FACTORS)).text).toContain('本机关要求您的角色');
    const blocked = await guan.fillIn('/account', { name: '王', role: 'intake' }, '/accounts/new');
    expect(blocked.status).toBe(403);
    expect((await (await office.visitor('li', 'officer')).get('/')).status).toBe(200);
    const token = await office.token('admin');
    const headers = { host: 'localhost', authorization: `Bearer ${token}` };
    expect((await office.app.request('/api/v1/worklist', { headers })).status).toBe(200);
    const page = await guan.get(FACTORS);
    const secret = (codesIn(page.text)[0] ?? '').replaceAll(' ', '');
    const hidden = hiddenFields(page.text, `${FACTORS}/totp`);
    await guan.post(`${FACTORS}/totp`, { ...hidden, code: codeNow(secret), old: PASSWORD });
    expect((await guan.get('/accounts')).status).toBe(200);
  });
});
