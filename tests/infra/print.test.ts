/** Printing as in the cloud: asked of another function by a call, and answered by its bundle. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleHandlers } from '#infra/aws/bundle.ts';
import { withBrowser } from '#shared/documents/chromium.ts';
import { printBy, printed } from '#shared/documents/print.ts';
import { printElsewhere } from '#shared/house/print-function.ts';
import { startLambda } from '../support/stand-in-lambda.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const AROUND = { footerTemplate: '<div>第 <span class="pageNumber"></span> 页</div>' };
const into = mkdtempSync(join(tmpdir(), 'taizhang-print-'));
let lambda: Awaited<ReturnType<typeof startLambda>>;

beforeAll(async () => {
  // the layer of browser and font is these very packages
  process.env.PRINTING_PACKAGES = join(ROOT, 'index.js');
  const { folders } = await bundleHandlers({ beside: false, into, only: ['print'] });
  const bundle = await import(pathToFileURL(join(folders.print, 'index.mjs')).href);
  lambda = await startLambda(bundle.handler);
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint, AWS_REGION: 'cn-north-1' },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  });
});
afterAll(async () => {
  await lambda.stop();
  rmSync(into, { recursive: true, force: true });
});

/** As a machine short of memory ends it: nothing of it answers any more. */
async function crash(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crash');
}

describe('printing by a function of its own', () => {
  it('gives back the PDF of a page, and a picture of each drawing', async () => {
    const html = '<html><body><h1>某市某局 2026 年报告</h1></body></html>';
    const [pdf = new Uint8Array()] = await printElsewhere('Print', { what: 'pdf', html, around: AROUND });
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    const drawing = { svg, width: 40, height: 20 };
    const pictures = await printElsewhere('Print', { what: 'pictures', drawings: [drawing, drawing] });
    expect(pictures.map((one) => Buffer.from(one).subarray(1, 4).toString())).toEqual(['PNG', 'PNG']);
    expect(lambda.asked).toEqual(Array(2).fill('/2015-03-31/functions/Print/invocations'));
  });

  it('asks a second browser where the first died, and says it where that one dies too', async () => {
    let died = 0;
    const diesTimes = (times: number) => async (browser: Browser) => {
      if (died++ < times) await crash(browser);
      return browser.version();
    };
    expect(await withBrowser(diesTimes(1))).toMatch(/^\d+\./);
    expect(died).toBe(2);
    died = 0;
    await expect(withBrowser(diesTimes(5))).rejects.toThrow(/closed/);
    expect(died).toBe(2);
  });

  it('is said in the log by its name, whatever the page offers instead', async () => {
    const lines: string[] = [];
    const written = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((line) => lines.push(String(line)) > 0);
    printBy(async () => {
      throw Object.assign(new Error('of 张三'), { name: 'NoBrowser' });
    });
    const printing = printed({ what: 'pdf', html: '', around: AROUND });
    await expect(printing)
      .rejects.toThrow()
      .finally(() => written.mockRestore());
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'failed', what: 'printing', name: 'NoBrowser' },
    ]);
    expect(lines.join()).not.toContain('张三');
  });

  it('says that something went wrong there, and what no call can carry is not sent', async () => {
    const wrong = { what: 'pdf', html: 5, around: AROUND } as never;
    // by its name: a message could quote the page (shared/house/called.ts)
    await expect(printElsewhere('Print', wrong)).rejects.toThrow(/^printing failed: .*Error/);
    const noise = Array.from({ length: 900_000 }, () => Math.random().toString(36)).join('');
    const asked = lambda.asked.length;
    await expect(printElsewhere('Print', { what: 'pdf', html: noise, around: AROUND })).rejects.toThrow(
      /bytes are more than can be printed/,
    );
    expect(lambda.asked).toHaveLength(asked);
  });
});
