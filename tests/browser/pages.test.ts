import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowsedOffice, openBrowsedOffice } from '../support/browsed-office.ts';
import { faultsOf, isTooWide } from '../support/browser-office.ts';

let office: BrowsedOffice;
beforeAll(async () => {
  office = await openBrowsedOffice();
});
afterAll(() => office.close());

const CASE = '/applications/SQ2026-0000001';
/** One page of each kind there is; a route with parameters by a case of the sample office. */
const PAGES = [
  '/',
  '/worklist?slice=within10',
  '/applications',
  '/applications/new',
  CASE,
  `${CASE}/steps/CorrectDate`,
  `${CASE}/letters`,
  `${CASE}/letters/receipt`,
  '/letters/templates/receipt',
  '/hotline',
  '/hotline/new',
  '/appeals',
  '/appeals/new',
  '/register',
  '/register/publications',
  '/register/documents/new',
  '/tables/2026',
  '/tables/2026/cell?name=table3.newlyReceived.total',
  '/reports',
  '/reports/2025',
  '/calendar',
  '/account',
  '/help',
  '/accounts',
  '/accounts/new',
  '/policies',
];

/** Pages that a person reaches by the navigation, for what is added later. */
async function linkedPages(page: Page): Promise<string[]> {
  await page.goto(office.address);
  const links = await page
    .locator('nav a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  return links.filter((href) => href.startsWith('/'));
}

describe('every page', () => {
  it('has nothing that axe objects to, and fits a window of 1280 pixels', async () => {
    const page = await office.visit('kong', 'admin', {
      viewport: { width: 1280, height: 900 },
      bypassCSP: true,
    });
    for (const path of new Set([...PAGES, ...(await linkedPages(page))])) {
      const response = await page.goto(new URL(path, office.address).href);
      expect(response?.status(), path).toBe(200);
      expect({ path, faults: await faultsOf(page) }).toEqual({ path, faults: [] });
      expect({ path, tooWide: await isTooWide(page) }).toEqual({ path, tooWide: false });
    }
  });

  it('fits a telephone of 360 pixels without scrolling sideways', async () => {
    const page = await office.visit('deng', 'admin', { viewport: { width: 360, height: 740 } });
    for (const path of new Set([...PAGES, ...(await linkedPages(page))])) {
      await page.goto(new URL(path, office.address).href);
      expect({ path, tooWide: await isTooWide(page) }).toEqual({ path, tooWide: false });
    }
  });
});

async function figure(page: Page, cell: string): Promise<number> {
  await page.goto(`${office.address}tables/2026`);
  return Number(await page.locator(`td[data-cell="${cell}"]`).first().textContent());
}

describe.each([
  ['with', true],
  ['without', false],
])('a clerk %s JavaScript', (_how, javaScriptEnabled) => {
  const clerk = javaScriptEnabled ? 'zhang' : 'wang';

  it('logs an application by the form, which raises its cell by one and stands in the history under their name', async () => {
    const page = await office.visit(clerk, 'intake', { javaScriptEnabled });
    const before = await figure(page, 'table3.newlyReceived.commercialEnterprise');
    await page.goto(`${office.address}applications/new`);
    await page.getByLabel('当面').check();
    await page.getByLabel('申请人类型').selectOption({ label: '商业企业' });
    await page.getByLabel('姓名或名称').fill('示例贸易有限公司');
    await page.getByLabel('申请内容').fill('某地块的出让合同');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/applications\/SQ2026-/);
    expect(await page.locator('main').textContent()).toContain(`${clerk}（登记，页面）`);
    expect(await figure(page, 'table3.newlyReceived.commercialEnterprise')).toBe(before + 1);
  });

  it('is told at the field what is missing, and keeps what was typed', async () => {
    const page = await office.visit(`${clerk}2`, 'intake', { javaScriptEnabled });
    await page.goto(`${office.address}applications/new`);
    await page.getByLabel('申请内容').fill('某地块的出让合同');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    expect(await page.locator('.error-summary li').count()).toBeGreaterThan(1);
    expect(await page.getByLabel('申请内容').inputValue()).toBe('某地块的出让合同');
    await page.locator('.error-summary a').first().click();
    expect(new URL(page.url()).hash).toMatch(/^#f-/);
  });
});

describe('by keyboard alone', () => {
  it('the first stop on every page leads past the navigation', async () => {
    const page = await office.visit('he', 'auditor');
    for (const path of ['/applications', '/tables/2026']) {
      await page.goto(new URL(path, office.address).href);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#main');
    }
  });
});
