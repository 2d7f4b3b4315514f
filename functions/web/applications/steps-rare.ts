/** The rarer steps of an application: fees, reasons, agreed delay, endings without a reply, and what mends mistakes. */
import type { Application } from '#shared/disclosure/application.ts';
import { REPLY_ARTICLE_LABELS } from '#shared/glossary/choices.ts';
import { CORRECT_TEXT } from '../cases/mend-steps.ts';
import type { StepForm } from '../cases/step-form.ts';
import { correctDate, on, reason, remedy, step, VOID_ENTRY } from '../cases/step-parts.ts';
import { choicesOf } from '../look/fields.tsx';
import { itemOfTheMonth } from './applicant-month.ts';
import { APPLICANT_CHOICES, datedEvents, groundsField, outcomeChoices } from './choices.ts';
import { CORRECT_FACT } from './steps-mending.ts';

/** 条例36, where one row of table 三 stands for two of its cases (policies alreadyPublic, notResponsible). */
const REPLY_ARTICLE = {
  name: 'article',
  kind: 'select',
  label: '属于条例第三十六条哪一项',
  hint: '结果是“予以公开”或“本机关不掌握相关政府信息”的填写',
  optional: true,
  choices: () => choicesOf(REPLY_ARTICLE_LABELS),
} as const;

export const RARE_STEPS: readonly StepForm<Application>[] = [
  step('SendFeeNotice', '发出收费通知', {
    about: '数量、频次明显超过合理范围的，可收取信息处理费（条例第四十二条）',
    suggest: itemOfTheMonth,
    fields: [
      on('发出日期'),
      {
        name: 'receivedOn',
        kind: 'date',
        label: '申请人收到日期',
        hint: '还没有送达的不填，送达以后登记送达；缴费期限自收到次日起算',
        optional: true,
      },
      {
        name: 'basis',
        kind: 'radio',
        label: '计费方式',
        hint: '一件申请只按一种方式收费',
        choices: () => [
          { value: 'perItem', label: '按件（本月第几件）' },
          { value: 'perPage', label: '按量（页数）' },
        ],
      },
      {
        name: 'quantity',
        kind: 'number',
        label: '件次或页数',
        hint: '按件：该申请人本月第几件，前 10 件不收；按量：页数，前 30 页不收',
        likely: 31,
      },
      {
        name: 'chargedBefore',
        kind: 'number',
        label: '其中已另行通知收费到第几件',
        hint: '只用于按件：本月以前的收费通知已经收到的件数，不重复收',
        optional: true,
        likely: 0,
      },
    ],
  }),
  step('RecordFeePayment', '收到缴费', {
    about: '缴清次日起，答复期限重新计算；“政策设置”选定接着计算的，接着计算',
    fields: [
      on('缴费日期'),
      {
        name: 'amount',
        kind: 'number',
        label: '金额（元）',
        initial: ({ file }) => feeDue(file.state),
      },
    ],
  }),
  step('AskReasons', '要求说明理由', {
    about: '申请数量、频次明显超过合理范围的，可要求说明理由（条例第三十五条）',
    fields: [on('要求日期')],
  }),
  step('RecordReasons', '收到理由说明', { about: '条例第三十五条', fields: [on('收到日期')] }),
  step('AgreeDelay', '确定延迟答复', {
    about: '理由合理但不能按期答复的，可确定延迟答复的合理期限（条例第三十五条）',
    fields: [on('告知日期'), { name: 'until', kind: 'date', label: '延迟答复期限' }, reason],
  }),
];

export const ENDING_STEPS: readonly StepForm<Application>[] = [
  step('CloseUncorrected', '逾期不补正，不再处理', {
    about: '申请人无正当理由逾期不补正，视为放弃申请（条例第三十条）',
    fields: [on('决定日期')],
  }),
  step('CloseUnpaid', '逾期不缴费，不再处理', {
    about: '申请人逾期未缴费的，不再处理（国办函〔2020〕109号）',
    fields: [on('决定日期')],
  }),
  step('Withdraw', '申请人撤回', { about: '计入“其他处理”第3项', fields: [on('撤回日期')] }),
  step('SplitApplication', '拆分办理', {
    about: '一纸多问的，可拆成几件分别办理；原件不再计数',
    fields: [
      on('拆分日期'),
      {
        name: 'parts',
        kind: 'number',
        label: '拆成几件',
        hint: '不填的，拆成两件；一次最多 48 件',
        inputmode: 'numeric',
        optional: true,
        likely: 2,
      },
      {
        name: 'into',
        kind: 'lines',
        label: '拆分后的编号',
        hint: '不填的，按原编号加 -1、-2 依次编号；要另编的每行一个，与件数相符',
        optional: true,
      },
    ],
  }),
  step('RedoReply', '重新作出答复', {
    about: '经复议、诉讼等责令重新答复的；是否改动表三原来的结果，看政策设置',
    fields: [
      on('重新答复日期'),
      { name: 'outcome', kind: 'select', label: '办理结果', choices: outcomeChoices },
      { name: 'byOrderOf', kind: 'text', label: '依据', hint: '例如：某区人民政府行政复议决定' },
      {
        name: 'orderNumber',
        kind: 'text',
        label: '决定书、判决书的文号',
        hint: '例如：某府行复〔2026〕3号、（2026）某0101行初1号',
        optional: true,
      },
      { name: 'orderedOn', kind: 'date', label: '决定、判决的日期', optional: true },
      {
        name: 'order',
        kind: 'select',
        label: '责令重新答复的案件',
        hint: '只有一件的可以不选',
        optional: true,
        choices: ({ file }) => file.state.orders.map(({ appeal }) => ({ value: appeal, label: appeal })),
      },
      groundsField,
      { name: 'documentNumber', kind: 'text', label: '答复书文号', optional: true },
    ],
  }),
  step('ReviseReply', '自行纠正答复', {
    about: '本机关发现原答复有误，自行纠正、再次作出答复的；是否改动表三按政策设置',
    fields: [
      on('再次答复日期'),
      { name: 'outcome', kind: 'select', label: '办理结果', choices: outcomeChoices },
      groundsField,
      { name: 'documentNumber', kind: 'text', label: '答复书文号', optional: true },
      { ...reason, label: '纠正的理由' },
    ],
  }),
  step('Archive', '归档', { about: '全部办完后归档', fields: [on('归档日期')] }),
];

export const REMEDIES: readonly StepForm<Application>[] = [
  CORRECT_TEXT,
  CORRECT_FACT,
  correctDate(datedEvents),
  remedy('CorrectApplicantType', '更正申请人类型', {
    about: '表三的列随之改变',
    fields: [
      on('更正日期'),
      { name: 'type', kind: 'select', label: '正确的类型', choices: () => APPLICANT_CHOICES },
      reason,
    ],
  }),
  remedy('CorrectOutcome', '更正办理结果', {
    about: '表三的行随之改变',
    fields: [
      on('更正日期'),
      { name: 'outcome', kind: 'select', label: '正确的结果', choices: outcomeChoices },
      REPLY_ARTICLE,
      reason,
    ],
  }),
  VOID_ENTRY,
];

function feeDue({ fee, payments }: Application): string {
  const paid = payments.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return fee === null ? '' : String((fee.amountFen - paid) / 100);
}
