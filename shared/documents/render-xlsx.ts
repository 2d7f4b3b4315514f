/**
 * The report as a workbook: the form's tables with real numbers, totals as formulas with their values, and the figures
 * of the narrative. Text is stored as text: a cell that begins with = + - @ is never a formula.
 */

import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { writable } from '#shared/kernel/written.ts';
import { documentOf, type Rendering } from '#shared/reporting/document.ts';
import { gridOf, type LayoutCell, type LayoutTable } from '#shared/reporting/layout.ts';
import type { HotlineFigures, Report } from '#shared/reporting/report.ts';
import { checkSheet } from './xlsx-checks.ts';
import { totalFormulas } from './xlsx-totals.ts';

const THIN = { style: 'thin' } as const;
const FONT = { name: '宋体', size: 11 };
const BOLD: CellStyle = { font: { ...FONT, bold: true } };
const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 14 } };
const BOXED: CellStyle = {
  border: { top: THIN, left: THIN, bottom: THIN, right: THIN },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
/** Integers as they are; a fee's decimals as many as it has. */
const COUNT: CellStyle = { ...BOXED, numFmt: '0' };
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const SHEET_NAMES: Readonly<Record<LayoutTable['number'], string>> = {
  2: '二、主动公开',
  3: '三、依申请公开',
  4: '四、复议诉讼',
};
const LABEL_WIDTH = 15;
const WIDTHS: Readonly<Record<LayoutTable['number'], readonly number[]>> = {
  2: [24, 18, 18, 18],
  3: [LABEL_WIDTH, LABEL_WIDTH, 48],
  4: [],
};

export function renderXlsx({ report, signedOn, form }: Rendering): Promise<Uint8Array> {
  const document = documentOf(report, { signedOn, form });
  const title = writable(document.title);
  const created = new Date(`${signedOn}T00:00:00+08:00`);
  const tables = document.sections.flatMap(({ table }) => (table === null ? [] : [table]));
  const sheeted = tables.map((table) => ({ table, sheet: SHEET_NAMES[table.number], top: TOP }));
  return writeXlsx({
    defaultFont: FONT,
    properties: { creator: writable(document.signature), title, created, modified: created },
    sheets: [
      ...tables.map((table) => tableSheet(table, title)),
      ...[figureSheet(report), textSheet(document.sections), checkSheet(report, sheeted)],
    ],
  });
}

const TOP = 2;

function tableSheet(table: LayoutTable, title: string): WriteSheet {
  const formulas = totalFormulas(table, TOP);
  const cells = new Map<string, Partial<Cell>>([
    ['0,0', { value: title, style: TITLE }],
    ['1,0', { value: writable(table.title), style: BOLD }],
  ]);
  const merges: NonNullable<WriteSheet['merges']> = [];
  for (const [y, row] of gridOf(table).entries())
    for (const [x, cell] of row.entries()) {
      const [startRow, startCol] = [y + TOP, x];
      cells.set(`${startRow},${startCol}`, cell === null ? { style: BOXED } : filled(cell, formulas));
      if (cell === null || (cell.columns === 1 && cell.rows === 1)) continue;
      const [endRow, endCol] = [startRow + cell.rows - 1, startCol + cell.columns - 1];
      merges.push({ startRow, startCol, endRow, endCol });
    }
  return {
    name: SHEET_NAMES[table.number],
    columns: WIDTHS[table.number].map((width) => ({ width })),
    cells,
    merges,
    pageSetup: { paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 1, orientation: 'portrait' },
  };
}

function filled(cell: LayoutCell, formulas: ReadonlyMap<LayoutCell, string>): Partial<Cell> {
  if (!cell.isFigure) return { value: writable(cell.text), style: BOXED };
  const style = Number.isInteger(cell.value) ? COUNT : BOXED;
  const formula = formulas.get(cell);
  return formula === undefined || cell.value === null
    ? { value: cell.value, style }
    : { formula, formulaResult: cell.value, style };
}

type Line = readonly (string | number | null)[];

function listSheet(name: string, lines: readonly Line[], widths: readonly number[]): WriteSheet {
  const rows = lines.map((line) =>
    line.map((value) => (typeof value === 'string' ? writable(value) : value)),
  );
  return { name, rows, columns: widths.map((width) => ({ width })) };
}

function figureSheet(report: Report): WriteSheet {
  const { publications, narrative } = report;
  const counts = (of: string, by: Readonly<Record<string, number>>): Line[] =>
    Object.entries(by).map(([label, count]) => [of, label, count]);
  const all: Line[] = [
    ['类别', '项目', '数量', '单位'],
    ['主动公开', '网站公开总数', publications.total, '条'],
    ...counts('主动公开·栏目', publications.byColumn),
    ...counts('主动公开·渠道', publications.byMedium),
    ...Object.entries(narrative.figures).map(
      ([name, { count, unit }]): Line => ['登记数据', name, count, unit],
    ),
    ...hotlineLines('12345热线', report.hotline),
    ...hotlineLines('各渠道事件', report.events),
  ];
  const headings = ['0,0', '0,1', '0,2', '0,3'].map((at) => [at, { style: BOLD }] as const);
  return { ...listSheet('数据', all, [18, 30, 14, 10]), cells: new Map(headings) };
}

function hotlineLines(of: string, figures: HotlineFigures): Line[] {
  const maps: [string, Readonly<Record<string, number>>][] = [
    ['来源', figures.bySource],
    ['类型', figures.byType],
    ['事项', figures.byTopic],
    ['承办单位', figures.byDepartment],
  ];
  return [
    [of, '受理', figures.received, '件次'],
    [of, '上年同期', figures.receivedPreviousYear, '件次'],
    [of, '同比', figures.yearOnYear],
    [of, '应办', figures.accepted, '件'],
    [of, '办结', figures.closed, '件'],
    [of, '办结率', figures.closureRate],
    [of, '按时办结', figures.closedOnTime, '件'],
    [of, '有时限且已办结或者已到期', figures.dueKnown ?? null, '件'],
    [of, '按时办结率', figures.onTimeRate],
    [of, '满意率', figures.satisfactionRate],
    [of, '日均', figures.dailyAverage, '件次'],
    ...figures.byMonth.map((count, month): Line => [`${of}·月份`, `${month + 1}月`, count, '件次']),
    ...maps.flatMap(([name, by]) =>
      Object.entries(by).map(([label, count]): Line => [`${of}·${name}`, label, count, '件次']),
    ),
  ];
}

type Sections = ReturnType<typeof documentOf>['sections'];

function textSheet(sections: Sections): WriteSheet {
  const all = sections.flatMap(({ heading, paragraphs }): Line[] => [
    [heading],
    ...paragraphs.map(({ text }): Line => [text]),
  ]);
  return { ...listSheet('文字', all, []), columns: [{ width: 120, style: WRAPPED }] };
}
