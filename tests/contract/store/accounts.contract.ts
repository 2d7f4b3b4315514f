import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Accounts } from '#shared/store/accounts.ts';

const li = { user: 'li', role: 'officer', office: 'default', disabled: false, passwordHash: 'h1' } as const;
const at = (time: string): Instant => `2026-11-24T${time}:00.000+08:00` as Instant;

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
      const session = { user: 'li', expiresAt: at('21:00') };
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
      await accounts.addSession('s1', { user: 'li', expiresAt: at('21:00') });
      await accounts.addSession('s2', { user: 'li', expiresAt: at('21:00') });
      await accounts.endSession('s1');
      await accounts.endSession('unknown');
      expect(await accounts.session('s1')).toBeNull();
      expect(await accounts.session('s2')).not.toBeNull();
    });

    it('a token is found by its secret and ended by its name', async () => {
      const token = { id: 't1', user: 'portal', role: 'intake', office: 'default' } as const;
      await accounts.addToken('h', token);
      expect(await accounts.token('h')).toEqual(token);
      expect(await accounts.tokens()).toEqual([token]);
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

    it('failed sign-ins are counted between two instants, by what was tried', async () => {
      for (const time of ['09:00', '09:10', '09:20']) await accounts.noteFailure('user:li', at(time));
      await accounts.noteFailure('address:10.0.0.1', at('09:20'));
      expect(await accounts.failuresBetween('user:li', at('09:10'), at('09:20'))).toBe(2);
      expect(await accounts.failuresBetween('user:li', at('09:00'), at('09:10'))).toBe(2);
      await accounts.clearFailures('user:li');
      expect(await accounts.failuresBetween('user:li', at('09:00'), at('09:20'))).toBe(0);
      expect(await accounts.failuresBetween('address:10.0.0.1', at('09:00'), at('09:20'))).toBe(1);
    });

    it('cookies are signed with the same secret ever after', async () => {
      const [first, second] = await Promise.all([accounts.signingSecret(), accounts.signingSecret()]);
      expect(Buffer.from(first, 'base64url')).toHaveLength(32);
      expect(second).toBe(first);
    });
  });
}
