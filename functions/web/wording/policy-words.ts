/** How the policies and their values are called on the page, what they rest on and how sure that is. */
import { APPEAL_OUTCOME_LABELS } from '#shared/glossary/choices.ts';
import type { Policies, PolicyName } from '#shared/kernel/policies.ts';
import { ACCESS_WORDS } from './access-policy-words.ts';

/** `confirmed`: stands in a text that was read; `practice`: seen in reports or local rules; `open`: no source seen. */
type Sureness = 'confirmed' | 'practice' | 'open';
type Words<Value extends string> = {
  readonly label: string;
  readonly hint: string;
  readonly values: Readonly<Record<Value, string>>;
  /** Articles the question belongs to. */
  readonly source: string;
  readonly sure: Sureness;
};

export const SURENESS_LABELS: Readonly<Record<Sureness, string>> = {
  confirmed: '条文写明',
  practice: '见于实务，条文没有写明',
  open: '没有见到依据',
};

const OTHER_ROW = '计入表三“（六）其他处理 3.其他”';
const FORM = '国办公开办函〔2021〕30号';

const { other, upheld, corrected } = APPEAL_OUTCOME_LABELS;

export const POLICY_WORDS: { readonly [Name in PolicyName]: Words<Policies[Name]> } = {
  splitPolicy: {
    label: '一份申请书含几项内容',
    hint: '表三按什么计件（年度报告格式没有写明）',
    values: { byParts: '正式拆分后按拆分的件数计', onePaper: '始终按一件计，不拆分办理' },
    source: `${FORM}；国办函〔2020〕109号第四条只就收费允许拆分`,
    sure: 'open',
  },
  splitAcrossYears: {
    label: '收到的次年或以后才拆分的申请',
    hint: '拆分出来的各件从哪一年起计入表三',
    values: {
      byReceipt: '都计在原申请收到的年度（该年度的数字随之改变）',
      byDayOfSplit: '拆分以前的年度仍是一件；拆分当年，一件接续上年结转，其余作为本年新收',
    },
    source: FORM,
    sure: 'open',
  },
  redoPolicy: {
    label: '复议、诉讼后重新作出的答复',
    hint: '是否改变表三中原来的办理结果',
    values: { unchanged: '不改变，只计入表四', replaces: '改为重新作出的结果，计在原答复的年度' },
    source: FORM,
    sure: 'open',
  },
  selfCorrectionPolicy: {
    label: '本机关自行纠正、再次作出的答复',
    hint: '是否改变表三中原来的办理结果',
    values: { unchanged: '不改变', replaces: '改为再次作出的结果，计在原答复的年度' },
    source: FORM,
    sure: 'open',
  },
  alreadyPublic: {
    label: '所申请的信息已经主动公开，告知获取方式、途径的',
    hint: '《条例》第三十六条第（一）项，计入表三哪一行',
    values: { disclosed: '计入表三“（一）予以公开”', 'other.other': OTHER_ROW },
    source: '《条例》第三十六条第（一）项',
    sure: 'practice',
  },
  notResponsible: {
    label: '不属于本机关负责公开的',
    hint: '《条例》第三十六条第（五）项，计入表三哪一行',
    values: {
      'unavailable.notHeld': '计入表三“（四）无法提供 1.本机关不掌握相关政府信息”',
      'other.other': OTHER_ROW,
    },
    source:
      '《条例》第三十六条第（五）项；法释〔2025〕8号第一条第（一）项只写“无法提供或者不予处理”，没有写明是哪几项',
    sure: 'practice',
  },
  paymentRestarts: {
    label: '申请人缴清信息处理费以后',
    hint: '答复期限怎样计算（已见到的条文没有写明）',
    values: { restarts: '自缴清次日起重新计算', resumes: '缴费期间不计，自缴清次日起接着计算' },
    source: '国办函〔2020〕109号（第六条以下没有见到）',
    sure: 'open',
  },
  extensionAfterRestart: {
    label: '延期以后申请人又补正或缴费，期限重新计算的',
    hint: '重新计算的期限内能不能再延期一次',
    values: { spent: '不能，一件申请只延期一次', anew: '可以，每个重新计算的期限内各一次' },
    source: '《条例》第三十条、第三十三条',
    sure: 'open',
  },
  consultationDays: {
    label: '征求意见所需时间的头一天和末一天',
    hint: '发函当日、收到答复当日是否计入本机关的答复期限',
    values: {
      answerDay: '发函当日计入，收到答复当日不计入',
      sendingDay: '发函当日不计入，收到答复当日计入',
      bothDays: '两日都不计入',
      neitherDay: '两日都计入',
    },
    source: '《条例》第三十三条第三款；《民事诉讼法》第八十五条（开始之日不计）',
    sure: 'open',
  },
  table4By: {
    label: '审结的复议、诉讼计入哪一年的表四',
    hint: '作出、送达、生效不在同一年的，按哪一日',
    values: { decision: '作出之日', service: '送达本机关之日', effect: '发生法律效力之日' },
    source: FORM,
    sure: 'open',
  },
  instancePolicy: {
    label: '一审判决后上诉的诉讼',
    hint: '表四按什么计件',
    values: { merge: '整个争议计一件，以生效裁判为结果', perInstance: '每一审级各计一件' },
    source: FORM,
    sure: 'open',
  },
  dismissedAppeals: {
    label: '不予受理、驳回申请、驳回起诉、不予立案',
    hint: '计入表四哪一栏；驳回复议请求、驳回诉讼请求都计入结果维持',
    values: { other, upheld },
    source: '《行政复议法》第三十条、第三十三条；《行政诉讼法》第五十一条',
    sure: 'open',
  },
  mediatedAppeals: {
    label: '行政复议调解结案',
    hint: '计入表四哪一栏',
    values: { other, corrected },
    source: '《行政复议法》第七十三条',
    sure: 'open',
  },
  licenceRefusals: {
    label: '不予行政许可的决定',
    hint: '是否计入表二的行政许可处理决定数量',
    values: { counted: '计入（栏目是“处理决定”）', notCounted: '不计入，只计准予许可' },
    source: `${FORM}；广东省行政执法数据公开样式`,
    sure: 'practice',
  },
  retrialCounts: {
    label: '生效裁判以后再审的诉讼',
    hint: '表四怎样计（没有见到规定）；原来的裁判在它的年度里始终不变',
    values: { anew: '自再审的年度起再计一件，以再审裁判为结果', unchanged: '不再计件' },
    source: '《行政诉讼法》第九十条至第九十二条',
    sure: 'open',
  },
  orderedReplyPeriod: {
    label: '复议决定、裁判责令重新答复而没有载明期限的',
    hint: '自决定、裁判送达本机关次日起',
    values: { twentyWorkingDays: '二十个工作日（比照条例第三十三条）', none: '不计算期限，只提示' },
    source:
      '《行政复议法》第六十四条、第六十六条；《行政诉讼法》第七十条、第七十二条。《行政复议法实施条例》（国务院令第836号）第五十八条只就复议决定写明依法规规定的期限',
    sure: 'open',
  },
  appealLinks: {
    label: '没有写明所针对申请的复议、诉讼',
    hint: '本机关此前收到过申请的，年度报告定稿前要不要写明；导入的案件不要求',
    values: { required: '要写明申请编号，或注明针对其他信息公开行为', optional: '不要求' },
    source: '《条例》第五十条第（三）项、第五十一条',
    sure: 'open',
  },
  hotlineLimitFrom: {
    label: '热线工单的办理时限',
    hint: '按诉求类型的时限从哪一步起算；来件或延期指明时限的，以指明的为准',
    values: { acceptance: '受理', receipt: '收到来件', dispatch: '派发承办单位，改派的重新起算' },
    source: '《广东省12345政务服务便民热线管理办法》',
    sure: 'practice',
  },
  ...ACCESS_WORDS,
  hotlineSatisfied: {
    label: '热线满意率的分子',
    hint: '分母是作出评价的工单；未评价、未接通的不计',
    values: { withFairly: '满意和基本满意', fullyOnly: '只计满意' },
    source: 'GB/T 33357（公式没有见到）',
    sure: 'open',
  },
  hotlineOnTimeOver: {
    label: '热线按时办结率的分母',
    hint: '只计有办理时限的工单',
    values: { due: '已办结的和已过时限的', closed: '已办结的' },
    source: 'GB/T 33357（公式没有见到）',
    sure: 'open',
  },
  hotlineClosureOver: {
    label: '热线办结率的分母',
    hint: '合并、不予受理的工单是否算在内',
    values: { accepted: '不算，只计办理的工单', received: '算，计收到的全部工单' },
    source: 'GB/T 33357（公式没有见到）',
    sure: 'open',
  },
};
