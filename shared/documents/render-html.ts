/** The report as one Chinese page that needs nothing else: to read on a screen, to publish, and to print as a PDF. */
import { writable } from '#shared/kernel/written.ts';
import {
  type DocumentSection,
  documentOf,
  type Paragraph,
  type Rendering,
} from '#shared/reporting/document.ts';
import type { LayoutCell, LayoutTable } from '#shared/reporting/layout.ts';
import type { Check } from '#shared/reporting/report.ts';
import { type Chart, chartsOf } from './charts.ts';
import { PAGE_STYLE } from './page-style.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return writable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function spans({ columns, rows }: LayoutCell): string {
  return `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
}

function cellHtml(cell: LayoutCell): string {
  if (!cell.isFigure) return `<th${spans(cell)}>${escaped(cell.text)}</th>`;
  const id = cell.id === undefined ? '' : ` data-cell="${escaped(cell.id)}"`;
  return `<td${spans(cell)}${id}>${escaped(cell.text)}</td>`;
}

function tableHtml(table: LayoutTable): string {
  const rows = table.rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`);
  return `<table class="table${table.number}" aria-label="${escaped(table.title)}">\n${rows.join('\n')}\n</table>`;
}

function paragraphHtml({ kind, text }: Paragraph): string {
  return kind === 'subheading' ? `<h3>${escaped(text)}</h3>` : `<p>${escaped(text)}</p>`;
}

/** The drawing holds no text but what the chart library has escaped; its words stand beside it. */
function chartHtml({ title, description, svg }: Chart): string {
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return `<figure><img src="${image}" alt="${escaped(`${title}：${description}`)}"><figcaption>${escaped(title)}</figcaption></figure>`;
}

function sectionHtml(section: DocumentSection, charts: readonly Chart[]): string[] {
  return [
    `<h2>${escaped(section.heading)}</h2>`,
    ...section.paragraphs.map(paragraphHtml),
    ...(section.number === 1 ? charts.map(chartHtml) : []),
    ...(section.table === null ? [] : [tableHtml(section.table)]),
  ];
}

function faultsHtml(failing: readonly Check[]): string {
  if (failing.length === 0) return '';
  const items = failing.map(
    ({ id, scope, left, right }) => `<li>${id} ${escaped(scope)}：${left} ≠ ${right}</li>`,
  );
  return `<section class="faults"><p>勾稽关系不符，本报告尚不能定稿：</p><ul>${items.join('')}</ul></section>`;
}

export async function renderHtml({ report, signedOn, form }: Rendering): Promise<string> {
  const document = documentOf(report, { signedOn, form });
  const title = escaped(document.title);
  const charts = await chartsOf(report);
  const lines = [
    '<!doctype html>',
    '<html lang="zh-CN">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${PAGE_STYLE}</style></head>`,
    '<body>',
    `<main><h1>${title}</h1>`,
    document.state === null ? '' : `<p class="state">${escaped(document.state)}</p>`,
    faultsHtml(document.failing),
    `<p>${escaped(document.introduction)}</p>`,
    ...document.sections.flatMap((section) => sectionHtml(section, charts)),
    `<p class="signature">${escaped(document.signature)}<br>${escaped(document.date)}</p>`,
    '</main>',
    '</body>',
    '</html>',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}
