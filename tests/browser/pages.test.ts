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
const WINDOW = { width: 1280, height: 900 };
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
  `${CASE}/files`,
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
  '/account/factors',
  '/account/password',
  '/accounts/tokens/new',
  '/accounts/sign-in',
  '/rights',
  '/persons',
  '/persons/requests',
  '/persons/retention',
  '/seals',
  '/help',
  '/search',
  '/accounts',
  '/accounts/new',
  '/policies',
  '/charts',
];

/** Pages that a person reaches by the navigation, group by group, for what is added later. */
async function linkedPages(page: Page): Promise<string[]> {
  const hrefs = (links: string) =>
    page.locator(links).evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  await page.goto(office.address);
  const pages: string[] = [];
  for (const group of await hrefs('.groups a')) {
    await page.goto(new URL(group, office.address).href);
    pages.push(...(await hrefs('.sections a')));
  }
  return pages;
}

async function allPages(page: Page): Promise<ReadonlySet<string>> {
  return new Set([...PAGES, ...(await linkedPages(page))]);
}

/** How much of what was already there moved while the page came up: nothing, on a page that is not jumpy. */
const SHIFTED = `new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  // a table is laid out as its rows come in: what nobody sees is nothing
  setTimeout(() => done(Math.round(sum * 100) / 100), 60);
})`;

describe('every page', () => {
  it('has nothing that axe objects to in the light and in the dark, no style and no script of its own, and fits a window of 1280 and a telephone of 360 pixels', async () => {
    const page = await office.visit('kong', 'admin', { viewport: WINDOW, bypassCSP: true });
    for (const path of await allPages(page)) {
      await page.setViewportSize(WINDOW);
      await page.emulateMedia({ colorScheme: 'light' });
      const response = await page.goto(new URL(path, office.address).href);
      expect(response?.status(), path).toBe(200);
      expect({ path, shifted: await page.evaluate(SHIFTED) }).toEqual({ path, shifted: 0 });
      const inline = await page.locator('[style], style, script:not([src])').count();
      expect({ path, inline }).toEqual({ path, inline: 0 });
      expect({ path, faults: await faultsOf(page) }).toEqual({ path, faults: [] });
      expect({ path, tooWide: await isTooWide(page) }).toEqual({ path, tooWide: false });
      await page.emulateMedia({ colorScheme: 'dark' });
      // only colours are others in the dark
      expect({ path, inTheDark: await faultsOf(page, ['color-contrast']) }).toEqual({ path, inTheDark: [] });
      await page.setViewportSize({ width: 360, height: 740 });
      expect({ path, tooWideAt360: await isTooWide(page) }).toEqual({ path, tooWideAt360: false });
      const head = await page.locator('.masthead').evaluate((one) => one.clientHeight);
      expect({ path, isLow: head < 180 }, String(head)).toEqual({ path, isLow: true });
    }
  });

  it('asks for nothing that the policy of contents forbids, and comes up on a telephone', async () => {
    const page = await office.visit('shen', 'admin', { viewport: { width: 360, height: 740 } });
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    for (const path of await allPages(page)) {
      await page.goto(new URL(path, office.address).href);
      expect({ path, tooWide: await isTooWide(page) }).toEqual({ path, tooWide: false });
    }
    expect(refused).toEqual([]);
  });

  it('has one left edge: head, strip and contents begin on the same line', async () => {
    const page = await office.visit('yue', 'admin', { viewport: { width: 1920, height: 900 } });
    for (const path of ['/', '/applications', '/charts', '/tables/2026']) {
      await page.goto(new URL(path, office.address).href);
      const edges = await page
        .locator('.brand, .strip .banner, main > :first-child')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
      expect({ path, edges: new Set(edges).size }, edges.join()).toEqual({ path, edges: 1 });
    }
  });
});

describe('on paper', () => {
  it('a case says whose it is, of when, and nothing that can only be clicked', async () => {
    const page = await office.visit('lan', 'officer');
    await page.goto(new URL(CASE, office.address).href);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.on-paper').innerText()).toMatch(/示例.*SQ2026-0000001.*打印/s);
    expect(await page.locator('.history').isVisible()).toBe(true);
    for (const click of ['.masthead', '.steps', 'form', '.footer', '.crumb'])
      expect(await page.locator(`${click}:visible`).count(), click).toBe(0);
    await page.goto(new URL('/worklist', office.address).href);
    expect(await page.locator('table.data').isVisible()).toBe(true); // though it stands in a form that hands cases over
    const ink = 'getComputedStyle(document.body).color';
    expect(await page.evaluate(ink)).toBe('rgb(27, 36, 48)'); // dark on white, whatever the screen
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
    await page.getByLabel('姓名或名称').fill(`示例${clerk}有限公司`); // the same again would be asked about
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
      await page.waitForURL((url) => url.hash === '#main');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
    }
  });
});
