/** The first administrator by a command, everybody else by pages; a program's token, a platform's secret. */
import { expect } from 'vitest';
import { SAMPLE_NAME } from '#shared/ledger/sample-mark.ts';
import { unescaped } from '../../support/web-office.ts';
import { type Chapter, type Office, PASSWORD } from '../chapter.ts';

export const founding: Chapter = {
  title: 'the first administrator comes in, and lets an officer and a program in',
  happens: async (office) => {
    const added = await office.house.command('user', 'add', 'chen', '--role', 'admin', '--office', 'default');
    expect(added).toMatchObject({ exit: 0, stderr: '' });
    await comeIn(office, 'chen', JSON.parse(added.stdout).password);
    const chen = office.as('chen');
    expect((await chen.fillIn('/office', { name: SAMPLE_NAME, shortName: '数据局' })).status).toBe(303);
    await letIn(office, 'li', 'officer');
    const token = await chen.fillIn('/accounts/tokens/new', { name: '办公系统', role: 'admin' });
    office.token = /tz_[\w-]+/.exec(token.text)?.[0] ?? '';
    expect(await office.api('GET', '/worklist')).toMatchObject({ status: 200 });
  },
};

export const colleagues: Chapter = {
  title: 'an approver and an auditor come in, and a platform is given its secret',
  happens: async (office) => {
    await letIn(office, 'wang', 'approver');
    await letIn(office, 'wu', 'auditor');
    const feed = await office.as('chen').fillIn('/accounts/feeds/new', { name: 'platform' });
    office.feedSecret = secretIn(feed.text);
    expect(office.feedSecret).not.toBe('');
  },
};

async function letIn(office: Office, name: string, role: string): Promise<void> {
  const made = await office.as('chen').fillIn('/accounts/new', { name, role });
  await comeIn(office, name, passwordIn(made.text));
}

async function comeIn(office: Office, user: string, password: string): Promise<void> {
  const browser = office.browser();
  const entered = await browser.signIn(user, password);
  expect([user, entered.status, entered.location]).toMatchObject([
    user,
    303,
    expect.stringContaining('/account/password'),
  ]);
  const own = { old: password, password: PASSWORD, again: PASSWORD };
  expect((await browser.fillIn('/account/password', own)).status).toBe(303);
  office.people.set(user, browser);
}

const shown = (page: string): readonly string[] =>
  [...page.matchAll(/<(?:code|output|strong|kbd|samp|b)[^>]*>([^<]+)</g)].map(([, one = '']) =>
    unescaped(one),
  );
const passwordIn = (page: string): string =>
  shown(page).find((one) => /^\w{4}(?:-\w{4}){3}$/.test(one)) ?? '';
const secretIn = (page: string): string => shown(page).find((one) => one.length >= 32) ?? '';
