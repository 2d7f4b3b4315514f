/** A report in each format of the contract. What a format needs is loaded when it is asked for. */

import type { Rendering } from '#shared/reporting/document.ts';
import { PRINTED_REPORT, printedJson } from '#shared/reporting/published-report.ts';
import { renderCsv } from './render-csv.ts';
import { renderHtml } from './render-html.ts';
import { settledArchive, settledPdf } from './settled.ts';

export const FORMATS = ['json', 'html', 'csv', 'docx', 'xlsx', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];
export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

export async function renderReport(rendering: Rendering, format: Format): Promise<string | Uint8Array> {
  const { report, json, form, signedOn } = rendering;
  switch (format) {
    case 'json':
      return json;
    case 'html':
      return renderHtml(rendering);
    case 'csv':
      return renderCsv(report, form);
    case 'docx':
      return settledArchive(await (await import('./render-docx.ts')).renderDocx(rendering), signedOn);
    case 'xlsx':
      return settledArchive(await (await import('./render-xlsx.ts')).renderXlsx(rendering), signedOn);
    case 'pdf':
      return readablePdf(rendering);
  }
}

/** What is printed is also held inside as data, so that a checker reads the figures and not their places on paper. */
async function readablePdf(rendering: Rendering): Promise<Uint8Array> {
  const { renderPdf } = await import('./render-pdf.ts');
  const { withFiles } = await import('./pdf-files.ts');
  const pdf = settledPdf(await renderPdf(rendering), rendering.signedOn);
  const bytes = Buffer.from(printedJson(rendering.report));
  return withFiles(pdf, [{ name: PRINTED_REPORT, mediaType: 'application/json', bytes }]);
}
