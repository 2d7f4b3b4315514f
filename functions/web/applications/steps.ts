/** The steps of an application (条例 arts. 30–42) as forms, in the order an office takes them. */
import type { Application } from '#shared/disclosure/application.ts';
import { type Calendar, workingDayFrom } from '#shared/kernel/calendar/calendar.ts';
import { addDays, laterOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { on, reason, serviceStep, step } from '../cases/step-parts.ts';
import { awaitedParties, groundsField, replyChoices, servedPapers } from './choices.ts';
import { repeatedBefore } from './same-applicant.tsx';
import { RECORD_CORRECTION } from './steps-mending.ts';
import { ENDING_STEPS, RARE_STEPS, REMEDIES } from './steps-rare.ts';

/** Fifteen days on, and to the next working day where that is none: a last day on which somebody is there. */
function aboutFifteenDays({ context }: Pick<Situation, 'context'>, from: PlainDate): PlainDate {
  const { calendar } = context.settings as { readonly calendar: Calendar };
  return workingDayFrom(calendar, addDays(from, 15)).date;
}

const RECEIPT_STEPS: readonly StepForm<Application>[] = [
  step('ConfirmReceipt', '确认收到', {
    about: '网络、传真和平信以双方确认之日为收到之日（条例第三十一条）',
    fields: [on('双方确认日期')],
  }),
];

const REPLY_STEPS: readonly StepForm<Application>[] = [
  step('Reply', '作出答复', {
    files: 'replyEnclosure',
    about: '依照条例第三十六条至第四十条答复',
    suggest: repeatedBefore,
    fields: [
      on('答复日期'),
      {
        name: 'outcome',
        kind: 'select',
        label: '办理结果',
        hint: '区分处理的选“部分公开”，只计这一项',
        choices: replyChoices,
      },
      groundsField,
      { name: 'documentNumber', kind: 'text', label: '答复书文号', optional: true },
    ],
  }),
];

const PERIOD_STEPS: readonly StepForm<Application>[] = [
  step('RequestCorrection', '告知补正', {
    about: '内容不明确的，收到之日起七个工作日内一次性告知（条例第三十条）',
    fields: [
      on('告知日期'),
      { name: 'items', kind: 'area', label: '需要补正的事项' },
      {
        name: 'respondBy',
        kind: 'date',
        label: '补正期限',
        hint: '给申请人合理的时间，例如十五日；末日是休息日的，顺延到工作日',
        initial: (situation) => aboutFifteenDays(situation, situation.context.today),
      },
    ],
  }),
  RECORD_CORRECTION,
  step<Application>('ExtendCorrection', '延长补正期限', {
    about: '条例第三十条没有规定延长；申请人说明正当理由要求延长的，可以延长一次（本系统的做法）',
    fields: [
      on('同意延长日期'),
      {
        name: 'until',
        kind: 'date',
        label: '延长至',
        initial: ({ file, context }) => {
          const { correction } = file.state;
          const from = laterOf(correction?.respondBy ?? context.today, context.today);
          return aboutFifteenDays({ context }, from);
        },
      },
      reason,
    ],
  }),
  step('ExtendReply', '延长答复期限', {
    about: '期限届满以前，经负责人同意，最多延长二十个工作日（条例第三十三条）',
    fields: [
      on('告知申请人日期'),
      { name: 'workingDays', kind: 'number', label: '延长工作日数', initial: () => '20' },
      { name: 'approvedBy', kind: 'text', label: '批准人' },
      reason,
    ],
  }),
];

const SERVICE_STEPS: readonly StepForm<Application>[] = [
  serviceStep(
    '第三方、机关提出意见的期限和缴费期限自收到之日起算；申请人申请复议、起诉的期限自答复送达之日起算',
    servedPapers,
  ),
];

const CONSULTATION_STEPS: readonly StepForm<Application>[] = [
  step('ConsultThirdParty', '征求第三方意见', {
    about: '可能损害第三方合法权益的，书面征求意见（条例第三十二条）',
    fields: [
      on('发函日期'),
      { name: 'party', kind: 'text', label: '第三方' },
      { name: 'receivedOn', kind: 'date', label: '第三方收到日期', optional: true },
    ],
  }),
  step('RecordThirdPartyReply', '第三方答复意见', {
    files: 'opinion',
    about: '第三方应在收到之日起十五个工作日内提出意见（条例第三十二条）',
    fields: [
      on('收到意见日期'),
      { name: 'party', kind: 'select', label: '第三方', choices: awaitedParties('thirdParty') },
      { name: 'consents', kind: 'yesNo', label: '是否同意公开' },
    ],
  }),
  step('ConsultOrgan', '征求其他机关意见', {
    about:
      '征求其他机关意见所需时间不计入期限（条例第三十三条）；共同制作的，逾期未答复视为同意（第三十四条）',
    fields: [
      on('发函日期'),
      { name: 'organ', kind: 'text', label: '机关名称' },
      { name: 'receivedOn', kind: 'date', label: '机关收到日期', optional: true },
      { name: 'jointlyMade', kind: 'yesNo', label: '该信息是否由本机关牵头、与其共同制作', optional: true },
    ],
  }),
  step('RecordOrganReply', '其他机关答复意见', {
    files: 'opinion',
    about: '共同制作的机关应在收到之日起十五个工作日内提出意见（条例第三十四条）；其他机关没有法定期限',
    fields: [
      on('收到意见日期'),
      { name: 'organ', kind: 'select', label: '机关名称', choices: awaitedParties('organ') },
    ],
  }),
];

export const APPLICATION_STEPS: readonly StepForm<Application>[] = [
  ...RECEIPT_STEPS,
  ...REPLY_STEPS,
  ...PERIOD_STEPS,
  ...CONSULTATION_STEPS,
  ...SERVICE_STEPS,
  ...RARE_STEPS,
  ...ENDING_STEPS,
  ...REMEDIES,
];
