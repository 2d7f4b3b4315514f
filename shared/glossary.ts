/** The terms of the statutory form: the key the program uses, and the label exactly as printed. */

import { keysOf } from '#shared/kernel/keys.ts';
import { APPEAL_OUTCOME_LABELS, APPEAL_OUTCOMES } from './glossary/choices.ts';
import { FORM_DATA, type FormData, type Results } from './glossary/forms.ts';

const APPLICANT_TERMS = {
  naturalPerson: '自然人',
  commercialEnterprise: '商业企业',
  researchInstitution: '科研机构',
  publicWelfareOrganisation: '社会公益组织',
  legalServiceOrganisation: '法律服务机构',
  otherOrganisation: '其他',
} as const;
export type ApplicantType = keyof typeof APPLICANT_TERMS;
export const APPLICANT_TYPES = keysOf(APPLICANT_TERMS);
export const APPLICANT_TYPE_LABELS: Readonly<Record<ApplicantType, string>> = APPLICANT_TERMS;

export const TABLE3_COLUMNS = [...APPLICANT_TYPES, 'total'] as const;
export type Table3Column = (typeof TABLE3_COLUMNS)[number];
export const TABLE3_COLUMN_LABELS: Readonly<Record<Table3Column, string>> = {
  ...APPLICANT_TERMS,
  total: '总计',
};

/** The keys of one form's results: a result by itself, or each of its leaves. */
type OutcomeIn<Form extends Results> = Form extends unknown
  ? {
      [Key in keyof Form & string]: Form[Key] extends { readonly leaves: infer Leaves }
        ? `${Key}.${keyof Leaves & string}`
        : Key;
    }[keyof Form & string]
  : never;
/** Of every form there is. */
export type Outcome = OutcomeIn<(typeof FORM_DATA)[number]['results']>;
/** Printed by every form; the results between them are each form's own. */
export type FixedRow = 'newlyReceived' | 'carriedOver' | 'concluded' | 'carriedForward';
export type Table3Row = FixedRow | Outcome;

/** `group` is the heading printed beside the row, null where the row stands by itself. */
type Row<Key> = {
  readonly key: Key;
  readonly code: string;
  readonly label: string;
  readonly group: string | null;
};
/** A form with its rows of table 三 in printed order: `outcomes` are the leaves, `rows` all of them. */
export type Form = {
  readonly from: number;
  readonly outcomes: readonly Row<Outcome>[];
  readonly rows: readonly Row<Table3Row>[];
  /** Results that are printed in one line without their leaves. */
  readonly inOneLine: readonly string[];
};

const NUMERALS = '一二三四五六七八九';
const headingOf = (at: number, words: string): string => `（${NUMERALS.charAt(at)}）${words}`;

function outcomesIn(results: Results): Row<Outcome>[] {
  return Object.entries(results).flatMap(([key, { label, note = '', leaves }], at): Row<Outcome>[] => {
    const [code, heading] = [`3.${at + 1}`, headingOf(at, label)];
    if (leaves === undefined) return [{ key: key as Outcome, code, label: `${heading}${note}`, group: null }];
    return Object.entries(leaves).map(([leaf, words], index) => ({
      key: `${key}.${leaf}` as Outcome,
      code: `${code}.${index + 1}`,
      label: `${index + 1}.${words}`,
      group: heading,
    }));
  });
}

function formFrom({ from, results, inOneLine }: FormData): Form {
  const outcomes = outcomesIn(results);
  const row = (key: FixedRow, code: string, label: string): Row<Table3Row> => {
    return { key, code, label, group: null };
  };
  const groups = Object.keys(results);
  return {
    from,
    outcomes,
    rows: [
      row('newlyReceived', '1', '一、本年新收政府信息公开申请数量'),
      row('carriedOver', '2', '二、上年结转政府信息公开申请数量'),
      ...outcomes,
      row('concluded', `3.${groups.length + 1}`, headingOf(groups.length, '总计')),
      row('carriedForward', '4', '四、结转下年度继续办理'),
    ],
    inOneLine,
  };
}

const NEWEST = formFrom(FORM_DATA[0]);
/** Newest first. */
export const FORMS: readonly Form[] = [NEWEST, ...FORM_DATA.slice(1).map(formFrom)];

/** The form in force for a reporting year; `previous` asks for the one before it. Years before all forms get the oldest. */
export function formOf(year: number, previous = false): Form {
  const index = FORMS.findIndex(({ from }) => from <= year);
  const at = index < 0 ? FORMS.length : index + (previous ? 1 : 0);
  return FORMS[Math.min(at, FORMS.length - 1)] ?? NEWEST;
}

/** Whether a reply of that year can come under this row. */
export function hasRow(year: number, outcome: Outcome): boolean {
  return formOf(year).outcomes.some(({ key }) => key === outcome);
}

/** The rows of all forms, each as the newest that has it prints it. */
function rowsOfAll<Key>(rowsIn: (form: Form) => readonly Row<Key>[]): readonly Row<Key>[] {
  const all = FORMS.flatMap(rowsIn);
  return all.filter(({ key }, at) => all.findIndex((row) => row.key === key) === at);
}

export const TABLE3_ROWS = rowsOfAll(({ rows }) => rows);
export const TABLE3_ROW_KEYS: readonly Table3Row[] = TABLE3_ROWS.map(({ key }) => key);
export const OUTCOMES = rowsOfAll(({ outcomes }) => outcomes).map(({ key }) => key);
export const TABLE3_ROW_TERMS = Object.fromEntries(TABLE3_ROWS.map((row) => [row.key, row])) as Readonly<
  Record<Table3Row, Row<Table3Row>>
>;
/** Printed as one line in the form of 2019, and by some offices since. */
export const OTHER_GROUP_LABEL = TABLE3_ROW_TERMS['other.other'].group ?? '';

/** What a label or a heading says, without its number and its note. */
export function plainLabel(label: string): string {
  return label.replace(/^（[一二三四五六七八九]）|^\d+\.|（[^（）]*）$/g, '');
}
/** Printed beside the leaves and their total. */
export const RESULTS_LABEL = '三、本年度办理结果';

export const TABLE4_BLOCK_LABELS = {
  review: '行政复议',
  suitDirect: '未经复议直接起诉',
  suitAfterReview: '复议后起诉',
} as const;
export type Table4Block = keyof typeof TABLE4_BLOCK_LABELS;
export const TABLE4_BLOCKS = keysOf(TABLE4_BLOCK_LABELS);
export const SUIT_BLOCKS = TABLE4_BLOCKS.slice(1);

export const TABLE4_COLUMNS = [...APPEAL_OUTCOMES, 'pending', 'total'] as const;
export type Table4Column = (typeof TABLE4_COLUMNS)[number];
export const TABLE4_COLUMN_LABELS: Readonly<Record<Table4Column, string>> = {
  ...APPEAL_OUTCOME_LABELS,
  pending: '尚未审结',
  total: '总计',
};

export const DOCUMENT_ROWS = ['regulations', 'normativeDocuments'] as const;
export type DocumentRow = (typeof DOCUMENT_ROWS)[number];
export const DECISION_ROWS = ['licences', 'penalties', 'coercions'] as const;
export type DecisionRow = (typeof DECISION_ROWS)[number];
type Table2Row = DocumentRow | DecisionRow | 'feesTenThousandYuan';
export const TABLE2_ROW_LABELS: Readonly<Record<Table2Row, string>> = {
  regulations: '规章',
  normativeDocuments: '行政规范性文件',
  licences: '行政许可',
  penalties: '行政处罚',
  coercions: '行政强制',
  feesTenThousandYuan: '行政事业性收费',
};

export const DOCUMENT_COLUMNS = ['issued', 'repealed', 'inForce'] as const;
export type DocumentColumn = (typeof DOCUMENT_COLUMNS)[number];
export const DOCUMENT_COLUMN_LABELS: Readonly<Record<DocumentColumn, string>> = {
  issued: '本年制发件数',
  repealed: '本年废止件数',
  inForce: '现行有效件数',
};
