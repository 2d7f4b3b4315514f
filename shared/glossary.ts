/** The terms of the statutory form: the key the program uses, and the label exactly as printed. */

const APPLICANT_TERMS = {
  naturalPerson: '自然人',
  commercialEnterprise: '商业企业',
  researchInstitution: '科研机构',
  publicWelfareOrganisation: '社会公益组织',
  legalServiceOrganisation: '法律服务机构',
  otherOrganisation: '其他',
} as const;
export type ApplicantType = keyof typeof APPLICANT_TERMS;
export const APPLICANT_TYPES = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganisation',
  'legalServiceOrganisation',
  'otherOrganisation',
] as const satisfies readonly ApplicantType[];
export const APPLICANT_TYPE_LABELS: Readonly<Record<ApplicantType, string>> = APPLICANT_TERMS;

export const TABLE3_COLUMNS = [...APPLICANT_TYPES, 'total'] as const;
export type Table3Column = (typeof TABLE3_COLUMNS)[number];
export const TABLE3_COLUMN_LABELS: Readonly<Record<Table3Column, string>> = {
  ...APPLICANT_TERMS,
  total: '总计',
};

const REFUSED = '（三）不予公开';
const UNAVAILABLE = '（四）无法提供';
const NOT_PROCESSED = '（五）不予处理';
const OTHER = '（六）其他处理';
/** Printed as one line in the form of 2019, and by some offices since. */
export const OTHER_GROUP_LABEL = OTHER;

/** `group` is the heading printed beside the row, null where the row stands by itself. */
type RowTerm = { readonly code: string; readonly label: string; readonly group: string | null };

/** Printed order; no key looks like a number, so iteration keeps it. */
const OUTCOME_TERMS = {
  disclosed: { code: '3.1', label: '（一）予以公开', group: null },
  partiallyDisclosed: {
    code: '3.2',
    label: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    group: null,
  },
  'refused.stateSecret': { code: '3.3.1', label: '1.属于国家秘密', group: REFUSED },
  'refused.prohibitedByLaw': { code: '3.3.2', label: '2.其他法律行政法规禁止公开', group: REFUSED },
  'refused.endangersStability': { code: '3.3.3', label: '3.危及“三安全一稳定”', group: REFUSED },
  'refused.thirdPartyRights': { code: '3.3.4', label: '4.保护第三方合法权益', group: REFUSED },
  'refused.internalAffairs': { code: '3.3.5', label: '5.属于三类内部事务信息', group: REFUSED },
  'refused.processInformation': { code: '3.3.6', label: '6.属于四类过程性信息', group: REFUSED },
  'refused.enforcementFile': { code: '3.3.7', label: '7.属于行政执法案卷', group: REFUSED },
  'refused.administrativeQuery': { code: '3.3.8', label: '8.属于行政查询事项', group: REFUSED },
  'unavailable.notHeld': { code: '3.4.1', label: '1.本机关不掌握相关政府信息', group: UNAVAILABLE },
  'unavailable.mustBeCreated': { code: '3.4.2', label: '2.没有现成信息需要另行制作', group: UNAVAILABLE },
  'unavailable.stillUnclear': { code: '3.4.3', label: '3.补正后申请内容仍不明确', group: UNAVAILABLE },
  'notProcessed.petition': { code: '3.5.1', label: '1.信访举报投诉类申请', group: NOT_PROCESSED },
  'notProcessed.repeated': { code: '3.5.2', label: '2.重复申请', group: NOT_PROCESSED },
  'notProcessed.publication': { code: '3.5.3', label: '3.要求提供公开出版物', group: NOT_PROCESSED },
  'notProcessed.excessive': { code: '3.5.4', label: '4.无正当理由大量反复申请', group: NOT_PROCESSED },
  'notProcessed.reconfirmation': {
    code: '3.5.5',
    label: '5.要求行政机关确认或重新出具已获取信息',
    group: NOT_PROCESSED,
  },
  'other.notCorrected': {
    code: '3.6.1',
    label: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    group: OTHER,
  },
  'other.feeUnpaid': {
    code: '3.6.2',
    label: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    group: OTHER,
  },
  'other.other': { code: '3.6.3', label: '3.其他', group: OTHER },
} as const satisfies Record<string, RowTerm>;

export type Outcome = keyof typeof OUTCOME_TERMS;
export const OUTCOME_LABELS: Readonly<Record<Outcome, RowTerm>> = OUTCOME_TERMS;
export const OUTCOMES = Object.keys(OUTCOME_TERMS) as [Outcome, ...Outcome[]];

const TABLE3_TERMS = {
  newlyReceived: { code: '1', label: '一、本年新收政府信息公开申请数量', group: null },
  carriedOver: { code: '2', label: '二、上年结转政府信息公开申请数量', group: null },
  ...OUTCOME_TERMS,
  concluded: { code: '3.7', label: '（七）总计', group: null },
  carriedForward: { code: '4', label: '四、结转下年度继续办理', group: null },
} as const satisfies Record<string, RowTerm>;

export type Table3Row = keyof typeof TABLE3_TERMS;
export const TABLE3_ROW_TERMS: Readonly<Record<Table3Row, RowTerm>> = TABLE3_TERMS;
export const TABLE3_ROW_KEYS = Object.keys(TABLE3_TERMS) as [Table3Row, ...Table3Row[]];

type Row<Key> = RowTerm & { readonly key: Key };
/** The 21 leaf outcomes and all 25 rows, in printed order. */
export const TABLE3_LEAF_ROWS: readonly Row<Outcome>[] = OUTCOMES.map((key) => ({
  key,
  ...OUTCOME_TERMS[key],
}));
export const TABLE3_ROWS: readonly Row<Table3Row>[] = TABLE3_ROW_KEYS.map((key) => ({
  key,
  ...TABLE3_TERMS[key],
}));
/** Printed beside the leaves and their total. */
export const RESULTS_LABEL = '三、本年度办理结果';

export const TABLE4_BLOCKS = ['review', 'suitDirect', 'suitAfterReview'] as const;
export type Table4Block = (typeof TABLE4_BLOCKS)[number];
export const TABLE4_BLOCK_LABELS: Readonly<Record<Table4Block, string>> = {
  review: '行政复议',
  suitDirect: '未经复议直接起诉',
  suitAfterReview: '复议后起诉',
};

export const APPEAL_OUTCOMES = ['upheld', 'corrected', 'other'] as const;
export const TABLE4_COLUMNS = [...APPEAL_OUTCOMES, 'pending', 'total'] as const;
export type Table4Column = (typeof TABLE4_COLUMNS)[number];
export const TABLE4_COLUMN_LABELS: Readonly<Record<Table4Column, string>> = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
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
