/** The auditor's pages in a real browser: readable by everybody, on a screen and on a telephone; evidence as a download. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowsedOffice, openBrowsedOffice } from '../support/browsed-office.ts';
import { faultsOf, isTooWide } from '../support/browser-office.ts';

let office: BrowsedOffice;
beforeAll(async () => {
  office = await openBrowsedOffice();
});
afterAll(() => office.close());

const PAGES = [
  '/audit-desk',
  '/audit-desk/case?number=SQ2026-0000003',
  '/audit-desk/figure?year=2026&name=table3.newlyReceived.total',
  '/audit-desk/settings?on=2026-11-20',
  '/seals',
  '/audit-desk/erasures',
  '/audit-desk/evidence',
  '/audit',
  '/audit/rights',
];

describe('the auditor’s pages', () => {
  it.each([1280, 360])('have nothing that axe objects to and fit %i pixels', async (width) => {
    const viewport = { width, height: 900 };
    const page = await office.visit(`shen${width}`, 'auditor', { viewport, bypassCSP: true });
    for (const path of PAGES) {
      const answer = await page.goto(new URL(path, office.address).href);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
      expect([path, await isTooWide(page)]).toEqual([path, false]);
      const name = path.replaceAll(/\W+/g, '_');
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
    }
  });

  it('hand out evidence that the stand-alone verifier finds sound', async () => {
    const page = await office.visit('shen', 'auditor');
    await page.goto(new URL('/audit-desk/case?number=SQ2026-0000003', office.address).href);
    await page.getByRole('link', { name: '导出证据包' }).click();
    await page.getByLabel('否').check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('证据包-2026-11-23.zip');
    const file = `${await download.path()}.zip`;
    await download.saveAs(file);
    const verifier = ['--disable-warning=ExperimentalWarning', 'functions/verifier/main.ts', file];
    const { status, stdout } = spawnSync(process.execPath, verifier, { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('✓ 没有发现问题')]);
  });
});
