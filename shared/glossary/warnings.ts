/** Every warning in the words an office uses; a code without its words does not compile. */
import type { WarningCode } from '#shared/kernel/warning-code.ts';

type Facts = Readonly<Record<string, unknown>>;
type Warned = { readonly code: WarningCode; readonly facts?: Facts };

const yuan = (fen: unknown): string => (Number(fen) / 100).toFixed(2);
const SUIT_FIELDS: Readonly<Record<string, string>> = { route: '起诉方式', coDefendant: '是否只是复议机关' };

const TEXTS: Readonly<Record<WarningCode, (facts: Facts) => string>> = {
  awaitsApproval: () => '已提请审批：由另一个账号批准以后才登记，在那以前不计入任何数字',
  incompleteArt29: () => '条例第二十九条要求的身份证明或联系方式还不齐全，可以要求申请人补正',
  checkDigit: () => '证件号码或统一社会信用代码的校验码不对，请核对有没有抄错',
  correctionAfterDate: () => '补正材料晚于补正期限收到',
  delayShortens: () => '确定的答复日期早于原来的答复期限',
  thirdPartyMayStillAnswer: ({ until }) =>
    `第三方提出意见的期限还没有满${until === undefined ? '' : `（${until}）`}，也没有登记其意见；决定公开的，应当书面告知第三方（条例第三十二条）`,
  overpaid: ({ fen }) => `实收比应收多 ${yuan(fen)} 元`,
  paymentAfterDate: ({ by }) => `缴费晚于缴费期限（${by}）`,
  addedToList: ({ label }) => `“${label}”原来没有，已加入热线设置的清单，请看看有没有写错`,
  reviewFirst: ({ outcome }) =>
    outcome === null
      ? '没有按期答复的，自2026年7月1日起应当先申请行政复议（行政复议法第二十三条、行政复议法实施条例第三十条），法院可能不予立案'
      : '对不予公开的答复应当先申请行政复议（行政复议法第二十三条），法院可能不予立案',
  onlyForSuits: ({ field }) => `${SUIT_FIELDS[String(field)] ?? '有一项'}只适用于行政诉讼，没有登记这一项`,
  coDefendantNotCounted: () =>
    '本机关只是作出复议决定的机关，这一件不计入本机关的表四（国办公开办函〔2016〕201号）；本机关是原行为机关的，请更正',
  newReplyAssumed: () =>
    '没有写明是否责令重新答复，按这类结案方式推定为责令重新答复；不是的，请用“写明是否责令重新答复”改正',
  appealAfterPeriod: ({ dueOn }) =>
    `上诉日期晚于按现有登记算出的上诉期限（${dueOn}），请核对裁判送达日期，并登记送达`,
  regulationOfABureau: () => '部门不制定规章（立法法第九十一条、第九十三条），请核对类别',
  feeMayCountTwice: () => '信息处理费已在申请件上登记缴费的，已计入表二，在这里再登记会重复计算',
  casesFollow: ({ cases }) =>
    cases === 0 ? '已登记的案件没有变化' : `${cases} 件已登记的案件按改变后的做法`,
  listsFollow: () => '列表和统计数据暂时没有跟上，过一会儿才看得到刚才的内容；件的页面已经是最新的',
  casesRedated: ({ cases }) => `重新计算了 ${cases} 件未结案件的期限`,
  otherSheets: ({ sheet, others }) => `只读取了工作表“${sheet}”；工作簿里还有 ${others}，没有读取`,
  noHeading: ({ columns }) => `第 ${columns} 列有内容而没有列名，没有读取`,
  hiddenRows: ({ rows }) => `有 ${rows} 行在表格里是隐藏的或者被筛选掉的，也已读取`,
  mergedCells: ({ rows }) =>
    `合并单元格的内容按它覆盖的每一行读取，共 ${rows} 行；件数、金额这类数字请核对是不是每行都算`,
  totalsRow: () => '这一行是合计，没有当作记录读取',
  unknownHeading: ({ heading, column, near }) =>
    `${column === undefined ? '' : `${column} 列的`}列名“${heading}”不认识，这一列没有读取${near === undefined ? '' : `；是不是“${near}”`}`,
  mappedHeadingMissing: ({ heading, key }) => `列名对照里的“${heading}”（${key}）在文件里没有`,
  voidedNumberAgain: ({ number }) => `编号 ${number} 曾经作废，内容与作废的不同，按新的登记`,
  noRows: () => '文件里没有一行数据：是空的，或者只有列名',
  malwareFound: () => '附件查出病毒：已封存留痕，不能打开；请联系提交人另行提供',
  fileNotKept: ({ position, message }) =>
    `${position === undefined ? '有附件' : `第 ${position} 个附件`}没有保存，请在本件页面重新上传：${message}`,
  doesNotTieOut: ({ year, id }) => `${year} 年的往年报告勾稽关系 ${id} 不符`,
};

/** Of a line of a file with its line. */
export function warningText({ code, facts = {} }: Warned): string {
  const where = facts.line === undefined ? '' : `第 ${facts.line} 行：`;
  return `${where}${TEXTS[code](facts)}`;
}
