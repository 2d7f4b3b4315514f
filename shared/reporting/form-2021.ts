/** The form in force for 2021 and after: 国办公开办函〔2021〕30号. */
import {
  APPLICANT_TYPES,
  DECISION_ROWS,
  type DecisionRow,
  DOCUMENT_COLUMN_LABELS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  OTHER_GROUP_LABEL,
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
} from '#shared/glossary.ts';
import type { Form, FormCell, FormTable } from './layout.ts';

function decisionRows(heading: string, rows: readonly DecisionRow[]): FormCell[][] {
  return [
    [{ label: heading, columns: 4 }],
    [{ label: '信息内容' }, { label: '本年处理决定数量', columns: 3 }],
    ...rows.map((row) => [{ label: TABLE2_ROW_LABELS[row] }, { figure: `table2.${row}`, columns: 3 }]),
  ];
}

const [LICENCES, ...SANCTIONS] = DECISION_ROWS;
const TABLE2: FormTable = {
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

function wholeRow(row: Table3Row, columns: number): FormCell[] {
  return [{ label: TABLE3_ROW_TERMS[row].label, columns }, ...figuresOfRows([row])];
}

/** The rows of results as printed; `groupsInOne` are printed as one line without their leaves. */
export function table3(groupsInOne: readonly string[] = []): FormTable {
  const leaves = TABLE3_LEAF_ROWS.flatMap(({ key, label, group }, index): FormCell[][] => {
    if (group === null) return [wholeRow(key, 2)];
    const isFirst = TABLE3_LEAF_ROWS[index - 1]?.group !== group;
    const ofGroup = TABLE3_LEAF_ROWS.filter((other) => other.group === group).map((other) => other.key);
    if (groupsInOne.includes(group))
      return isFirst
        ? [[{ label: group, columns: 2 }, ...figuresOfRows(ofGroup, ofGroup[0]?.split('.')[0])]]
        : [];
    const heading = isFirst ? [{ label: group, rows: ofGroup.length }] : [];
    return [[...heading, { label }, ...figuresOfRows([key])]];
  });
  const [first = [], ...others] = [...leaves, wholeRow('concluded', 2)];
  return {
    number: 3,
    title: '三、收到和处理政府信息公开申请情况',
    width: 10,
    rows: [
      ...TABLE3_HEAD,
      wholeRow('newlyReceived', 3),
      wholeRow('carriedOver', 3),
      [{ label: RESULTS_LABEL, rows: others.length + 1 }, ...first],
      ...others,
      wholeRow('carriedForward', 3),
    ],
  };
}

const [REVIEW, ...SUITS] = TABLE4_BLOCKS;
const outcomes = (rows: number): FormCell[] =>
  TABLE4_COLUMNS.map((column) => ({ label: TABLE4_COLUMN_LABELS[column], rows }));
export const TABLE4: FormTable = {
  number: 4,
  title: '四、政府信息公开行政复议、行政诉讼情况',
  width: TABLE4_COLUMNS.length * 3,
  rows: [
    [
      { label: TABLE4_BLOCK_LABELS[REVIEW], columns: TABLE4_COLUMNS.length },
      { label: '行政诉讼', columns: TABLE4_COLUMNS.length * SUITS.length },
    ],
    [
      ...outcomes(2),
      ...SUITS.map((block) => ({ label: TABLE4_BLOCK_LABELS[block], columns: TABLE4_COLUMNS.length })),
    ],
    SUITS.flatMap(() => outcomes(1)),
    TABLE4_BLOCKS.flatMap((block) =>
      TABLE4_COLUMNS.map((column) => ({ figure: `table4.${block}.${column}` })),
    ),
  ],
};

/** Of offices that still print （六） in one line. */
export const FORM_2021_IN_ONE: Form = {
  ...{ id: '2021-one-line', from: 2021, until: null },
  tables: [TABLE2, table3([OTHER_GROUP_LABEL]), TABLE4],
};

export const FORM_2021: Form = { id: '2021', from: 2021, until: null, tables: [TABLE2, table3(), TABLE4] };
