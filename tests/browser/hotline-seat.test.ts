/** A seat at the telephone, by keyboard: what it takes is counted, since somebody does it two hundred times a day. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';
import type { Visitor } from '../support/web-office.ts';

let at: BrowserOffice;
let wu: Visitor;
beforeAll(async () => {
  at = await openBrowserOffice();
  wu = await at.office.visitor('wu', 'intake');
  const chen = await at.office.visitor('chen', 'officer');
  const list = (fields: Record<string, string>) =>
    chen.fillIn('/hotline/lists', { on: '2026-11-23', do: 'many', ...fields });
  await list({ list: 'departments', labels: '水务局\n城管局' });
  await chen.fillIn('/hotline/answers', { name: '社保', text: '{编号}：请到窗口办理。', do: 'set' });
  await log({ contact: '13800001111', caller: '王女士', description: '门口积水', topic: '道路积水' });
});
afterAll(() => at.close());

const log = (fields: Record<string, string>) =>
  wu.fillIn(
    '/hotline/new',
    {
      type: 'complaint',
      source: '12345热线',
      at: '2026-11-23T09:20',
      ending: 'accepted',
      do: 'next',
      ...fields,
    },
    '/hotline',
  );

/** Presses of keys that are no letter, counted. */
function counted(page: Page) {
  let presses = 0;
  return {
    press: async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      presses += keys.length;
    },
    type: (text: string) => page.keyboard.insertText(text),
    get presses() {
      return presses;
    },
  };
}

const banner = (page: Page) => page.locator('.banner-success, .banner').first().innerText();

describe('a call by keyboard alone', () => {
  let page: Page;
  beforeEach(async () => {
    page = await at.open(wu, '/hotline/new');
    await page.locator('[name=contact]:focus').waitFor();
  });

  it('a question answered at once takes eight presses, and no page but its own', async () => {
    const keys = counted(page);
    await keys.press('Tab', 'Tab', 'Space', 'Tab');
    await keys.type('社保卡在哪里办');
    await keys.press('Tab', 'ArrowDown', 'ArrowDown', 'Enter');
    await page.waitForURL(/after=/);
    expect(await banner(page)).toContain('当场办结');
    expect(keys.presses).toBeLessThanOrEqual(8);
  });

  it('an answer from a template takes four more', async () => {
    const keys = counted(page);
    await keys.press('Tab', 'Tab', 'Space', 'Tab');
    await keys.type('社保卡在哪里办');
    await keys.press('Tab', 'ArrowDown', 'ArrowDown', 'Tab', 'ArrowDown');
    await page.waitForFunction('document.getElementById("f-text").value !== ""');
    await keys.press('Tab', 'Tab', 'Enter');
    await page.waitForURL(/after=/);
    expect(keys.presses).toBeLessThanOrEqual(12);
    await page.locator('.banner a').first().click();
    await page.waitForURL(/RX2026/);
    expect(await page.innerText('main')).toMatch(/RX2026-\d{7}：请到窗口办理。/);
  });

  it('a complaint is dispatched with its caller in one screen', async () => {
    const keys = counted(page);
    await keys.type('13900002222');
    await keys.press('Tab');
    await keys.type('李先生');
    await keys.press('Tab', 'ArrowDown', 'ArrowDown', 'Tab');
    await keys.type('路灯不亮');
    await keys.press('Tab', 'ArrowDown', 'Tab');
    await keys.type('城管局');
    await keys.press('Enter');
    await page.waitForURL(/after=/);
    expect(await banner(page)).toContain('已派发城管局');
    expect(keys.presses).toBeLessThanOrEqual(9);
  });
});

describe('the caller', () => {
  it('is recognised while the rest is typed, and a repeated call is merged with one click', async () => {
    const page = await at.open(wu, '/hotline/new');
    await page.locator('[name=contact]:focus').waitFor();
    await page.keyboard.type('138-0000-1111');
    const earlier = page.getByRole('region', { name: '以前的来电' });
    await earlier.getByText('RX2026-0000001').waitFor();
    await page.getByLabel('诉求内容').fill('还是没人来');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '追加、重复来电' }).first().click();
    await page.waitForURL(/after=/);
    expect(await banner(page)).toContain('并入 RX2026-0000001');
  });

  it.each([true, false])('fits a phone, script %s, and Enter in a field registers', async (script) => {
    const page = await at.open(wu, '/hotline/new?phone=13800001111', { width: 360, script });
    expect(await isTooWide(page)).toBe(false);
    // a call of the same type that day would be asked about first
    await page.getByLabel(script ? '求助' : '建议').check();
    await page.getByLabel('诉求人').press('Enter');
    await page.waitForURL(/after=/);
    expect(await banner(page)).toContain('已登记');
  });
});
