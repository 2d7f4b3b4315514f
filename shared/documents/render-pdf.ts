/** The published page printed as A4 by the browser that comes with the packages, its pages numbered as GB/T 9704 has it. */

import type { Rendering } from '#shared/reporting/document.ts';
import type { Paper } from './paper.ts';
import { paperHtml } from './paper-html.ts';
import { withFiles } from './pdf-files.ts';
import { type Around, printed } from './printing.ts';
import { escaped, renderHtml } from './render-html.ts';

const PAGE_NUMBER = `<div style="width:100%;text-align:center;font-size:11pt;font-family:SimSun,serif">— <span class="pageNumber"></span> —</div>`;

const SMALL = 'width:100%;text-align:center;font-size:8.5pt;font-family:SimSun,serif';
const PAGE_OF_PAGES = '第 <span class="pageNumber"></span> 页　共 <span class="totalPages"></span> 页';

/** Throws when no browser can be started: the page itself can still be printed by hand. */
export async function renderPdf(rendering: Rendering): Promise<Uint8Array> {
  return pdfOf(await renderHtml(rendering), { footerTemplate: PAGE_NUMBER });
}

/** The same for a paper of the office's own. */
export async function paperPdf(paper: Paper): Promise<Uint8Array> {
  const line = (words: string): string => `<div style="${SMALL}">${words}</div>`;
  const pdf = await pdfOf(paperHtml(paper), {
    headerTemplate: line(escaped(paper.header)),
    footerTemplate: line(PAGE_OF_PAGES),
  });
  return withFiles(pdf, paper.enclosed ?? []);
}

async function pdfOf(html: string, around: Around): Promise<Uint8Array> {
  const [pdf] = await printed({ what: 'pdf', html, around });
  if (pdf === undefined) throw new Error('nothing was printed');
  return pdf;
}
