/** Files as a browser hands them over: chosen, dropped, pasted, with script and without. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';
import type { Visitor } from '../support/web-office.ts';

let browser: BrowserOffice;
let li: Visitor;
const CASE = '/applications/A1';
const PDF = { name: '委托书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 一') };
beforeAll(async () => {
  browser = await openBrowserOffice();
  li = await browser.office.visitor('li', 'officer');
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' };
  const given = { channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图', applicant };
  const fields = { command: 'RegisterApplication', case: 'A1', ...given };
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  expect(await executeCommand(browser.office.web.house, { office: 'default', actor, fields })).toMatchObject({
    ok: true,
  });
});
afterAll(() => browser.close());

/** As if a file of that name were let go over the panel, or pasted. */
const handed = (event: 'drop' | 'paste', name: string): string => `
  const data = new DataTransfer();
  data.items.add(new File(['%PDF-1.7 ${name}'], '${name}', { type: 'application/pdf' }));
  const target = ${event === 'drop' ? "document.querySelector('#attached').parentElement" : 'document'};
  target.dispatchEvent(${
    event === 'drop'
      ? "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })"
      : "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })"
  });`;

describe('the panel of attachments', () => {
  it('takes what is dropped and pasted, names it, and sends all of it at once', async () => {
    const page = await browser.open(li, CASE);
    await page.evaluate(handed('drop', '一.pdf'));
    await page.evaluate(handed('paste', '二.pdf'));
    const said = page.locator('#attached ~ details [role=status]');
    expect(await said.textContent()).toBe('已选 2 个：一.pdf、二.pdf');
    await page.getByRole('button', { name: '上传' }).click();
    await page.waitForURL(/done=AttachFile/);
    expect(await page.locator('#attached').textContent()).toBe('附件（2）');
    await page.context().close();
  });

  it('says before sending that it is too much, and sends nothing', async () => {
    const page = await browser.open(li, `${CASE}/files`);
    const large = { ...PDF, name: '大.pdf', buffer: Buffer.alloc(21 * 1024 * 1024, '%PDF-1.7') };
    await page.locator('input[name=files]').setInputFiles([large]);
    await page.getByRole('button', { name: '上传' }).click();
    expect(await page.locator('input[name=files] ~ [role=status]').textContent()).toContain('合计超过 20 MB');
    expect(page.url()).toMatch(/\/files$/);
    await page.locator('input[name=files]').setInputFiles([PDF]);
    await page.getByRole('button', { name: '上传' }).click();
    await page.waitForURL(/done=AttachFile/);
    await page.context().close();
  });

  it('works without script, has no fault of access, and fits the telephone', async () => {
    const plain = await browser.open(li, `${CASE}/files`, { script: false });
    await plain
      .locator('input[name=files]')
      .setInputFiles([{ ...PDF, name: '三.pdf', buffer: Buffer.from('%PDF-1.7 三') }]);
    await plain.getByRole('button', { name: '上传' }).click();
    await plain.waitForURL(/done=AttachFile/);
    await plain.context().close();
    for (const width of [1280, 360]) {
      const page = await browser.open(li, CASE, { width });
      await page.locator('summary', { hasText: '上传附件' }).click();
      expect(await faultsOf(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      await page.context().close();
    }
  });
});
