/**
 * What prose may say about a cell, and how it is said. Narrow on purpose: a phrase that might speak of something else
 * must not hold up a year's closing. Where practice uses one phrase for two figures, either is accepted (trap 43).
 */
import { SUIT_BLOCKS, TABLE4_COLUMN_LABELS, TABLE4_COLUMNS, type Table4Block } from '#shared/glossary.ts';
import { NUMBER, type Statement, stated } from './narrative-statement.ts';
import { formOfReport, type PartialReport, sum, table3Cell, table4Cell } from './partial-report.ts';

const APPLICATIONS = '(?:政府)?信息公开申请(?:数量)?';
/** 新收 without 本年 is of the year too, unless a half, a quarter, a month or the year before is named. */
const NOT_OF_ANOTHER_TIME = '(?<!(?:上|去|前)年(?:度)?|半年|季度|月(?:份)?)';
const total = (row: Parameters<ReturnType<typeof table3Cell>>[0]) => (report: PartialReport) =>
  table3Cell(report)(row, 'total');

const ofTable3: readonly Statement[] = [
  {
    scope: 'newlyReceived',
    pattern: stated(`${NOT_OF_ANOTHER_TIME}新收${APPLICATIONS}`),
    cells: (r) => [total('newlyReceived')(r)],
  },
  {
    scope: 'carriedOver',
    pattern: stated(`上年(?:度)?结转${APPLICATIONS}`),
    cells: (r) => [total('carriedOver')(r)],
  },
  {
    scope: 'concluded',
    pattern: stated(`本年(?:度)?办结${APPLICATIONS}`),
    cells: (r) => [total('concluded')(r)],
  },
  {
    scope: 'carriedForward',
    pattern: stated('结转下年度(?:继续办理)?'),
    cells: (r) => [total('carriedForward')(r)],
  },
  {
    scope: 'received',
    pattern: stated(`(?:收到|受理)${APPLICATIONS}`),
    cells: (r) => [total('newlyReceived')(r), sum([total('newlyReceived')(r), total('carriedOver')(r)])],
  },
];

const CONCLUDED = new RegExp(`本年(?:度)?办结${APPLICATIONS}[^；。]*`, 'g');
const SUBTOTALS: readonly (readonly [string, string])[] = [
  ['disclosed', '予以公开'],
  ['partiallyDisclosed', '部分公开'],
  ['refused', '不予公开'],
  ['unavailable', '无法提供'],
  ['notProcessed', '不予处理'],
  ['other', '其他处理'],
];
const ofSubtotals: readonly Statement[] = SUBTOTALS.map(([key, words]) => ({
  scope: key,
  within: CONCLUDED,
  pattern: stated(words),
  cells: (report) => {
    const leaves = formOfReport(report).outcomes.filter((one) => one.key.split('.')[0] === key);
    return [sum(leaves.map((leaf) => table3Cell(report)(leaf.key, 'total')))];
  },
}));

type Appeals = { readonly name: string; readonly words: string; readonly blocks: readonly Table4Block[] };
const APPEALS: readonly Appeals[] = [
  { name: 'review', words: '行政复议', blocks: ['review'] },
  { name: 'suits', words: '行政诉讼', blocks: SUIT_BLOCKS },
];
const ofTable4: readonly Statement[] = APPEALS.flatMap(({ name, words, blocks }) => {
  const cells = (column: (typeof TABLE4_COLUMNS)[number]) => (report: PartialReport) => [
    sum(blocks.map((block) => table4Cell(report)(block, column))),
  ];
  const whole = `信息公开${words}(?:案件)?`;
  const detail = new RegExp(`${whole}\\s*${NUMBER}\\s*[件宗]（[^）]{0,200}）`, 'g');
  return [
    { scope: name, pattern: stated(whole), cells: cells('total') },
    ...TABLE4_COLUMNS.filter((column) => column !== 'total').map((column) => ({
      scope: `${name}.${column}`,
      within: detail,
      pattern: stated(TABLE4_COLUMN_LABELS[column]),
      cells: cells(column),
    })),
  ];
});

const ofTable2: readonly Statement[] = [
  { scope: 'licences', pattern: stated('行政许可(?:处理)?决定'), cells: (r) => [r.table2?.licences] },
  { scope: 'penalties', pattern: stated('行政处罚(?:处理)?决定'), cells: (r) => [r.table2?.penalties] },
  { scope: 'coercions', pattern: stated('行政强制(?:处理)?决定'), cells: (r) => [r.table2?.coercions] },
  ...(
    [
      ['regulations', '规章'],
      ['normativeDocuments', '行政规范性文件'],
    ] as const
  ).flatMap(([row, words]) =>
    (
      [
        ['issued', '制发'],
        ['repealed', '废止'],
        ['inForce', '现行有效'],
      ] as const
    ).map(([column, verb]) => ({
      scope: `${row}.${column}`,
      pattern: stated(`${verb}${words}`),
      cells: (r: PartialReport) => [r.table2?.[row]?.[column]],
    })),
  ),
  {
    scope: 'feesTenThousandYuan',
    pattern: stated('行政事业性收费(?:金额)?', '万元'),
    cells: (r) => [r.table2?.feesTenThousandYuan],
  },
];

export const TABLE_STATEMENTS: readonly Statement[] = [...ofTable3, ...ofSubtotals, ...ofTable4, ...ofTable2];
