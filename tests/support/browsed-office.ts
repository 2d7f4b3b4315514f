/** The sample office with its pages behind a socket, and people who come to it with a real browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addUser } from '../../functions/accounts/entry.ts';
import { fillSample } from '../../functions/demo/fill-sample.ts';
import { webApp } from '../../functions/web/app.tsx';
import type { Route } from '../../functions/web/site.ts';
import { openLocalHouse } from '../../infra/local/open-house.ts';
import { serve } from '../../infra/local/serve.ts';
import { dateOf, type Instant } from '../../shared/kernel/plain-date.ts';
import type { Role } from '../../shared/store/accounts.ts';
import { openAccounts } from '../../shared/store/sqlite/accounts.ts';
import { launchBrowser } from './browser.ts';

const NOW = '2026-11-24T09:30:00.000+08:00' as Instant;

export type BrowsedOffice = {
  readonly address: string;
  readonly browser: Browser;
  readonly routes: readonly Route[];
  /** A browser window in which this person has signed in through the form. */
  visit(user: string, role: Role, how?: Parameters<Browser['newContext']>[0]): Promise<Page>;
  close(): Promise<void>;
};

export async function openBrowsedOffice(): Promise<BrowsedOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-browser-'));
  let now = NOW;
  const house = await openLocalHouse(folder, { empty: true, clock: { now: () => now } });
  const setClock = (instant: Instant): void => {
    now = instant;
  };
  await fillSample(
    { ...house, setClock },
    { office: 'default', cases: 30, year: 2026, today: dateOf('2026-11-23') },
  );
  now = NOW;
  const accounts = openAccounts(join(folder, 'accounts.db'));
  const config = { office: 'default', secureCookies: false, addressOf: () => '127.0.0.1' };
  const { app, routes } = webApp({ house, accounts, config, log: () => {} });
  const served = await serve(app, { port: 0, host: '127.0.0.1' });
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  return {
    ...{ address: served.address, browser, routes },
    visit: async (user, role, how = {}) => {
      const password = (await addUser(accounts, { user, role, office: 'default' })) ?? '';
      const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...how });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${served.address}sign-in`);
      await page.getByLabel('用户名').fill(user);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录' }).click();
      await page.waitForURL(served.address);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await served.stop();
      accounts.close();
      house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
