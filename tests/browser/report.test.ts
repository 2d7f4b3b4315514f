import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KINDS } from '#shared/ledger/kinds.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';
import { longgangRows } from '../support/longgang-office.ts';
import type { Made } from '../support/memory-ledger.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import type { Visitor } from '../support/web-office.ts';

/** The office on 23 November 2026 with the year 2025 to report on, and a bureau below it. */
let desk: BrowserOffice;
let wang: Visitor;
const LI = { user: 'li', role: 'officer', via: 'cli' } as const;

async function record(made: readonly Made[], office = 'default'): Promise<void> {
  const jobs = made.flatMap(({ kind, row }) => {
    const room = KINDS.get(kind);
    return room === undefined ? [] : [rowJob(room, { office, number: String(row.number), actor: LI }, row)];
  });
  await desk.office.web.house.log.write(jobs);
}
const inYear2025 = (made: readonly Made[]): Made[] =>
  JSON.parse(JSON.stringify(made).replaceAll('2022', '2025').replaceAll('2021', '2024'));
const application = (number: string, rest: object = {}): Made => ({
  kind: 'application',
  row: { number, receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料', ...rest },
});
const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };

beforeAll(async () => {
  desk = await openBrowserOffice();
  const { house } = desk.office.web;
  await readyToSign(house);
  await addOffice(house, { id: 'b', name: '第二服务中心', parent: 'default', actor: LI });
  await readyToSign(house, 'b', '第二服务中心');
  await record(inYear2025(longgangRows({ received: 60, before: 30 })));
  await record([application('A-1', answered), application('A-2', { receivedOn: '2025-12-30' })]);
  await record([application('B-1', answered)], 'b');
  wang = await desk.office.visitor('wang', 'admin');
}, 120_000);
afterAll(() => desk?.close());

const PAGES = [
  '/reports',
  '/reports/2025',
  '/reports/2025/sheet',
  '/reports/2025/sections/1',
  '/reports/2025/ready',
  '/reports/2025/sign',
  '/reports/2025?scope=tree',
  '/reports/2025/offices?scope=tree',
  '/reports/2025/sheet?scope=tree',
  '/reports/2025/tree-cell?scope=tree&name=table3.newlyReceived.total',
];

describe('the pages of the annual report in a browser', () => {
  it.each(PAGES)('%s is accessible, on a desk and on a telephone', async (path) => {
    const wide = await desk.open(wang, path);
    expect(await faultsOf(wide)).toEqual([]);
    const narrow = await desk.open(wang, path, { width: 360 });
    expect(await isTooWide(narrow)).toBe(false);
    await Promise.all([wide.context().close(), narrow.context().close()]);
  });

  it('paragraphs are written without JavaScript', async () => {
    const page = await desk.open(wang, '/reports/2025/sections/5', { script: false });
    await page.getByLabel('文字').fill('全年新收{{新收申请}}件。');
    await page.getByRole('button', { name: '预览' }).click();
    expect(await page.locator('.prose mark').innerText()).toBe('2');
    await page.getByRole('button', { name: '保存为本年文字' }).click();
    expect(await page.getByText('文字已保存。').isVisible()).toBe(true);
    await page.context().close();
  });

  it('is signed by keyboard alone, corrected after a late entry, and shows both versions', async () => {
    const page = await desk.open(wang, '/reports/2025');
    await page.getByRole('link', { name: '定稿', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('批准人').waitFor();
    await page.getByLabel('批准人').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('王局长');
    await page.keyboard.press('Enter');
    await page.getByText('年度报告已定稿').waitFor();

    desk.office.setNow('2026-11-23T10:00:00.000+08:00');
    await record([application('A-3', answered)]);
    await page.reload();
    await page.getByRole('link', { name: '看是哪些数字、由哪些件引起' }).click();
    expect(await page.getByRole('link', { name: 'A-3' }).first().isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);

    await page.goto(new URL('/reports/2025/sign', page.url()).href);
    await page.getByLabel('更正原因').fill('漏登一件');
    await page.getByLabel('批准人').fill('王局长');
    await page.getByRole('button', { name: '更正并公布新版本' }).click();
    expect(await page.getByText('更正后的新版本已公布').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: '与第1版的差别' }).click();
    expect(await page.locator('table.data').innerText()).toContain('A-3');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('prints without what belongs to the screen', async () => {
    const page = await desk.open(wang, '/reports/2025/sheet');
    await page.emulateMedia({ media: 'print' });
    for (const screen of ['.masthead', '.crumb', '.footer'])
      expect(await page.locator(screen).first().isVisible()).toBe(false);
    expect(await page.locator('.sheet').isVisible()).toBe(true);
    await page.context().close();
  });
});
