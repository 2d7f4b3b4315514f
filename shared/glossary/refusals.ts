/** Every refusal and field code in the words an office uses; a code without its words does not compile. */
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { sourceName } from './law-sources.ts';

type Facts = Readonly<Record<string, unknown>>;
/** `{name}` is taken from the facts of the refusal. */
const TEXTS: Readonly<Record<RefusalCode, string>> = {
  required: '此项必填',
  badDate: '日期应写成 2026-09-18 的样子，并且确有此日',
  future: '日期还没有到',
  badChoice: '不在可选的范围内',
  badNumber: '应填数字，且在允许的范围内',
  dateOrder: '日期的先后不对',
  together: '相关的几项要一起填写',
  encoding: '文字编码无法识别',
  badCharacter: '含有看不见的控制字符，或者改变文字方向的字符（多为从别处粘贴时带入），请删去后重填',
  tooLong: '文字过长，最多 {most} 个字',
  tooMany: '一次最多 {most} 项',
  conflict: '与已经登记的内容不一致',
  unreadable: '单元格的内容没有读出来',
  columns: '单元格的个数与列名对不上',
  unknownCommand: '没有这个命令',
  unknownCase: '没有这个编号',
  numberTaken: '这个编号已经用过',
  staleVersion: '其他人刚刚办理过，请先看看有什么变化',
  voided: '这条记录已作废',
  alreadyExists: '这条记录已经登记过',
  unknownEvent: '没有找到要更正的那一步',
  noSuchText: '这一步没有登记过这项文字',
  contradictsLaterStep: '与后面已登记的步骤矛盾',
  noOutcome: '这类记录没有计入表三、表四的办理结果，无可更正',
  notAllowed: '当前角色没有这项权限',
  unchanged: '与现在登记的内容相同，无需更正',
  keyReused: '这个幂等键已用于另一个命令',
  unknownReceipt: '没有这个编号的导入',
  notTakenBack: '一批办理命令不能整体撤回，请在各件页面更正或者作废',
  badFileType:
    '不是可以保存的文件：只接受 PDF、JPEG、PNG、WebP、TIFF、OFD、Word、Excel（不含宏）和纯文本，按内容判断，与文件名无关；压缩包请先解开',
  fileTooLarge: '文件过大，每个不超过 {most} MB',
  fileEmpty: '文件是空的',
  unknownFile: '没有这个附件，或者已经撤下',
  proposalWaiting: '这件已有一步在等待审批（{by} 提请），请先等批准，或者请其撤回',
  noSuchProposal: '没有等待审批的这一步：可能已经批准、退回或者撤回',
  ownProposal: '自己提请的步骤要由另一个账号审批',
  ownGrant: '不能授权自己知悉，请由另一位管理或者安全管理人员授权',
  withheld: '这件限制知悉：由承办的人办理，或者先由安全管理、管理人员授权、交办',
  ownApproval: '批准人不能是办理人自己',
  personNeeded: '这一步由登录的人在页面上办理，接口令牌不能代替',
  otherPower: '三员分立：要由管理、安全管理、审计三者中的另一员复核',
  threeNeeded: '三员分立需要管理、安全管理、审计各有一个可以登录的账号，请先添加',
  noSecond: '还没有第二个管理或者安全管理账号，设了就没有人能复核，请先添加',
  notOwnProposal: '只有提请的人可以撤回；审批的人请用“退回”',
  stepHeld: '本机关规定“{step}”须经审批，不能由文件登记：请在该件页面作出，由另一个账号批准',
  undoHeld: '本机关规定作废须经审批：这次导入要由导入人以外、有审批权限的账号撤回',
  badColour: '颜色写成 # 和六位数字或字母，例如 #0b4a9e',
  lowContrast: '白字在这个颜色上看不清（对比不到 4.5∶1），请选深一些的颜色',
  unknownAccount: '本机关没有这个账号，或者已经停用',
  unavailable: '账册暂时不可用，没有保存，请稍后再试',
  consentRequired: '电子送达须经受送达人同意，请写明已经同意',
  sealClosed: '这件事项的密钥缺失或不符，文字无法封存，没有保存，请管理员核对台账',
  receiptDayNeeded: '{channel}提交的，收到之日另有一天，请填写',
  notReceived: '收到日期尚未确定，请先确认收到',
  alreadyReceived: '收到日期已经确定（{receivedOn}）',
  alreadyConcluded: '已于 {on} 办结',
  notConcluded: '尚未办结',
  correctionAlreadyRequested: '已经告知过补正，补正只告知一次',
  noCorrectionRequested: '没有待收的补正',
  correctionRequired: '申请人补正以后内容仍不明确的，才能选这一项',
  ownCommand: '这种结果有专门的办理步骤，请从该步骤登记',
  periodNotEnded: '期限还没有届满',
  alreadyExtended: '已经延长过一次',
  extensionTooLong: '最多延长 {most} 个工作日',
  extensionAfterDue: '答复期限（{dueOn}）届满以后不能再延长',
  noSuchConsultation: '没有向其征求过意见',
  consultationAnswered: '其意见已经登记过',
  splitNotAllowed: '本机关按一件申请书计一件，不拆分办理',
  noReasonsAsked: '没有待说明的理由',
  reasonsAlreadyAsked: '已经要求申请人说明过理由',
  noFeeNotice: '没有待缴费的收费通知',
  feeNotDue: '这个数量不收费',
  feeAlreadyNoticed: '已经发过收费通知，一件申请只按一种方式收费',
  alreadyPaid: '费用已经缴清',
  awaitingCorrection: '正在等待申请人补正',
  awaitingPayment: '正在等待申请人缴费',
  alreadySplit: '已经拆分办理',
  archived: '已经归档',
  notArt35: '申请的数量、频次未明显超过合理范围，不适用这一步骤',
  letterAlreadyIssued: '这份文书已经制发',
  stepNotTaken: '还没有办理这份文书所对应的步骤',
  factMissing: '缺少法律要求载明的内容',
  badTemplate: '模板不能使用',
  alreadyAccepted: '已经受理',
  alreadyRejected: '已经不予受理',
  notAccepted: '尚未受理',
  notDispatched: '尚未派发',
  alreadyClosed: '已经办结',
  notClosed: '尚未办结',
  notReplied: '尚未答复诉求人，不能办结',
  merged: '已并入 {into}',
  mergeIntoItself: '不能并入自己',
  redirected: '已转依申请公开渠道',
  notRedirected: '没有转依申请公开渠道',
  alreadyJudged: '已经审结',
  notASuit: '这不是行政诉讼',
  routeRequired: '行政诉讼要写明起诉方式',
  badMeans: '这种结案方式不适用于本类案件',
  unknownApplication: '没有这个申请编号',
  alreadyAnswered: '已经答复或答辩过',
  finalJudgment: '二审裁判是终审裁判，不能再上诉；法院决定再审的，登记再审',
  notAppealable: '这样结案的不能上诉',
  notInSecondInstance: '这一审级不能这样结案，也不能发回重审',
  notInRetrial: '只有再审可以这样结案',
  remandedBefore: '发回重审过一次的案件，二审法院不能再次发回重审',
  appealedSince: '这一裁判已经上诉，没有生效',
  notEffective: '上诉期还没有过，裁判没有生效，不能再审',
  appealPeriodOver: '上诉期限已过，裁判已经生效；法院决定再审的，登记再审',
  notAReview: '只有行政复议案件可以这样办理',
  simplifiedNotExtended: '适用简易程序的复议案件不能延长审理期限',
  noSuchOrder: '这一件没有登记过这个案号责令重新答复',
  noPaper: '这一步没有需要送达的文书',
  notServed: '还没有登记通知已经送达，期限不能算作届满',
  alreadyAnsweredRequest: '这件请求已经答复',
  erasureCaseOpen: '{number} 还没有办结，其中的个人信息不能删除',
  erasureKept: '{number} 的保管期限到 {until} 才满，期满以前只能停止除存储和安全保护以外的处理',
  erasureKeptAlways: '{number} 按永久保管：本机关没有为这一类设定保管期限，或者设定为永久',
  alreadyRepealed: '已经废止',
  alreadyPublished: '已于 {on} 公开',
  officeUnnamed: '还没有写明机关名称，报告和文书都不能以“本机关”的名义出具',
  yearNotEnded: '这一年还没有结束',
  alreadyClosedYear: '这一年的报告已经定稿',
  notClosedYear: '这一年的报告还没有定稿',
  checksFail: '勾稽关系不符，不能定稿',
  casesBlock: '还有记录妨碍定稿',
  numbersUnconfirmed: '文字中有数字还没有核对确认',
  recountDiffers: '独立复算的结果不一致',
  sectionUntouched: '还有内容是模板原文，或者没有写',
  officesOpen: '还有单位没有定稿',
  nothingToRestate: '与已公布的报告没有差别',
  brokenChains: '台账的哈希链断裂，有记录被改动或缺失，请先核对台账',
  notAsSealed: '台账与已经签名存证的内容不符，有记录在存证后被改动、删除、插入或调换，请先核对台账',
  unknownEvents:
    '台账里有本版本程序不认识的记录，没有计入统计；请用最新版本的程序核对，仍不认识的不是程序写的',
  clockBehindLedger:
    '最新一条记录的登记时间（{newest}）比现在的时钟（{now}）还晚：时钟曾经走快，或者现在走慢了',
};

/** The words for a code. A fact that is missing leaves no gap. */
export function refusalText(code: RefusalCode, facts: Facts = {}): string {
  const text = TEXTS[code];
  const told = text.replace(/[^，（。]*?\{(\w+)\}/g, (part, name: string) =>
    facts[name] === undefined ? '' : part.replace(`{${name}}`, String(facts[name])),
  );
  return told.replace(/（）/g, '') || '这一步现在不能办理';
}

const DIGITS = '零一二三四五六七八九';

/** 1 … 99 as an article of law is numbered: 三十三. */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return DIGITS.charAt(ones);
  return `${tens === 1 ? '' : DIGITS.charAt(tens)}十${ones === 0 ? '' : DIGITS.charAt(ones)}`;
}

/** `条例33` as 《政府信息公开条例》第三十三条; a source known by its number as written, with its article; '' for none. */
export function articleText(article: string): string {
  const number = /(?<!\d)\d+$/.exec(article)?.[0];
  const source = article.slice(0, article.length - (number?.length ?? 0));
  if (source === '') return '';
  const name = sourceName(source);
  return number === undefined ? name : `${name}第${chineseNumber(Number(number))}条`;
}
