/**
 * The forms of the annual report, newest first, with the results of table 三 as each prints them. What a year prints,
 * adds up, offers, checks and writes follows from the form of that year: a later form is one more entry of this page.
 */

/** `note` is printed behind the label; a result with leaves heads them. Numbers and codes follow from the order. */
type Result = {
  readonly label: string;
  readonly note?: string;
  readonly leaves?: Readonly<Record<string, string>>;
};
export type Results = Readonly<Record<string, Result>>;
/** `from`: the first reporting year; `inOneLine`: the results printed without their leaves. */
export type FormData = {
  readonly from: number;
  readonly results: Results;
  readonly inOneLine: readonly string[];
};

const RESULTS = {
  disclosed: { label: '予以公开' },
  partiallyDisclosed: { label: '部分公开', note: '（区分处理的，只计这一情形，不计其他情形）' },
  refused: {
    label: '不予公开',
    leaves: {
      stateSecret: '属于国家秘密',
      prohibitedByLaw: '其他法律行政法规禁止公开',
      endangersStability: '危及“三安全一稳定”',
      thirdPartyRights: '保护第三方合法权益',
      internalAffairs: '属于三类内部事务信息',
      processInformation: '属于四类过程性信息',
      enforcementFile: '属于行政执法案卷',
      administrativeQuery: '属于行政查询事项',
    },
  },
  unavailable: {
    label: '无法提供',
    leaves: {
      notHeld: '本机关不掌握相关政府信息',
      mustBeCreated: '没有现成信息需要另行制作',
      stillUnclear: '补正后申请内容仍不明确',
    },
  },
  notProcessed: {
    label: '不予处理',
    leaves: {
      petition: '信访举报投诉类申请',
      repeated: '重复申请',
      publication: '要求提供公开出版物',
      excessive: '无正当理由大量反复申请',
      reconfirmation: '要求行政机关确认或重新出具已获取信息',
    },
  },
  other: {
    label: '其他处理',
    leaves: {
      notCorrected: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      feeUnpaid: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      other: '其他',
    },
  },
} as const satisfies Results;

/** 国办公开办函〔2021〕30号, and the trial form of the reports for 2019 and 2020 (国办公开办函〔2019〕60号). */
export const FORM_DATA = [
  { from: 2021, results: RESULTS, inOneLine: [] },
  { from: 2019, results: RESULTS, inOneLine: ['other'] },
] as const satisfies readonly [FormData, ...FormData[]];
