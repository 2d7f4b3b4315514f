/** Published reports as other offices might have printed them: the same numbers in other clothes. */
import { readFileSync } from 'node:fs';
import type { Form } from '#shared/glossary.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import { gridOf, type LayoutCell, type LayoutTable } from '#shared/reporting/layout.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';

export type Rows = Record<string, number[]>;
export type Known = {
  readonly year: number;
  table2: Record<string, number | Record<string, number>>;
  table3: { rows: Rows };
  table4: { rows: Rows };
};
export const KNOWN = [
  'hongze-district-2023',
  'hongze-district-2024',
  'jinhu-county-2023',
  'longgang-2022',
  'unnamed-report29-2023',
] as const;

/** The tables alone, ours to change. */
export function published(name: (typeof KNOWN)[number]): Known {
  const url = new URL(`../reporting/published/${name}.json`, import.meta.url);
  const { year, table2, table3, table4 } = JSON.parse(readFileSync(url, 'utf8'));
  return { year, table2, table3: { rows: table3.rows }, table4: { rows: table4.rows } };
}

export type Clothes = {
  readonly form?: Form;
  /** How a cell is printed. */
  readonly figure?: (text: string) => string;
  readonly label?: (text: string) => string;
};

function textOf(cell: LayoutCell, { figure = same, label = same }: Clothes): string {
  return cell.isFigure ? figure(cell.text) : label(cell.text);
}
const same = (text: string): string => text;

const spans = ({ columns, rows }: LayoutCell): string => ` colspan="${columns}" rowspan="${rows}"`;

export function asHtml(report: PartialReport, clothes: Clothes = {}): string {
  const table = ({ title, rows }: LayoutTable): string =>
    `<h2>${title}</h2><table>${rows.map((row) => `<tr>${row.map((cell) => `<td${spans(cell)}><p><span>${textOf(cell, clothes)}</span></p></td>`).join('')}</tr>`).join('')}</table>`;
  return `<html><body><nav><li>首页</li></nav>${tablesOf(report, clothes.form).map(table).join('')}</body></html>`;
}

/** As a browser copies a table: spans leave no trace. */
export function asTabs(report: PartialReport, clothes: Clothes = {}): string {
  return tablesOf(report, clothes.form)
    .flatMap(({ title, rows }) => [
      title,
      ...rows.map((row) => row.map((cell) => textOf(cell, clothes)).join('\t')),
    ])
    .join('\n');
}

export function asMarkdown(report: PartialReport, clothes: Clothes = {}): string {
  return tablesOf(report, clothes.form)
    .flatMap(({ title, rows }) => [
      `## ${title}`,
      ...rows.flatMap((row, at) => {
        const line = `| ${row.map((cell) => textOf(cell, clothes)).join(' | ')} |`;
        return at === 0 ? [line, `|${row.map(() => ' --- |').join('')}`] : [line];
      }),
    ])
    .join('\n');
}

/** As a spreadsheet writes it: empty places under merged cells. */
export function asCsv(report: PartialReport, clothes: Clothes = {}): string {
  return tablesOf(report, clothes.form)
    .flatMap((table) => [
      table.title,
      ...gridOf(table).map((row) =>
        row.map((cell) => (cell === null ? '' : `"${textOf(cell, clothes)}"`)).join(','),
      ),
    ])
    .join('\r\n');
}

export function asDocumentXml(report: PartialReport, clothes: Clothes = {}): string {
  const cell = (one: LayoutCell): string =>
    `<w:tc><w:tcPr/><w:p><w:r><w:t>${textOf(one, clothes)}</w:t></w:r></w:p></w:tc>`;
  const table = ({ rows }: LayoutTable): string =>
    `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
  return `<w:document><w:body>${tablesOf(report, clothes.form).map(table).join('')}</w:body></w:document>`;
}

/** Each with one fault, and how many of its cells it is. */
export function plantedFaults(name: (typeof KNOWN)[number]): Known[] {
  const leaf = (report: Known) => Object.keys(report.table3.rows).filter((key) => key.includes('.'))[3] ?? '';
  const changes: ((report: Known) => void)[] = [
    (r) => raise(r.table3.rows.newlyReceived, 6),
    (r) => raise(r.table3.rows.concluded, 0),
    (r) => raise(r.table3.rows[leaf(r)], 2),
    (r) => raise(r.table4.rows.review, 4),
  ];
  return changes.map((change) => {
    const report = published(name);
    change(report);
    return report;
  });
}

function raise(row: number[] | undefined, at: number): void {
  if (row !== undefined) row[at] = (row[at] ?? 0) + 1;
}
