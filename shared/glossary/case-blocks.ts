/** What stands in the way of signing a year in one case, in the words of an office, and what to do about it. */
type Words = { readonly message: string; readonly remedy: string };

const WORDS: Readonly<Record<string, Words>> = {
  receiptUnconfirmed: {
    message: '提交已久，还没有确认收到日期',
    remedy: '与申请人双方确认后登记“确认收到”，或作废误登记录',
  },
  applicantTypeMissing: { message: '没有申请人类型', remedy: '更正申请人类型' },
  lapseUndecided: {
    message: '补正或缴费期限已过，还没有作出处理',
    remedy: '登记“逾期不补正”或“逾期不缴费”的处理；申请人已补正、已缴费的，登记补正或缴费',
  },
  arrivalUnknown: {
    message: '收费通知的送达没有登记，不能确定缴费期限是否已过',
    remedy: '登记送达；没有送达的，登记退回',
  },
  outcomeBeforeReceipt: { message: '办理结果的日期早于收到日期', remedy: '更正日期' },
  appealLinkBroken: {
    message: '关联的申请不存在或已作废',
    remedy: '改为关联正确的申请编号，或注明针对其他信息公开行为',
  },
  appealUnlinked: {
    message: '没有写明针对哪一件申请',
    remedy: '填写关联申请编号；不针对依申请公开答复的，注明针对其他信息公开行为',
  },
  appealDayUnknown: {
    message: '没有登记送达或者生效日期，不能确定计入哪一年的表四（政策设置）',
    remedy: '登记送达；按生效之日计的一审裁判，登记生效日期',
  },
};

/** Nothing for a reason without words. */
export function caseBlockText(reason: string): Partial<Words> {
  return WORDS[reason] ?? {};
}
