/** Every field of every event of a review or a suit, in words. */

import type { AppealEvent } from '#shared/appeal/events.ts';
import { isMeans, type Means } from '#shared/appeal/means.ts';
import {
  APPEAL_KIND_LABELS,
  APPEAL_OUTCOME_LABELS,
  PROCEDURE_LABELS,
  ROUTE_LABELS,
} from '#shared/glossary/choices.ts';
import type { AppealStep } from '#shared/kernel/appeal-clock.ts';
import type { OrderedPeriod } from '#shared/kernel/reply-order.ts';
import { MENDING_WORDS } from './mending-words.ts';
import { POLICY_APPLIED } from './policy-applied-words.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { REDATED } from './redated-words.ts';
import { coded, date, SERVICE_WORDS, step, text, type Word, type WordsOf, yesNo } from './word.ts';

export const APPEAL_STEP_LABELS: Readonly<Record<AppealStep, string>> = {
  answer: '本机关答复、答辩',
  decision: '作出复议决定、一审裁判',
  appeal: '提起上诉',
  secondInstance: '二审裁判',
  retrial: '再审裁判',
};
/** `20 个工作日（决定载明）`. */
export function orderText({ days, unit, named, assumed }: OrderedPeriod): string {
  const period = days === null ? '没有载明期限' : `${days} ${unit === 'workingDay' ? '个工作日' : '日'}`;
  const from = days === null ? '' : named ? '（裁判、决定载明）' : '（没有载明，按政策）';
  return `责令答复，${period}${from}${assumed ? '；登记时没有说明，按这类结案方式推定' : ''}`;
}

/** By article of 行政复议法 (2023) and of 行政诉讼法 (2017). */
export const MEANS_LABELS: Readonly<Record<Means, string>> = {
  upheld68: '决定维持（第六十八条）',
  claimRejected69: '驳回复议请求（第六十九条）',
  changed63: '变更（第六十三条）',
  revoked64: '撤销或部分撤销（第六十四条）',
  illegal65: '确认违法（第六十五条）',
  ordered66: '责令履行（第六十六条）',
  void67: '确认无效（第六十七条）',
  noEvidence70: '未提交证据，撤销（第七十条）',
  notAccepted30: '不予受理（第三十条）',
  dismissed33: '驳回申请（第三十三条）',
  terminated41: '终止（第四十一条）',
  mediated73: '调解（第七十三条）',
  claimsDismissed69: '判决驳回诉讼请求（第六十九条）',
  revoked70: '判决撤销（第七十条）',
  partlyRevoked70: '判决部分撤销（第七十条）',
  ordered72: '判决履行（第七十二条）',
  payment73: '判决给付（第七十三条）',
  illegal74: '判决确认违法（第七十四条）',
  void75: '判决确认无效（第七十五条）',
  changed77: '判决变更（第七十七条）',
  withdrawn62: '准许撤诉（第六十二条）',
  deemedWithdrawn58: '按撤诉处理（第五十八条）',
  mediated60: '调解（第六十条）',
  actionDismissed: '裁定驳回起诉',
  notDocketed51: '裁定不予立案（第五十一条）',
  transferred: '移送',
  terminated: '终结诉讼',
  upheld89: '维持原判决、裁定（二审驳回上诉，第八十九条；再审维持）',
  appealWithdrawn: '准许撤回上诉，或者按撤回上诉处理',
  retrialEnded: '终结再审程序，原裁判不变',
};
const COUNTED: Word<boolean> = yesNo(
  '本机关是作出复议决定的机关，不是原行为机关',
  '是，不计入表四',
  '否，计入表四',
);
const ORDER: Word<OrderedPeriod | null> = { label: '重新答复', text: orderText };

export const APPEAL_WORDS: WordsOf<AppealEvent> = {
  AppealOpened: {
    number: null,
    kind: coded('类别', APPEAL_KIND_LABELS),
    route: coded('起诉方式', ROUTE_LABELS),
    application: text('关联申请'),
    coDefendant: {
      label: '与复议机关为共同被告',
      text: (said, { data }) => (said && data.asReviewOrgan !== true ? '是（当时的问法），没有计入表四' : ''),
    },
    asReviewOrgan: COUNTED,
    procedure: coded('程序', PROCEDURE_LABELS),
    copyReceivedOn: date('收到副本日期'),
    migrated: null,
  },
  AppealAnswered: {},
  AppealConcluded: {
    outcome: coded('结果', APPEAL_OUTCOME_LABELS),
    means: { label: '结案方式', text: (means) => (isMeans(means) ? MEANS_LABELS[means] : '没有写明') },
    order: ORDER,
    migrated: null,
    countedBy: coded('计入年度', POLICY_WORDS.table4By.values),
  },
  DecisionEffective: { step: step('生效的裁判、决定') },
  PolicyApplied: POLICY_APPLIED,
  ReplyOrderStated: { order: ORDER },
  CaseRemanded: { instances: coded('计件', POLICY_WORDS.instancePolicy.values) },
  RetrialOpened: {
    instances: coded('计件', POLICY_WORDS.instancePolicy.values),
    asSecond: yesNo('审理程序', '按第二审程序，裁判为终审裁判', '按第一审程序，可以上诉'),
    counts: coded('表四', POLICY_WORDS.retrialCounts.values),
  },
  ReviewExtended: { days: { label: '延长', text: (days) => `${days} 日` } },
  PaperServed: SERVICE_WORDS,
  JudgmentAppealed: { instances: coded('计件', POLICY_WORDS.instancePolicy.values) },
  AppealApplicationLinked: { application: text('关联申请'), migrated: null },
  OtherActAppealed: {},
  AppealRouteCorrected: { route: coded('更正为', ROUTE_LABELS) },
  AppealCoDefendantCorrected: { coDefendant: COUNTED, migrated: null },
  TextCorrected: MENDING_WORDS,
  AppealFactCorrected: {
    procedure: coded('程序', PROCEDURE_LABELS),
    copyReceivedOn: date('收到副本日期'),
  },
  AppealDateCorrected: { event: step('更正的步骤') },
  AppealOutcomeCorrected: { outcome: coded('更正为', APPEAL_OUTCOME_LABELS), event: step('更正的步骤') },
  AppealRedated: { ...REDATED, step: coded('期限', APPEAL_STEP_LABELS) },
  AppealVoided: { takenBack: text('撤回的导入') },
};
