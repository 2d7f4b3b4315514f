/** Answers while typing, by keyboard alone, for whoever sees the page and for whoever hears it; and without any script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowsedOffice, openBrowsedOffice } from '../support/browsed-office.ts';
import { faultsOf, isTooWide } from '../support/browser-office.ts';

let office: BrowsedOffice;
beforeAll(async () => {
  office = await openBrowsedOffice();
});
afterAll(() => office.close());

describe('the search box in a browser', () => {
  it('is a combobox: arrows choose, Enter opens, Escape closes and keeps what was typed', async () => {
    const page = await office.visit('fang', 'intake', {
      viewport: { width: 1280, height: 900 },
      bypassCSP: true,
    });
    const box = page.getByRole('combobox', { name: '编号、姓名、电话' });
    await box.pressSequentially('批复');
    const options = page.getByRole('listbox').getByRole('option');
    await options.first().waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    const chosen = page.getByRole('option', { selected: true });
    expect(await chosen.getAttribute('id')).toBe(await box.getAttribute('aria-activedescendant'));
    expect(await faultsOf(page)).toEqual([]);
    await box.press('Escape');
    expect([await box.inputValue(), await box.getAttribute('aria-expanded')]).toEqual(['批复', 'false']);
    await box.press('ArrowDown');
    await options.first().waitFor();
    await box.press('ArrowUp');
    const number = (await page.getByRole('option', { selected: true }).textContent())?.split(' ')[0] ?? '';
    await box.press('Enter');
    await page.waitForURL(`**/${number}`);
  });

  it('says that nothing was found', async () => {
    const page = await office.visit('gao', 'officer');
    await page.getByRole('combobox').pressSequentially('查无此事');
    await page.getByText('没有找到').waitFor();
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  it('works without a script, at 360 pixels, with nothing that axe objects to', async () => {
    const page = await office.visit('ding', 'auditor', {
      ...{ viewport: { width: 360, height: 740 }, javaScriptEnabled: false, bypassCSP: true },
    });
    await page.getByRole('searchbox').fill('批复');
    await page.getByRole('button', { name: '查找' }).click();
    await page.waitForURL('**/search?s=**');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('查找“批复”');
    expect(await page.getByRole('link', { name: /^SQ2/ }).count()).toBeGreaterThan(0);
    expect(await isTooWide(page)).toBe(false);
  });
});
