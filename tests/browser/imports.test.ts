/** An import as a clerk does it in a browser: with the keyboard's form alone, without script, on a narrow screen, too. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';
import { FILES_ELSEWHERE } from '../support/files-elsewhere.ts';
import type { Visitor } from '../support/web-office.ts';

let browsed: BrowserOffice;
let chen: Visitor;
beforeAll(async () => {
  browsed = await openBrowserOffice();
  chen = await browsed.office.visitor('chen', 'officer');
}, 60_000);
afterAll(() => browsed.close());

const found = FILES_ELSEWHERE.find(({ name }) => name.startsWith('12345'));

describe.each([
  ['with script', 1280, true],
  ['without script on a narrow screen', 360, false],
])('%s', (_, width, script) => {
  test('a file of another system is settled, tried out, recorded and taken back', async () => {
    const page = await browsed.open(chen, '/imports', { width, script });
    const shot = async (name: string) => {
      if (script) expect([name, await faultsOf(page)]).toEqual([name, []]);
      expect([name, await isTooWide(page)]).toEqual([name, false]);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
    };
    await shot('choose');
    const { name = '', bytes = new Uint8Array() } = found ?? {};
    await page.setInputFiles('input[name=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
    await page.click('text=上传，看看怎么读');
    await shot('prepare');
    if (await page.getByLabel('“很满意”是').isVisible()) {
      await page.getByLabel('“很满意”是').selectOption({ label: '满意' });
      await page.getByLabel('“诉求举报”是').selectOption({ label: '投诉' });
    }
    await page.click('text=先检查，不登记');
    await shot('checked');
    expect(await page.textContent('main')).toContain('没有发现问题，还没有登记');
    await page.click('text=登记这 4 行');
    await shot('recorded');
    expect(await page.textContent('main')).toContain('全部行都已处理');
    await page.click('text=导错了，撤回这次导入');
    await page.fill('textarea[name=reason]', '试导');
    await page.click('button:text-is("撤回")');
    expect(await page.textContent('main')).toContain('已作废 4 件');
    await page.goto(new URL('/imports/values', page.url()).href);
    await shot('values');
  }, 60_000);
});
