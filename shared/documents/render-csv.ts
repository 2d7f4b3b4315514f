/** The report's tables and figures as CSV that a spreadsheet opens as text and numbers, never as formulas. */
import type { Form } from '#shared/glossary.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import { gridOf, titleOf } from '#shared/reporting/layout.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import type { Report } from '#shared/reporting/report.ts';
import { csvOf } from './csv-field.ts';

function narrativeLines(report: Report): string[][] {
  const { figures, sections } = report.narrative;
  return [
    ...Object.entries(figures).map(([name, { count, unit }]) => [name, numberText(count), unit]),
    ...sections.map(({ title, text }) => [title, text]),
  ];
}

function checkLines(report: Report): string[][] {
  const failing = report.checks.filter((check) => !check.holds);
  if (failing.length === 0) return [];
  return [
    ['勾稽关系不符'],
    ...failing.map(({ id, scope, left, right }) => [id, scope, numberText(left), numberText(right)]),
  ];
}

/** Merged cells stand at their top left, the places they cover are empty. */
export function renderCsv(report: Report, form?: Form): string {
  const tables = tablesOf(report, form).flatMap((table) => [
    [],
    [table.title],
    ...gridOf(table).map((row) => row.map((cell) => cell?.text ?? '')),
  ]);
  const lines = [[titleOf(report)], ...tables, [], ...narrativeLines(report), ...checkLines(report)];
  return csvOf(lines);
}
