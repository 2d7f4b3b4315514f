/** A table of the form in .docx: merged cells as the form merges them, widths of the printed form. */

import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { writable } from '#shared/kernel/written.ts';
import type { LayoutCell, LayoutTable } from '#shared/reporting/layout.ts';
import { FACES, type Face, fontOf, TYPE_AREA } from './docx-page.ts';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE };

/** Shares of the type area, column by column. */
const SHARES: Readonly<Record<LayoutTable['number'], readonly number[]>> = {
  2: [1, 1, 1, 1],
  3: [1.0, 1.3, 3.4, 0.9, 0.9, 0.9, 1.1, 1.1, 0.8, 0.9],
  4: Array.from({ length: 15 }, () => 1),
};
const FACE: Readonly<Record<LayoutTable['number'], Face>> = { 2: 'roomyTable', 3: 'table', 4: 'wideTable' };

export function docxTable(table: LayoutTable): Table {
  const widths = widthsOf(table);
  return new Table({
    width: { size: TYPE_AREA, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    alignment: AlignmentType.CENTER,
    rows: table.rows.map(
      (row, index) =>
        new TableRow({
          cantSplit: true,
          // all rows but the last hold on to the next: the table stays on one page
          children: row.map((cell) => cellOf(cell, FACE[table.number], index + 1 < table.rows.length)),
        }),
    ),
  });
}

function widthsOf({ number, width }: LayoutTable): number[] {
  const shares = SHARES[number];
  const known = shares.length === width ? shares : Array.from({ length: width }, () => 1);
  const whole = known.reduce((sum, share) => sum + share, 0);
  return known.map((share) => Math.floor((share / whole) * TYPE_AREA));
}

function cellOf(cell: LayoutCell, face: Face, keepNext: boolean): TableCell {
  const { font, size } = FACES[face];
  return new TableCell({
    columnSpan: cell.columns,
    rowSpan: cell.rows,
    borders: BORDERS,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 20, bottom: 20, left: 40, right: 40 },
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext,
        children: [new TextRun({ text: writable(cell.text), font: fontOf(font), size })],
      }),
    ],
  });
}
