/** The published page printed as A4 by the browser that comes with the packages, its pages numbered as GB/T 9704 has it. */

import type { Rendering } from '#shared/reporting/document.ts';
import { withBrowser } from './chromium.ts';
import { renderHtml } from './render-html.ts';

const PAGE_NUMBER = `<div style="width:100%;text-align:center;font-size:11pt;font-family:SimSun,serif">— <span class="pageNumber"></span> —</div>`;

/** Throws when no browser can be started: the page itself can still be printed by hand. */
export async function renderPdf(rendering: Rendering): Promise<Uint8Array> {
  const html = await renderHtml(rendering);
  return withBrowser(async (browser) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(html, { waitUntil: 'load' });
    return page.pdf({
      format: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: PAGE_NUMBER,
      tagged: true,
      outline: true,
    });
  });
}
