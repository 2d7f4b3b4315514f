/** The sample office with its pages behind a socket, and people who come to it with a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serve } from '#functions/cli/serve.ts';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { openBrowser } from '#shared/documents/chromium.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import { NOW, openWebOffice, PASSWORD } from './web-office.ts';

export type BrowsedOffice = {
  readonly address: string;
  /** A browser window in which this person has signed in through the form. */
  visit(user: string, role: Role, how?: Parameters<Browser['newContext']>[0]): Promise<Page>;
  close(): Promise<void>;
};

export async function openBrowsedOffice(): Promise<BrowsedOffice> {
  const office = await openWebOffice();
  const plan = { office: 'default', cases: 30, year: 2026, today: dateOf('2026-11-22') };
  await fillSample({ ...office.web.house, setClock: office.setNow }, plan);
  office.setNow(NOW);
  const served = await serve(office.app, { port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  const contexts: BrowserContext[] = [];
  return {
    address: served.address,
    visit: async (user, role, how = {}) => {
      await office.addPerson(user, role);
      const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...how });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${served.address}sign-in`);
      await page.getByLabel('用户名').fill(user);
      await page.getByLabel('密码').fill(PASSWORD);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.waitForURL(served.address);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await served.stop();
      office.close();
    },
  };
}
