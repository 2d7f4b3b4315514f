/**
 * The report as a workbook: the form's tables with real numbers, totals as formulas with their values, and the figures
 * of the narrative. Text is stored as text: a cell that begins with = + - @ is never a formula.
 */

import ExcelJS, { type Worksheet } from 'exceljs';
import { writable } from '#shared/kernel/characters.ts';
import { documentOf } from '#shared/reporting/document.ts';
import { gridOf, type LayoutTable } from '#shared/reporting/layout.ts';
import type { HotlineFigures, Report } from '#shared/reporting/report.ts';
import type { Rendering } from './rendering.ts';
import { totalFormulas } from './xlsx-totals.ts';

const THIN = { style: 'thin' } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const CENTRE = { horizontal: 'center', vertical: 'middle', wrapText: true } as const;
const FONT = { name: '宋体', size: 11 };
/** Integers as they are; a fee's decimals as many as it has. */
const COUNT = '0';
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

export async function renderXlsx({ report, signedOn, form }: Rendering): Promise<Uint8Array> {
  const document = documentOf(report, { signedOn, form });
  const book = new ExcelJS.Workbook();
  book.creator = writable(document.signature);
  book.title = writable(document.title);
  book.created = new Date(`${signedOn}T00:00:00+08:00`);
  book.modified = book.created;
  for (const { table } of document.sections)
    if (table !== null) tableSheet(book.addWorksheet(nameOf(table)), table, document.title);
  figureSheet(book.addWorksheet('数据'), report);
  textSheet(book.addWorksheet('文字'), document.sections);
  checkSheet(book.addWorksheet('勾稽关系'), report);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const nameOf = ({ number }: LayoutTable): string => SHEET_NAMES[number];
const TOP = 2;

function tableSheet(sheet: Worksheet, table: LayoutTable, title: string): void {
  sheet.getCell(1, 1).value = writable(title);
  sheet.getCell(2, 1).value = writable(table.title);
  const formulas = totalFormulas(table, TOP);
  for (const [y, row] of gridOf(table).entries())
    for (const [x, cell] of row.entries()) {
      if (cell === null) continue;
      const [top, left] = [y + 1 + TOP, x + 1];
      const target = sheet.getCell(top, left);
      const formula = formulas.get(cell);
      if (formula !== undefined && cell.value !== null) target.value = { formula, result: cell.value };
      else target.value = cell.isFigure ? cell.value : writable(cell.text);
      if (cell.isFigure && Number.isInteger(cell.value)) target.numFmt = COUNT;
      if (cell.columns > 1 || cell.rows > 1)
        sheet.mergeCells(top, left, top + cell.rows - 1, left + cell.columns - 1);
    }
  styled(sheet, table);
}

function styled(sheet: Worksheet, { number, width, rows }: LayoutTable): void {
  for (let y = TOP + 1; y <= rows.length + TOP; y += 1)
    for (let x = 1; x <= width; x += 1)
      Object.assign(sheet.getCell(y, x), { border: BORDER, alignment: CENTRE, font: FONT });
  sheet.getCell(1, 1).font = { ...FONT, bold: true, size: 14 };
  sheet.getCell(2, 1).font = { ...FONT, bold: true };
  for (const [index, wide] of WIDTHS[number].entries()) sheet.getColumn(index + 1).width = wide;
  sheet.pageSetup = { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 1, orientation: 'portrait' };
}

type Line = readonly (string | number | null)[];

function lines(sheet: Worksheet, all: readonly Line[], widths: readonly number[]): void {
  for (const line of all) sheet.addRow(line.map(stored)).font = FONT;
  for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
}

const stored = (value: Line[number]): Line[number] => (typeof value === 'string' ? writable(value) : value);

function figureSheet(sheet: Worksheet, report: Report): void {
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
  lines(sheet, all, [18, 30, 14, 10]);
  sheet.getRow(1).font = { ...FONT, bold: true };
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

function textSheet(sheet: Worksheet, sections: Sections): void {
  const all = sections.flatMap(({ heading, paragraphs }): Line[] => [
    [heading],
    ...paragraphs.map(({ text }): Line => [text]),
  ]);
  lines(sheet, all, [120]);
  sheet.getColumn(1).alignment = { wrapText: true, vertical: 'top' };
}

function checkSheet(sheet: Worksheet, { checks }: Report): void {
  const all = checks.map(
    ({ id, scope, holds, left, right }): Line => [id, scope, left, right, holds ? '相符' : '不符'],
  );
  lines(sheet, [['编号', '范围', '左', '右', '结果'], ...all], [8, 44, 14, 14, 10]);
}
