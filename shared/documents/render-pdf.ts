/** The published page printed as A4 by the browser that comes with the packages, its pages numbered as GB/T 9704 has it. */

import type { Rendering } from '#shared/reporting/document.ts';
import type { Appending } from './attached-pages.ts';
import type { AttachedPages, Paper } from './paper.ts';
import { paperHtml } from './paper-html.ts';
import { withFiles } from './pdf-files.ts';
import { printed } from './print.ts';
import type { Around } from './print-here.ts';
import { escaped, renderHtml } from './render-html.ts';

const PAGE_NUMBER = `<div style="width:100%;text-align:center;font-size:11pt;font-family:SimSun,serif">— <span class="pageNumber"></span> —</div>`;

const SMALL = 'width:100%;text-align:center;font-size:8.5pt;font-family:SimSun,serif';
const PAGE_OF_PAGES = '第 <span class="pageNumber"></span> 页　共 <span class="totalPages"></span> 页';

/** Throws when no browser can be started: the page itself can still be printed by hand. */
export async function renderPdf(rendering: Rendering): Promise<Uint8Array> {
  return pdfOf(await renderHtml(rendering), { footerTemplate: PAGE_NUMBER });
}

/** What puts pages behind a paper: apart from whoever waits for an answer. */
export type Append = (appending: Appending) => Promise<Uint8Array>;

/** The same for a paper of the office's own. */
export async function paperPdf(paper: Paper, append: Append): Promise<Uint8Array> {
  const line = (words: string): string => `<div style="${SMALL}">${words}</div>`;
  const pdf = await pdfOf(paperHtml(paper), {
    headerTemplate: line(escaped(paper.header)),
    footerTemplate: line(PAGE_OF_PAGES),
  });
  const { attached = [], enclosed = [] } = paper;
  if (attached.length === 0) return withFiles(pdf, enclosed);
  const marks = await pdfOf(marksHtml(attached), { footerTemplate: '<span></span>' });
  const whole = await append({ paper: pdf, attached: attached.map((one) => one.pdf), marks });
  return withFiles(whole, enclosed);
}

/** A strip for each page; wide enough for an A4 page, and drawn smaller where a page is narrower. */
const STRIP = `@page { size: 595pt 22pt; margin: 0; } body { margin: 0; font: 9pt/22pt SimSun, "Noto Sans S Chinese", serif; }
p { margin: 0; height: 22pt; text-align: center; break-after: page; overflow: hidden; } p:last-child { break-after: auto; }`;

function marksHtml(attached: readonly AttachedPages[]): string {
  const lines = attached.flatMap(({ label, pages }) =>
    Array.from({ length: pages }, (_, at) => `<p>${escaped(label)}　第 ${at + 1} 页　共 ${pages} 页</p>`),
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>-</title><style>${STRIP}</style></head><body>${lines.join('')}</body></html>`;
}

async function pdfOf(html: string, around: Around): Promise<Uint8Array> {
  const [pdf] = await printed({ what: 'pdf', html, around });
  if (pdf === undefined) throw new Error('nothing was printed');
  return pdf;
}
