/** The rows of the form by their printed labels, whatever blanks, brackets, numbers and full stops an office has set. */
import {
  DECISION_ROWS,
  DOCUMENT_ROWS,
  OTHER_GROUP_LABEL,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_COLUMNS,
  TABLE3_ROWS,
  TABLE4_BLOCK_LABELS,
  TABLE4_BLOCKS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';

export type TableNumber = 2 | 3 | 4;
export type FormRow = {
  readonly key: string;
  readonly table: TableNumber;
  readonly label: string;
  readonly width: number;
  /** Where in its table it stands. */
  readonly index: number;
};

/** Only what distinguishes the labels: characters and digits. 合计 is the 总计 of offices that say it so. */
export function signsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{Script=Han}\d]/gu, '')
    .replace(/合计|共计/g, TABLE3_COLUMN_LABELS.total);
}

type Known = { readonly row: FormRow; readonly signs: string };
const OUTCOME_WORDS = TABLE4_COLUMNS.map((column) => TABLE4_COLUMN_LABELS[column]).join('');
const ONE_LINE = TABLE3_ROWS.findIndex(({ key }) => key === 'other.other') + 0.5;

const TABLE2_LABELS = [...DOCUMENT_ROWS, ...DECISION_ROWS, 'feesTenThousandYuan' as const];
const TABLE2: readonly FormRow[] = TABLE2_LABELS.map((key, index) => ({
  ...{ key, table: 2, label: TABLE2_ROW_LABELS[key], index },
  width: index < DOCUMENT_ROWS.length ? 3 : 1,
}));
const TABLE3: readonly FormRow[] = TABLE3_ROWS.map(({ key, label }, index) => ({
  ...{ key, table: 3, label, index, width: TABLE3_COLUMNS.length },
}));
/** （六） with its three leaves in one line: the form of 2019, and offices that still print it so. */
const OTHER_IN_ONE: FormRow = {
  ...{ key: 'other', table: 3, label: OTHER_GROUP_LABEL, index: ONE_LINE, width: TABLE3_COLUMNS.length },
};
const TABLE4: FormRow = {
  ...{ key: 'table4', table: 4, label: '数字', index: 0 },
  width: TABLE4_BLOCKS.length * TABLE4_COLUMNS.length,
};
/** Table 四 as three tables, or as three lines of one. */
export const BLOCK_ROWS: readonly FormRow[] = TABLE4_BLOCKS.map((key, index) => ({
  ...{ key, table: 4, label: TABLE4_BLOCK_LABELS[key], index: index + 1, width: TABLE4_COLUMNS.length },
}));

/** What a report of any form holds; the lines of table 四 are asked for by block. */
export const FORM_ROWS: readonly FormRow[] = [...TABLE2, ...TABLE3, ...BLOCK_ROWS];

/** Without the number in front: （一）, 1., 一、 */
function wordsOf(label: string): string {
  return signsOf(label.replace(/^(?:（[一二三四五六七]）|[一二三四]、|\d\.)/, ''));
}

const byLength = (a: Known, b: Known): number => b.signs.length - a.signs.length;
const ALL = [...TABLE2, ...TABLE3, OTHER_IN_ONE];
const BY_LABEL: readonly Known[] = [
  ...ALL.map((row) => ({ row, signs: signsOf(row.label) })),
  { row: TABLE4, signs: OUTCOME_WORDS },
  ...BLOCK_ROWS.map((row) => ({ row, signs: `${signsOf(row.label)}${OUTCOME_WORDS}` })),
].sort(byLength);
const SHORT = ['其他', '总计', '规章'];
const BY_WORDS: readonly Known[] = [
  ...ALL.map((row) => ({ row, signs: wordsOf(row.label) })),
  ...TABLE3.filter(({ label }) => label.includes('（区')).map((row) => ({ row, signs: '部分公开' })),
  ...TABLE2.filter(({ key }) => key === 'normativeDocuments').map((row) => ({ row, signs: '规范性文件' })),
  ...BLOCK_ROWS.map((row) => ({ row, signs: signsOf(row.label) })),
]
  .filter(({ signs }) => !SHORT.includes(signs))
  .sort(byLength);
/** Words that also head columns are labels where nothing else stands before them since the last numbers. */
const ALONE: readonly Known[] = ALL.map((row) => ({ row, signs: wordsOf(row.label) })).filter(({ signs }) =>
  SHORT.includes(signs),
);
const HEADED = ['', '六其他处理', '其他处理', '三本年度办理结果', '本年度办理结果'];

/** The row whose label the text before the numbers ends with; the longest label that fits. */
export function rowNamed(signs: string): FormRow | null {
  const ends = ({ signs: label }: Known): boolean => signs.endsWith(label);
  const alone = ({ signs: label }: Known): boolean => HEADED.some((head) => signs === `${head}${label}`);
  const found = BY_LABEL.find(ends) ?? BY_WORDS.find(ends) ?? ALONE.find(alone);
  return found?.row ?? null;
}
