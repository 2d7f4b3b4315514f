/**
 * Printed by the browser that comes with the packages. No page of ours needs a script to be printed. What is printed is
 * plain data, so that it can be asked of another function: in the cloud the browser lies with the one that prints (ADR 74).
 */
import type { Browser } from 'playwright-core';
import { withBrowser } from './chromium.ts';

/** Above and below each page, as HTML of its own. */
export type Around = { readonly headerTemplate?: string; readonly footerTemplate: string };
export type Drawing = { readonly svg: string; readonly width: number; readonly height: number };
export type Print =
  | { readonly what: 'pdf'; readonly html: string; readonly around: Around }
  | { readonly what: 'pictures'; readonly drawings: readonly Drawing[] };

/** One PDF, or a PNG for each drawing. Throws where no browser can be started. */
export type Printer = (print: Print) => Promise<readonly Uint8Array[]>;

/** Twice the size, so that they are sharp on paper. */
const SCALE = 2;

export const printHere: Printer = (print) =>
  withBrowser(async (browser) =>
    print.what === 'pdf' ? [await pdfOf(browser, print.html, print.around)] : pngOf(browser, print.drawings),
  );

async function pdfOf(browser: Browser, html: string, around: Around): Promise<Uint8Array> {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.setContent(html, { waitUntil: 'load' });
  return page.pdf({
    format: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    ...around,
    tagged: true,
    outline: true,
  });
}

async function pngOf(browser: Browser, drawings: readonly Drawing[]): Promise<Uint8Array[]> {
  const page = await browser.newPage({ deviceScaleFactor: SCALE, javaScriptEnabled: false });
  const pictures: Uint8Array[] = [];
  for (const { svg, width, height } of drawings) {
    await page.setViewportSize({ width, height });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    pictures.push(new Uint8Array(await page.screenshot({ type: 'png' })));
  }
  return pictures;
}
