/** Every field of every event of an application, in words. */

import type { CountedFrom } from '#shared/disclosure/counted.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { LETTER_LABELS } from '#shared/disclosure/letters.ts';
import { CHANNEL_LABELS, REPLY_ARTICLE_LABELS } from '#shared/glossary/choices.ts';
import { type Ground, groundText } from '#shared/glossary/grounds.ts';
import { APPLICANT_TYPE_LABELS, type Outcome } from '#shared/glossary.ts';
import { MENDING_WORDS } from './mending-words.ts';
import { POLICY_APPLIED } from './policy-applied-words.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { REDATED } from './redated-words.ts';
import { outcomeText } from './terms.ts';
import {
  coded,
  count,
  date,
  list,
  SERVICE_WORDS,
  step,
  text,
  type Word,
  type WordsOf,
  yesNo,
  yuan,
} from './word.ts';

const GROUNDS_TOLD: Word<readonly Ground[]> = {
  label: '依据',
  text: (grounds) => grounds.map(groundText).join('、'),
};
const outcome = (label: string): Word<Outcome> => ({ label, text: outcomeText });

/** 条例36: which of the two cases of a row, and the row where it is another. */
const GIVEN = {
  article: coded('依据', REPLY_ARTICLE_LABELS),
  countedAs: outcome('计入表三'),
  grounds: GROUNDS_TOLD,
};
const COUNTED_FROM: Word<CountedFrom> = {
  label: '计件',
  text: ({ on, first }) => `自拆分之日（${on}）起计，${first ? '接续原申请的上年结转' : '作为拆分当年新收'}`,
};
const CONSULTED = {
  consultation: null,
  days: coded('头一天和末一天', POLICY_WORDS.consultationDays.values),
};

export const DISCLOSURE_WORDS: WordsOf<DisclosureEvent> = {
  ApplicationRegistered: {
    channel: coded('申请渠道', CHANNEL_LABELS),
    submittedOn: date('提交日期'),
    signedForOn: date('签收日期'),
    confirmedOn: date('双方确认日期'),
    receivedOn: date('收到日期'),
    applicantType: coded('申请人类型', APPLICANT_TYPE_LABELS),
    deliveryForm: text('提供方式'),
    migrated: null,
    splitFrom: text('由此件拆分'),
    countedFrom: COUNTED_FROM,
  },
  ReceiptConfirmed: {},
  CorrectionRequested: { respondBy: date('补正期限') },
  CorrectionReceived: {},
  CorrectionPeriodExtended: { until: date('延长至') },
  ThirdPartyConsulted: { ...CONSULTED, receivedOn: date('第三方收到日期') },
  ThirdPartyReplied: { consultation: null, consents: yesNo('意见', '同意公开', '不同意公开') },
  OrganConsulted: {
    ...CONSULTED,
    receivedOn: date('机关收到日期'),
    jointlyMade: yesNo('是否共同制作', '共同制作', '不是共同制作'),
  },
  OrganReplied: { consultation: null },
  ReplyExtended: { workingDays: count('延长的工作日'), anew: yesNo('重新计算的期限内再次延期') },
  ReasonsAsked: {},
  ReasonsReceived: {},
  DelayAgreed: { until: date('延迟答复期限') },
  FeeNoticeSent: {
    receivedOn: date('送达日期'),
    basis: coded('计费方式', { perItem: '按件计收', perPage: '按量计收' }),
    quantity: count('计费数量'),
    amountFen: yuan('应收金额（元）'),
    chargedBefore: { label: '本月已经计费的件数', text: (before) => (before === 0 ? '' : String(before)) },
    afterPayment: coded('缴清以后', POLICY_WORDS.paymentRestarts.values),
  },
  FeePaid: { amountFen: yuan('实收金额（元）') },
  ApplicationReplied: {
    ...GIVEN,
    outcome: outcome('办理结果'),
    documentNumber: text('文号'),
    migrated: null,
    otherGrounds: { label: '其他理由', text: (grounds) => grounds.map(outcomeText).join('、') },
  },
  ClosedUncorrected: { outcomeOn: date('结果日期') },
  ClosedUnpaid: { outcomeOn: date('结果日期') },
  ApplicationWithdrawn: {},
  ApplicationSplit: { into: list('拆分为'), counts: coded('计件', POLICY_WORDS.splitAcrossYears.values) },
  ReplyRedone: {
    ...GIVEN,
    outcome: outcome('重新作出的结果'),
    counts: coded('表三原来的结果', POLICY_WORDS.redoPolicy.values),
    order: text('责令重新答复的案件'),
    orderNumber: text('责令重新答复的文书'),
    orderedOn: date('责令日期'),
    documentNumber: text('文号'),
  },
  ReplyRevised: {
    ...GIVEN,
    outcome: outcome('再次作出的结果'),
    documentNumber: text('文号'),
    counts: coded('表三原来的结果', POLICY_WORDS.selfCorrectionPolicy.values),
  },
  ReplyOrdered: {
    appeal: text('案号'),
    by: coded('作出机关', { review: '复议机关', suit: '法院' }),
    decidedOn: date('决定、裁判日期'),
    servedOn: date('送达本机关'),
    appealable: yesNo('裁判', '可以上诉，上诉期满才生效', ''),
    effectiveOn: date('生效日期'),
    orderedOn: date('最先责令的日期'),
    days: count('期限（日数）'),
    unit: coded('日数按', { workingDay: '工作日', naturalDay: '自然日' }),
    named: yesNo('期限', '决定、裁判载明', '没有载明，按政策'),
    assumed: yesNo('责令答复', '没有写明，按这类结案方式推定', ''),
  },
  ReplyOrderLifted: { appeal: text('案号') },
  ApplicationArchived: {},
  PaperServed: SERVICE_WORDS,
  ReplyRedated: REDATED,
  LetterIssued: {
    kind: coded('文书', LETTER_LABELS),
    about: step('所据步骤'),
    number: text('文号'),
    template: null,
    replaces: text('替换文书'),
  },
  TextCorrected: MENDING_WORDS,
  RegistrationCorrected: {
    channel: coded('申请渠道', CHANNEL_LABELS),
    signedForOn: date('签收日期'),
    confirmedOn: date('双方确认日期'),
    deliveryForm: text('提供方式'),
  },
  DateCorrected: { event: step('更正的步骤'), to: date('更正为') },
  ApplicantTypeCorrected: { type: coded('更正为', APPLICANT_TYPE_LABELS) },
  OutcomeCorrected: { ...GIVEN, outcome: outcome('更正为') },
  PolicyApplied: { ...POLICY_APPLIED, countedFrom: COUNTED_FROM },
  ApplicationCompleted: { channel: coded('申请渠道', CHANNEL_LABELS), migrated: null },
  EntryVoided: { takenBack: text('撤回的导入') },
};
