import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { Accounts, Factor, Session } from '#shared/store/accounts.ts';
import type { TryRule } from '#shared/store/tries.ts';

const li = { user: 'li', role: 'officer', office: 'default', disabled: false, passwordHash: 'h1' } as const;
const at = (time: string): Instant => `2026-11-24T${time}:00.000+08:00` as Instant;

const session: Session = {
  ...{ user: 'li', startedAt: at('09:00'), seenAt: at('09:00'), expiresAt: at('21:00') },
  ...{ how: 'password', from: '10.0.0.1', device: 'Windows 电脑，Edge' },
};
const MINUTE = 60_000;
const rule: TryRule = { limit: 5, firstMs: MINUTE, longestMs: 4 * MINUTE, forgetMs: 60 * MINUTE };

/** What every engine must keep of people and programs. `open` gives an empty store. */
export function accountsContract(engine: string, open: () => Promise<Accounts>): void {
  describe(`accounts on ${engine}`, () => {
    let accounts: Accounts;
    beforeEach(async () => {
      accounts = await open();
    });
    afterEach(() => accounts.close());

    it('a name is given once', async () => {
      expect(await accounts.add(li)).toBe(true);
      expect(await accounts.add({ ...li, role: 'admin', passwordHash: 'h2' })).toBe(false);
      expect(await accounts.find('li')).toEqual(li);
      expect(await accounts.find('wang')).toBeNull();
    });

    it('people are listed by name, without their passwords', async () => {
      await accounts.add({ ...li, user: 'wang' });
      await accounts.add(li);
      const { passwordHash: _, ...known } = li;
      expect(await accounts.list()).toEqual([known, { ...known, user: 'wang' }]);
    });

    it('a change leaves what it does not name', async () => {
      await accounts.add(li);
      expect(await accounts.change('li', { role: 'auditor' })).toBe(true);
      expect(await accounts.find('li')).toEqual({ ...li, role: 'auditor' });
      expect(await accounts.change('nobody', { role: 'auditor' })).toBe(false);
    });

    it('a disabled account and a new password end the sessions, another role does not', async () => {
      await accounts.add(li);
      for (const change of [{ disabled: true }, { passwordHash: 'h3' }]) {
        await accounts.addSession('s1', session);
        await accounts.addSession('s2', session);
        await accounts.change('li', { role: 'admin' });
        expect(await accounts.session('s1')).toEqual(session);
        await accounts.change('li', change);
        expect([await accounts.session('s1'), await accounts.session('s2')]).toEqual([null, null]);
      }
    });

    it('a session that was ended is gone, and another one stays', async () => {
      await accounts.addSession('s1', session);
      await accounts.addSession('s2', session);
      await accounts.endSession('s1');
      await accounts.endSession('unknown');
      expect(await accounts.session('s1')).toBeNull();
      expect(await accounts.session('s2')).not.toBeNull();
    });

    it('a person’s sessions are listed, the newest first, and bear when they were last used', async () => {
      const later = { ...session, startedAt: at('10:00'), seenAt: at('10:00'), expiresAt: at('22:00') };
      await accounts.addSession('s1', session);
      await accounts.addSession('s2', later);
      await accounts.addSession('s3', { ...session, user: 'wang' });
      await accounts.touchSession('s1', at('11:00'));
      await accounts.endSession('s3');
      await accounts.touchSession('s3', at('11:00'));
      expect(await accounts.sessions('li')).toEqual([
        { ...later, hash: 's2' },
        { ...session, seenAt: at('11:00'), hash: 's1' },
      ]);
      expect(await accounts.session('s1')).toEqual({ ...session, seenAt: at('11:00') });
      expect([await accounts.session('s3'), await accounts.sessions('wang')]).toEqual([null, []]);
    });

    it('whose the password is goes with it, and the same one at another cost ends no session', async () => {
      await accounts.add({ ...li, givenAt: at('08:00') });
      await accounts.addSession('s1', session);
      await accounts.change('li', { subject: 'https://id.test 42' });
      await accounts.rehash('li', { from: 'h1', to: 'h9' });
      await accounts.rehash('li', { from: 'h1', to: 'late' });
      const known = { ...li, givenAt: at('08:00'), subject: 'https://id.test 42', passwordHash: 'h9' };
      expect(await accounts.find('li')).toEqual(known);
      expect(await accounts.session('s1')).toEqual(session);
      await accounts.change('li', { passwordHash: 'h2' });
      const { givenAt: _, ...own } = known;
      expect(await accounts.find('li')).toEqual({ ...own, passwordHash: 'h2' });
    });

    it('the department is given, changed and taken away, and nothing else with it; a token names its owner', async () => {
      await accounts.add({ ...li, department: '法规科' });
      await accounts.addSession('s1', session);
      await accounts.change('li', { role: 'auditor' });
      expect(await accounts.find('li')).toEqual({ ...li, role: 'auditor', department: '法规科' });
      await accounts.change('li', { department: '信访科' });
      expect((await accounts.list())[0]).toMatchObject({ department: '信访科' });
      await accounts.change('li', { department: '' });
      expect(await accounts.find('li')).toEqual({ ...li, role: 'auditor' });
      expect(await accounts.session('s1')).toEqual(session);
      const token = { id: 't1', user: 'portal', role: 'intake', office: 'default', owner: 'li' } as const;
      await accounts.addToken('h', token);
      await accounts.noteTokenUse('h', '2026-11-23' as never);
      expect(await accounts.token('h')).toEqual({ ...token, usedOn: '2026-11-23' });
    });

    it('factors are kept by person, a passkey is found by its id, and each mark is taken once', async () => {
      const of = (id: string, more: Partial<Factor> = {}): Factor => ({
        ...{ user: 'li', id, kind: 'totp', name: '手机', addedAt: at('09:00'), secret: 'sealed', mark: 7 },
        ...more,
      });
      const key = of('k1', { kind: 'passkey', addedAt: at('09:01') });
      const code = of('c1', { kind: 'recovery', addedAt: at('09:02') });
      for (const one of [of('t1'), key, code, of('t1', { user: 'wang' })]) await accounts.addFactor(one);
      expect(await accounts.factors('li')).toEqual([of('t1'), key, code]);
      expect([await accounts.passkey('k1'), await accounts.passkey('t1')]).toEqual([key, null]);
      const marks = await Promise.all([8, 8, 8].map((mark) => accounts.markFactor(of('t1'), mark)));
      expect(marks.filter((taken) => taken)).toHaveLength(1);
      expect(await accounts.markFactor(of('t1'), 7)).toBe(false);
      expect((await accounts.factors('wang'))[0]?.mark).toBe(7);
      expect(await accounts.removeFactor({ user: 'wang', id: 'k1' })).toBe(false);
      expect(await accounts.passkey('k1')).toEqual(key);
      const gone = await Promise.all([1, 2].map(() => accounts.removeFactor(code)));
      expect(gone.sort()).toEqual([false, true]);
      expect([await accounts.removeFactor(key), await accounts.passkey('k1')]).toEqual([true, null]);
    });

    it('of a hundred tries at once no more are looked at than the rule allows', async () => {
      const asked = Array.from({ length: 100 }, () => accounts.reserveTry('li', rule, at('09:00')));
      const answers = await Promise.all(asked);
      expect(answers.filter((until) => until === null)).toHaveLength(5);
      for (const until of answers.filter((one) => one !== null)) expect(until).toBe(at('09:01'));
      expect(await accounts.reserveTry('wang', rule, at('09:00'))).toBeNull();
    });

    it('after that the door opens for one try, and stays closed for the longer', async () => {
      const tried = async (time: string) => accounts.reserveTry('li', rule, at(time));
      for (let n = 0; n < 5; n += 1) await tried('09:00');
      expect([await tried('09:01'), await tried('09:02')]).toEqual([null, at('09:03')]);
      expect([await tried('09:03'), await tried('09:06')]).toEqual([null, at('09:07')]);
      expect([await tried('09:07'), await tried('09:10')]).toEqual([null, at('09:11')]);
      await accounts.returnTry('li');
      expect(await tried('09:10')).toBeNull();
      await accounts.forgetTries('li');
      for (let n = 0; n < 5; n += 1) expect(await tried('09:10')).toBeNull();
      expect(await tried('10:11')).toBeNull();
      expect(await tried('10:11')).toBeNull();
    });

    it('a token is found by its secret and ended by its name', async () => {
      const bounds = { expiresOn: '2027-01-31' as PlainDate, scope: ['read', 'RegisterApplication'] };
      const token = { id: 't1', user: 'portal', role: 'intake', office: 'default', ...bounds } as const;
      await accounts.addToken('h', token);
      expect(await accounts.token('h')).toEqual(token);
      expect(await accounts.tokens()).toEqual([token]);
      expect([await accounts.tokenHash('t1'), await accounts.tokenHash('t2')]).toEqual(['h', null]);
      await accounts.noteTokenUse('h', '2026-11-24' as PlainDate);
      await accounts.noteTokenUse('other', '2026-11-24' as PlainDate);
      const used = { ...token, usedOn: '2026-11-24' };
      expect([await accounts.token('h'), ...(await accounts.tokens())]).toEqual([used, used]);
      expect([await accounts.endToken('t1'), await accounts.endToken('t1')]).toEqual([true, false]);
      expect(await accounts.token('h')).toBeNull();
      expect(await accounts.tokens()).toEqual([]);
    });

    it('a list is saved under a name by each person for each page, and deleted again', async () => {
      const due = { path: '/applications', name: '将到期', query: 'status=open&sort=due' } as const;
      const posted = { path: '/applications', name: '信函', query: 'channel=post' } as const;
      await accounts.saveList('li', { ...due, query: 'status=open' });
      for (const one of [due, posted, { ...due, path: '/hotline' }]) await accounts.saveList('li', one);
      await accounts.saveList('li#', posted);
      expect(await accounts.savedLists('li', '/applications')).toEqual([posted, due]);
      expect(await accounts.savedLists('li', '/hotline')).toEqual([{ ...due, path: '/hotline' }]);
      expect(await accounts.savedLists('wang', '/applications')).toEqual([]);
      await accounts.dropList('li', due);
      await accounts.dropList('li', { path: '/applications', name: '没有的' });
      expect(await accounts.savedLists('li', '/applications')).toEqual([posted]);
      expect(await accounts.savedLists('li#', '/applications')).toEqual([posted]);
    });

    it('cookies are signed with the same secret ever after', async () => {
      const [first, second] = await Promise.all([accounts.signingSecret(), accounts.signingSecret()]);
      expect(Buffer.from(first, 'base64url')).toHaveLength(32);
      expect(second).toBe(first);
    });
  });
}
