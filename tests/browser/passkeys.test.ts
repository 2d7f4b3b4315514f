/** Passkeys with a real browser and its virtual authenticator: made, shown as the second factor, and as the only one. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';
import { PASSWORD, Visitor } from '../support/web-office.ts';

let desk: BrowserOffice;
beforeAll(async () => {
  desk = await openBrowserOffice();
});
afterAll(() => desk.close());

type Authenticator = { readonly credentials: () => Promise<unknown[]>; readonly refuse: () => Promise<void> };

/** A device with a fingerprint reader at which its owner always puts the finger. */
async function withDevice(page: Page): Promise<Authenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    credentials: async () =>
      (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    refuse: async () => {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    },
  };
}

async function addKey(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: '添加通行密钥' });
  await form.getByLabel('名称').fill('办公电脑');
  await form.getByLabel('现在的密码').fill(PASSWORD);
  await form.getByRole('button', { name: '添加通行密钥' }).click();
  await page.getByRole('heading', { name: '恢复码' }).waitFor();
}

const leave = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('heading', { name: '登录' }).waitFor();
};

const factorsOf = async (user: string) =>
  (await desk.office.web.accounts.factors(user)).filter(({ kind }) => kind === 'passkey');

describe('a passkey', () => {
  it('is made at the own account, opens as the second factor, and alone', async () => {
    const li = await desk.office.visitor('li', 'officer');
    const page = await desk.open(li, '/account/factors');
    const device = await withDevice(page);
    expect(await faultsOf(page)).toEqual([]);
    await addKey(page);
    expect(await device.credentials()).toHaveLength(1);
    expect((await factorsOf('li')).map(({ name }) => name)).toEqual(['办公电脑']);
    await leave(page);
    await page.getByLabel('用户名').fill('li');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '第二步验证' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '用通行密钥验证' }).click();
    await page.getByRole('link', { name: /li\s*承办/ }).waitFor();
    await leave(page);
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByRole('link', { name: /li\s*承办/ }).waitFor();
    await page.goto(`${new URL(page.url()).origin}/account`);
    expect(await page.getByRole('row', { name: /现在这个/ }).textContent()).toContain('通行密钥');
  });

  it('opens nothing without the finger, nor with an answer that was given before', async () => {
    const wang = await desk.office.visitor('wang', 'officer');
    const page = await desk.open(wang, '/account/factors');
    const device = await withDevice(page);
    await addKey(page);
    await leave(page);
    let sent = '';
    page.on('request', (request) => {
      if (request.url().endsWith('/sign-in/passkey')) sent = request.postData() ?? '';
    });
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByRole('link', { name: /wang\s*承办/ }).waitFor();
    const thief = new Visitor(desk.office.app);
    const stolen = Object.fromEntries(new URLSearchParams(sent));
    const { csrf: _, ...fields } = stolen;
    const refused = await thief.fillIn('/sign-in', fields, '/sign-in/passkey');
    expect(refused.text).toContain('没有收到通行密钥的应答');
    expect((await thief.get('/')).status).toBe(303);
    await leave(page);
    await device.refuse();
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByText('没有收到通行密钥的应答').waitFor();
  });

  it('is not made by somebody who does not know the password, and its page fits a telephone', async () => {
    const zhao = await desk.office.visitor('zhao', 'officer');
    const page = await desk.open(zhao, '/account/factors', { width: 360 });
    await withDevice(page);
    expect(await isTooWide(page)).toBe(false);
    const form = page.getByRole('form', { name: '添加通行密钥' });
    await form.getByLabel('现在的密码').fill('no');
    await form.getByRole('button', { name: '添加通行密钥' }).click();
    await page.getByRole('alert').getByText('现在的密码不对').waitFor();
    expect(await factorsOf('zhao')).toEqual([]);
  });
});
