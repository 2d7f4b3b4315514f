import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';
import type { Visitor } from '../support/web-office.ts';

let desk: BrowserOffice;
let chen: Visitor;

beforeAll(async () => {
  desk = await openBrowserOffice();
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '证', contact: '话' };
  const fields = { command: 'RegisterApplication', case: 'A1', channel: 'inPerson', subject: '规划图' };
  const { house } = desk.office.web;
  await executeCommand(house, {
    office: 'default',
    actor,
    fields: { ...fields, submittedOn: '2026-11-20', applicant },
  });
  chen = await desk.office.visitor('chen', 'admin');
}, 120_000);
afterAll(() => desk?.close());

const PAGES = [
  '/calendar?year=2026',
  '/calendar?year=2027',
  '/calendar/load?year=2027',
  '/calendar/days/new',
  '/applications/A1',
];

describe('the calendar in a browser', () => {
  it.each(PAGES)('%s is accessible, on a desk and on a telephone', async (path) => {
    const wide = await desk.open(chen, path);
    expect(await faultsOf(wide)).toEqual([]);
    const narrow = await desk.open(chen, path, { width: 360 });
    expect(await isTooWide(narrow)).toBe(false);
    await Promise.all([wide.context().close(), narrow.context().close()]);
  });

  it('takes a day of the office without JavaScript, after showing what it moves', async () => {
    const page = await desk.open(chen, '/calendar/days/new', { script: false });
    await page.getByLabel('日期').fill('2026-12-01');
    await page.getByLabel('原因').selectOption('typhoon');
    await page.getByLabel('说明').fill('台风停工');
    await page.getByRole('button', { name: '下一步：查看影响' }).click();
    expect(await page.getByText('1 件未结案件将改变期限').isVisible()).toBe(true);
    await page.getByRole('button', { name: '确认保存' }).click();
    expect(await page.getByText('1 件未结案件的期限已重算').isVisible()).toBe(true);
    await page.context().close();
  });

  it('takes the notice of a year by keyboard alone, also from a file', async () => {
    const page = await desk.open(chen, '/calendar/load?year=2027');
    await page.getByLabel('通知内容').focus();
    await page.keyboard.type('元旦：1月1日至3日放假。');
    await page.getByRole('button', { name: '下一步：查看影响' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('请核对是否读全').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '返回修改' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('或者选择文件').waitFor();
    expect(await page.getByLabel('通知内容').inputValue()).toBe('元旦：1月1日至3日放假。');
    const notice = '春节：2月5日至11日放假调休，共7天。2月14日（周日）上班。';
    await page
      .getByLabel('或者选择文件')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(notice) });
    await page.getByRole('button', { name: '下一步：查看影响' }).click();
    await page.getByText('1 天：2月14日').waitFor();
    await page.context().close();
  });
});
