/** Tables 二, 三 and 四 as the form of 2021 prints them: cells with their spans, for every renderer alike. */
import {
  APPLICANT_TYPES,
  DECISION_ROWS,
  type DecisionRow,
  DOCUMENT_COLUMN_LABELS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  RESULTS_LABEL,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_COLUMNS,
  TABLE3_LEAF_ROWS,
  TABLE3_ROW_TERMS,
  TABLE4_BLOCK_LABELS,
  TABLE4_BLOCKS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
  type Table3Row,
} from '../glossary.ts';
import { numberText } from './narrative-numbers.ts';
import { type PartialReport, table3Cell, table4Cell } from './partial-report.ts';

/** A number printed, or text; `id` names a figure's cell as `taizhang cell` does. */
export type LayoutCell = {
  readonly text: string;
  readonly isFigure: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly id?: string;
};
export type LayoutTable = {
  readonly number: 2 | 3 | 4;
  readonly title: string;
  /** Columns of the grid that the cells fill. */
  readonly width: number;
  readonly rows: readonly (readonly LayoutCell[])[];
};

type Span = { readonly columns?: number; readonly rows?: number };

function label(text: string, span: Span = {}): LayoutCell {
  return { text, isFigure: false, columns: span.columns ?? 1, rows: span.rows ?? 1 };
}

/** A figure that is not published prints as nothing. */
function figure(id: string, value: number | null | undefined, columns = 1): LayoutCell {
  return { text: numberText(value), isFigure: true, columns, rows: 1, id };
}

function decisionRows(report: PartialReport, heading: string, rows: readonly DecisionRow[]): LayoutCell[][] {
  return [
    [label(heading, { columns: 4 })],
    [label('信息内容'), label('本年处理决定数量', { columns: 3 })],
    ...rows.map((row) => [label(TABLE2_ROW_LABELS[row]), figure(`table2.${row}`, report.table2?.[row], 3)]),
  ];
}

function table2(report: PartialReport): LayoutTable {
  const documents = DOCUMENT_ROWS.map((row) => [
    label(TABLE2_ROW_LABELS[row]),
    ...DOCUMENT_COLUMNS.map((column) => figure(`table2.${row}.${column}`, report.table2?.[row]?.[column])),
  ]);
  const [licences, ...sanctions] = DECISION_ROWS;
  const rows = [
    [label('第二十条第（一）项', { columns: 4 })],
    [label('信息内容'), ...DOCUMENT_COLUMNS.map((column) => label(DOCUMENT_COLUMN_LABELS[column]))],
    ...documents,
    ...decisionRows(report, '第二十条第（五）项', [licences]),
    ...decisionRows(report, '第二十条第（六）项', sanctions),
    [label('第二十条第（八）项', { columns: 4 })],
    [label('信息内容'), label('本年收费金额（单位：万元）', { columns: 3 })],
    [
      label(TABLE2_ROW_LABELS.feesTenThousandYuan),
      figure('table2.feesTenThousandYuan', report.table2?.feesTenThousandYuan, 3),
    ],
  ];
  return { number: 2, title: '二、主动公开政府信息情况', width: 4, rows };
}

function table3Head(): LayoutCell[][] {
  const [person, ...organisations] = APPLICANT_TYPES;
  return [
    [
      label('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', { columns: 3, rows: 3 }),
      label('申请人情况', { columns: 7 }),
    ],
    [
      label(TABLE3_COLUMN_LABELS[person], { rows: 2 }),
      label('法人或其他组织', { columns: organisations.length }),
      label(TABLE3_COLUMN_LABELS.total, { rows: 2 }),
    ],
    organisations.map((type) => label(TABLE3_COLUMN_LABELS[type])),
  ];
}

function table3(report: PartialReport): LayoutTable {
  const cell = table3Cell(report);
  const figures = (row: Table3Row) =>
    TABLE3_COLUMNS.map((column) => figure(`table3.${row}.${column}`, cell(row, column)));
  const whole = (row: Table3Row, columns: number) => [
    label(TABLE3_ROW_TERMS[row].label, { columns }),
    ...figures(row),
  ];
  const leaves = TABLE3_LEAF_ROWS.map(({ key, label: text, group }, index) => {
    if (group === null) return whole(key, 2);
    const isFirst = TABLE3_LEAF_ROWS[index - 1]?.group !== group;
    const rows = TABLE3_LEAF_ROWS.filter((other) => other.group === group).length;
    return [...(isFirst ? [label(group, { rows })] : []), label(text), ...figures(key)];
  });
  const [first = [], ...others] = [...leaves, whole('concluded', 2)];
  const results = label(RESULTS_LABEL, { rows: others.length + 1 });
  const rows = [
    ...table3Head(),
    whole('newlyReceived', 3),
    whole('carriedOver', 3),
    [results, ...first],
    ...others,
    whole('carriedForward', 3),
  ];
  return { number: 3, title: '三、收到和处理政府信息公开申请情况', width: 10, rows };
}

function table4(report: PartialReport): LayoutTable {
  const cell = table4Cell(report);
  const columns = TABLE4_COLUMNS.length;
  const [review, ...suits] = TABLE4_BLOCKS;
  const outcomes = (rows: number) =>
    TABLE4_COLUMNS.map((column) => label(TABLE4_COLUMN_LABELS[column], { rows }));
  const rows = [
    [label(TABLE4_BLOCK_LABELS[review], { columns }), label('行政诉讼', { columns: columns * suits.length })],
    [...outcomes(2), ...suits.map((block) => label(TABLE4_BLOCK_LABELS[block], { columns }))],
    suits.flatMap(() => outcomes(1)),
    TABLE4_BLOCKS.flatMap((block) =>
      TABLE4_COLUMNS.map((column) => figure(`table4.${block}.${column}`, cell(block, column))),
    ),
  ];
  return { number: 4, title: '四、政府信息公开行政复议、行政诉讼情况', width: columns * 3, rows };
}

export function tablesOf(report: PartialReport): readonly [LayoutTable, LayoutTable, LayoutTable] {
  return [table2(report), table3(report), table4(report)];
}

export function titleOf(report: { office: { name: string }; year: number }): string {
  return `${report.office.name}${report.year}年政府信息公开工作年度报告`;
}

/** The cells on their grid: a merged cell stands at its top left, null where another cell reaches. */
export function gridOf(table: LayoutTable): (LayoutCell | null)[][] {
  const taken = table.rows.map(() => Array.from({ length: table.width }, () => false));
  const grid = table.rows.map(() => Array.from({ length: table.width }, (): LayoutCell | null => null));
  for (const [y, row] of table.rows.entries()) {
    for (const cell of row) {
      const x = taken[y]?.indexOf(false) ?? 0;
      for (const line of taken.slice(y, y + cell.rows)) line.fill(true, x, x + cell.columns);
      grid[y]?.splice(x, 1, cell);
    }
  }
  return grid;
}
