/** The tables as printed for 2021 and after: 国办公开办函〔2021〕30号. */
import {
  APPLICANT_TYPES,
  DECISION_ROWS,
  type DecisionRow,
  DOCUMENT_COLUMN_LABELS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  type FixedRow,
  type Form,
  RESULTS_LABEL,
  SUIT_BLOCKS,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_COLUMNS,
  TABLE4_BLOCK_LABELS,
  TABLE4_BLOCKS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
  type Table3Row,
} from '#shared/glossary.ts';
import type { FormCell, FormTable } from './layout.ts';

function decisionRows(heading: string, rows: readonly DecisionRow[]): FormCell[][] {
  return [
    [{ label: heading, columns: 4 }],
    [{ label: '信息内容' }, { label: '本年处理决定数量', columns: 3 }],
    ...rows.map((row) => [{ label: TABLE2_ROW_LABELS[row] }, { figure: `table2.${row}`, columns: 3 }]),
  ];
}

const [LICENCES, ...SANCTIONS] = DECISION_ROWS;
export const TABLE2: FormTable = {
  number: 2,
  title: '二、主动公开政府信息情况',
  width: 4,
  rows: [
    [{ label: '第二十条第（一）项', columns: 4 }],
    [{ label: '信息内容' }, ...DOCUMENT_COLUMNS.map((column) => ({ label: DOCUMENT_COLUMN_LABELS[column] }))],
    ...DOCUMENT_ROWS.map((row) => [
      { label: TABLE2_ROW_LABELS[row] },
      ...DOCUMENT_COLUMNS.map((column) => ({ figure: `table2.${row}.${column}` })),
    ]),
    ...decisionRows('第二十条第（五）项', [LICENCES]),
    ...decisionRows('第二十条第（六）项', SANCTIONS),
    [{ label: '第二十条第（八）项', columns: 4 }],
    [{ label: '信息内容' }, { label: '本年收费金额（单位：万元）', columns: 3 }],
    [{ label: TABLE2_ROW_LABELS.feesTenThousandYuan }, { figure: 'table2.feesTenThousandYuan', columns: 3 }],
  ],
};

const [PERSON, ...ORGANISATIONS] = APPLICANT_TYPES;
const TABLE3_HEAD: readonly (readonly FormCell[])[] = [
  [
    {
      label: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
      columns: 3,
      rows: 3,
    },
    { label: '申请人情况', columns: 7 },
  ],
  [
    { label: TABLE3_COLUMN_LABELS[PERSON], rows: 2 },
    { label: '法人或其他组织', columns: ORGANISATIONS.length },
    { label: TABLE3_COLUMN_LABELS.total, rows: 2 },
  ],
  ORGANISATIONS.map((type) => ({ label: TABLE3_COLUMN_LABELS[type] })),
];

/** A row whose figures are the sums of several rows, in the form's seven columns; or as some office has published `line`. */
function figuresOfRows(rows: readonly Table3Row[], line?: string): FormCell[] {
  return TABLE3_COLUMNS.map((column) => ({
    figure: rows.map((row) => `table3.${row}.${column}`),
    ...(line !== undefined && { published: `table3.${line}.${column}` }),
  }));
}

type Row = Form['rows'][number];
const wholeRow = ({ key, label }: Row, columns: number): FormCell[] => [
  { label, columns },
  ...figuresOfRows([key]),
];

function resultRows({ outcomes, inOneLine }: Form): FormCell[][] {
  return outcomes.flatMap((row, index): FormCell[][] => {
    const { key, label, group } = row;
    if (group === null) return [wholeRow(row, 2)];
    const isFirst = outcomes[index - 1]?.group !== group;
    const ofGroup = outcomes.filter((other) => other.group === group).map((other) => other.key);
    const [result = ''] = key.split('.');
    if (inOneLine.includes(result))
      return isFirst ? [[{ label: group, columns: 2 }, ...figuresOfRows(ofGroup, result)]] : [];
    const heading = isFirst ? [{ label: group, rows: ofGroup.length }] : [];
    return [[...heading, { label }, ...figuresOfRows([key])]];
  });
}

export function table3(form: Form): FormTable {
  const fixed = (key: FixedRow, columns: number): FormCell[] =>
    form.rows.filter((row) => row.key === key).flatMap((row) => wholeRow(row, columns));
  const [first = [], ...others] = [...resultRows(form), fixed('concluded', 2)];
  return {
    number: 3,
    title: '三、收到和处理政府信息公开申请情况',
    width: 10,
    rows: [
      ...TABLE3_HEAD,
      fixed('newlyReceived', 3),
      fixed('carriedOver', 3),
      [{ label: RESULTS_LABEL, rows: others.length + 1 }, ...first],
      ...others,
      fixed('carriedForward', 3),
    ],
  };
}

const outcomes = (rows: number): FormCell[] =>
  TABLE4_COLUMNS.map((column) => ({ label: TABLE4_COLUMN_LABELS[column], rows }));
export const TABLE4: FormTable = {
  number: 4,
  title: '四、政府信息公开行政复议、行政诉讼情况',
  width: TABLE4_COLUMNS.length * 3,
  rows: [
    [
      { label: TABLE4_BLOCK_LABELS.review, columns: TABLE4_COLUMNS.length },
      { label: '行政诉讼', columns: TABLE4_COLUMNS.length * SUIT_BLOCKS.length },
    ],
    [
      ...outcomes(2),
      ...SUIT_BLOCKS.map((block) => ({ label: TABLE4_BLOCK_LABELS[block], columns: TABLE4_COLUMNS.length })),
    ],
    SUIT_BLOCKS.flatMap(() => outcomes(1)),
    TABLE4_BLOCKS.flatMap((block) =>
      TABLE4_COLUMNS.map((column) => ({ figure: `table4.${block}.${column}` })),
    ),
  ],
};
