/** Passwords tried in numbers: no more are looked at than may be, and nobody is shut out by somebody else. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resetPassword } from '#shared/accounts/entry.ts';
import type { PasswordCost } from '#shared/accounts/passwords.ts';
import { hiddenFields, openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let address = '10.0.0.1';
beforeEach(async () => {
  address = '10.0.0.1';
  office = await openWebOffice(undefined, { addressOf: () => address });
});
afterEach(() => office.close());

const from = async <T>(elsewhere: string, work: () => Promise<T>): Promise<T> => {
  address = elsewhere;
  return work();
};
const enter = (user: string, password: string) => new Visitor(office.app).signIn(user, password);
const outcomes = () => office.lines.filter(({ event }) => event === 'signIn').map(({ outcome }) => outcome);

describe('a burst of passwords', () => {
  it('of 400 at once, five are looked at', async () => {
    await office.addPerson('li', 'officer');
    const visitor = new Visitor(office.app);
    const hidden = hiddenFields((await visitor.get('/sign-in')).text, '/sign-in');
    const sent = Array.from({ length: 400 }, (_, n) =>
      visitor.post('/sign-in', { ...hidden, user: 'li', password: `guess number ${n}` }),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(outcomes().filter((one) => one === 'wrong')).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(395);
  });

  it('of hashes that take their time lets other requests through, and tells those who come too late to come again', async () => {
    office.close();
    office = await openWebOffice(undefined, { addressOf: () => address, passwordCost: DEAR });
    const visitor = new Visitor(office.app);
    const hidden = hiddenFields((await visitor.get('/sign-in')).text, '/sign-in');
    const sent = Array.from({ length: 120 }, (_, n) =>
      visitor.post('/sign-in', { ...hidden, user: `nobody${n}`, password: 'a guess' }),
    );
    const all = Promise.all(sent);
    const first = await Promise.race([all.then(() => 'the burst'), visitor.get('/healthz')]);
    expect(first).toMatchObject({ status: 200 });
    const late = (await all).filter(({ status }) => status !== 422);
    // two at work and forty that wait, and a hundred from one address
    expect(late.every(({ status }) => [429, 503].includes(status))).toBe(true);
    expect(late.some(({ status }) => status === 503)).toBe(true);
  }, 60_000);
});

/** Enough for a hundred of them to take a while. */
const DEAR: PasswordCost = { N: 2 ** 14, r: 8, p: 1 };

describe('five wrong passwords for a name', () => {
  beforeEach(async () => {
    await office.addPerson('li', 'officer');
    for (let n = 0; n < 5; n += 1) expect((await enter('li', 'no')).status).toBe(422);
    const closed = await enter('li', PASSWORD);
    expect(closed.status).toBe(429);
    expect(closed.text).toContain('请 1 分钟后再试');
  });

  it('close the door for a minute, then for two: the longer, the more is tried', async () => {
    office.setNow('2026-11-23T09:31:01.000+08:00');
    expect((await enter('li', 'no')).status).toBe(422);
    office.setNow('2026-11-23T09:32:02.000+08:00');
    expect((await enter('li', PASSWORD)).status).toBe(429);
    office.setNow('2026-11-23T09:33:02.000+08:00');
    expect((await enter('li', PASSWORD)).status).toBe(303);
    expect((await enter('li', 'no')).status).toBe(422);
  });

  it('close no other door: another address, another person, a browser that knows the person', async () => {
    expect((await from('10.0.0.2', () => enter('li', PASSWORD))).status).toBe(303);
    await office.addPerson('wang', 'officer');
    expect((await from('10.0.0.1', () => enter('wang', PASSWORD))).status).toBe(303);
  });

  it('keep nobody out of a browser in which they were before', async () => {
    const known = new Visitor(office.app);
    expect((await from('10.0.0.2', () => known.signIn('li', PASSWORD))).status).toBe(303);
    await known.fillIn('/', {}, '/sign-out');
    expect((await from('10.0.0.1', () => known.signIn('li', PASSWORD))).status).toBe(303);
    await known.fillIn('/', {}, '/sign-out');
    // it is known of this person alone, and counts by itself
    await office.addPerson('wang', 'officer');
    for (let n = 0; n < 5; n += 1) await enter('wang', 'no');
    expect((await known.signIn('wang', PASSWORD)).status).toBe(429);
    for (let n = 0; n < 5; n += 1) expect((await known.signIn('li', 'no')).status).toBe(422);
    expect((await known.signIn('li', PASSWORD)).status).toBe(429);
  });

  it('are forgotten with a new password: it opens at once', async () => {
    const password = await resetPassword(office.web.accounts, 'li', office.web.house.clock.now());
    expect((await enter('li', password ?? '')).status).toBe(303);
  });
});

describe('many names tried from one address', () => {
  it('behind a proxy that says nothing, and that all come from, shut nobody out', async () => {
    await office.addPerson('li', 'officer');
    for (let n = 0; n < 130; n += 1) await from('127.0.0.1', () => enter(`nobody${n}`, 'no'));
    expect((await enter('li', PASSWORD)).status).toBe(303);
  });

  it('from elsewhere close the door of that address, not of other ones, nor of a browser that is known', async () => {
    await office.addPerson('li', 'officer');
    const known = new Visitor(office.app);
    await known.signIn('li', PASSWORD);
    await known.fillIn('/', {}, '/sign-out');
    for (let n = 0; n < 100; n += 1) await enter(`nobody${n}`, 'no');
    expect((await enter('li', PASSWORD)).status).toBe(429);
    expect((await known.signIn('li', PASSWORD)).status).toBe(303);
    expect((await from('10.0.0.2', () => enter('li', PASSWORD))).status).toBe(303);
  });

  it.skipIf(process.env.ENGINE === 'dynamodb')(
    'what was typed for a name is not kept: it may be a password',
    async () => {
      const typed = 'my-secret-typed-into-the-wrong-field';
      await enter(typed, 'no');
      const bytes = ['accounts.db', 'accounts.db-wal'].map((name) =>
        readFileSync(`${office.folder}/${name}`),
      );
      expect(Buffer.concat(bytes).includes(typed)).toBe(false);
      expect(JSON.stringify(office.lines)).not.toContain(typed);
    },
  );
});
