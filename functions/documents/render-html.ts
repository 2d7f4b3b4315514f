/** The report as one Chinese page that needs nothing else: the form's tables, and the narrative around them. */
import { tablesOf } from '../../shared/reporting/forms.ts';
import { type LayoutCell, type LayoutTable, titleOf } from '../../shared/reporting/layout.ts';
import type { Check, NarrativeSection, Report } from '../../shared/reporting/report.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const STYLE = `
body { font-family: "Noto Sans SC", "Source Han Sans SC", SimSun, sans-serif; color: #000; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.7; }
h1 { text-align: center; font-size: 1.5rem; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
p { text-indent: 2em; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.4; }
th, td { border: 1px solid #000; padding: .3rem .4rem; font-weight: normal; text-align: center; }
td { font-variant-numeric: tabular-nums; }
.faults { border: 2px solid #a40000; color: #a40000; padding: .5rem 1rem; }
.faults p, .state { text-indent: 0; }
.state { text-align: center; color: #444; }
@page { size: A4; margin: 20mm 15mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } tr { break-inside: avoid; } }
`;

function spans({ columns, rows }: LayoutCell): string {
  return `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
}

function cellHtml(cell: LayoutCell): string {
  if (!cell.isFigure) return `<th${spans(cell)}>${escaped(cell.text)}</th>`;
  return `<td${spans(cell)} data-cell="${escaped(cell.id ?? '')}">${escaped(cell.text)}</td>`;
}

function tableHtml(table: LayoutTable): string {
  const rows = table.rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`);
  return `<table aria-label="${escaped(table.title)}">\n${rows.join('\n')}\n</table>`;
}

function paragraphs(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => `<p>${escaped(line.trim())}</p>`).join('\n');
}

/** A title is printed with its Chinese number, once. */
function heading(number: number, title: string): string {
  const numeral = '一二三四五六七八九'.charAt(number - 1);
  const numbered = numeral === '' || title.startsWith(`${numeral}、`) ? title : `${numeral}、${title}`;
  return `<h2>${escaped(numbered)}</h2>`;
}

/** Sections 1 to 6: those with a table by the form's title, with what the office wrote above it. */
function sectionsHtml(report: Report): string[] {
  const tables = tablesOf(report);
  const written = (number: number): NarrativeSection[] =>
    report.narrative.sections.filter((section) => section.number === number);
  const numbers = [...new Set([...tables, ...report.narrative.sections].map((one) => one.number))];
  return numbers
    .sort((one, other) => one - other)
    .flatMap((number) => {
      const table = tables.find((one) => one.number === number);
      const sections = written(number);
      if (table === undefined)
        return sections.flatMap(({ title, text }) => [heading(number, title), paragraphs(text)]);
      return [
        heading(number, table.title),
        ...sections.map(({ text }) => paragraphs(text)),
        tableHtml(table),
      ];
    });
}

function faultsHtml(checks: readonly Check[]): string {
  const failing = checks.filter((check) => !check.holds);
  if (failing.length === 0) return '';
  const items = failing.map(
    ({ id, scope, left, right }) => `<li>${id} ${escaped(scope)}：${left} ≠ ${right}</li>`,
  );
  return `<section class="faults"><p>勾稽关系不符，本报告尚不能定稿：</p><ul>${items.join('')}</ul></section>`;
}

function stateText({ status, version, asOf }: Report): string {
  return status === 'closed' ? `第${version ?? 1}版，数据截至 ${asOf}` : `未定稿，数据截至 ${asOf}`;
}

export function renderHtml(report: Report): string {
  const title = escaped(titleOf(report));
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>`,
    '<body>',
    `<main><h1>${title}</h1>`,
    `<p class="state">${escaped(stateText(report))}</p>`,
    faultsHtml(report.checks),
    ...sectionsHtml(report),
    '</main>',
    '</body>',
    '</html>',
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n');
}
