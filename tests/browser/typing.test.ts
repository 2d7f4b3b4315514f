/** Typing with a real browser: what is typed is kept by itself, comes back, and dates are typed or picked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserOffice, faultsOf, openBrowserOffice } from '../support/browser-office.ts';
import type { Visitor } from '../support/web-office.ts';

let desk: BrowserOffice;
let zhou: Visitor;
beforeAll(async () => {
  desk = await openBrowserOffice();
  zhou = await desk.office.visitor('zhou', 'intake');
});
afterAll(() => desk.close());

const NEW = '/applications/new';

describe('typing', () => {
  it('is kept some seconds after the last key, and comes back in another window', async () => {
    const page = await desk.open(zhou, NEW);
    await page.getByLabel('姓名或名称').fill('周敏');
    await page.getByText('草稿已存 09:30').waitFor();
    const other = await desk.open(zhou, NEW);
    expect(await other.getByLabel('姓名或名称').inputValue()).toBe('周敏');
    expect(await faultsOf(other)).toEqual([]);
    await other.getByRole('button', { name: '不要这些内容' }).click();
    expect(await other.getByLabel('姓名或名称').inputValue()).toBe('');
  });

  it('is kept when one leaves the page sooner than that', async () => {
    const page = await desk.open(zhou, NEW);
    await page.getByLabel('姓名或名称').fill('吴芳');
    await page.getByRole('link', { name: '使用说明' }).click();
    await page.goBack();
    expect(await page.getByLabel('姓名或名称').inputValue()).toBe('吴芳');
    await page.getByRole('button', { name: '不要这些内容' }).click();
  });

  it('is not sent into a network that is gone, and stays on the page', async () => {
    const page = await desk.open(zhou, NEW);
    await page.getByLabel('姓名或名称').fill('郑强');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('网络不通，没有提交').waitFor();
    expect(await page.getByLabel('姓名或名称').inputValue()).toBe('郑强');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('没有保存，请先改正').waitFor();
  });

  it('dates are typed as one likes, or picked from a calendar that no Tab stops at', async () => {
    const page = await desk.open(zhou, NEW);
    const day = page.getByLabel('提交日期', { exact: true });
    await page.getByLabel('从日历选择：提交日期').fill('2026-11-19');
    expect(await day.inputValue()).toBe('2026-11-19');
    await day.fill('昨天');
    await day.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).not.toContain('picker');
    await page.getByRole('button', { name: '先看期限' }).click();
    expect(await page.getByLabel('提交日期', { exact: true }).inputValue()).toBe('昨天');
  });

  it('keeps what is typed at the press of a button where no script runs', async () => {
    const page = await desk.open(zhou, NEW, { script: false });
    await page.getByLabel('姓名或名称').fill('王伟');
    await page.getByRole('button', { name: '存草稿' }).click();
    expect(await page.getByLabel('姓名或名称').inputValue()).toBe('王伟');
    await page.getByText('还没有提交的内容').waitFor();
  });
});
