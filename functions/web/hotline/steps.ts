/** The steps of a hotline case (domain: the life of a 工单) as forms, in the order an office takes them. */
import { SATISFACTIONS } from '../../../shared/hotline/events.ts';
import type { HotlineState } from '../../../shared/hotline/state.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { on, reason, remedy, step, at as stepAt, VOID_ENTRY } from '../cases/step-parts.ts';
import { valueText } from '../wording/event-facts.ts';
import { eventName } from '../wording/event-names.ts';

const REMEDIES: readonly StepForm[] = [
  remedy('ClassifyHotlineCase', '补充或更正分类', {
    about: '类型、事项的统计随之改变',
    fields: [
      on('登记日期'),
      { name: 'type', kind: 'text', label: '诉求类型', optional: true },
      { name: 'topic', kind: 'text', label: '事项', optional: true },
    ],
  }),
  remedy('CorrectDate', '更正日期', {
    about: '原来的日期留在办理经过里',
    fields: [
      { name: 'event', kind: 'select', label: '要更正的步骤', choices: datedSteps },
      on('正确的日期'),
      reason,
    ],
  }),
  VOID_ENTRY,
];

export const HOTLINE_STEPS: readonly StepForm[] = [
  step('AcceptHotlineCase', '受理', { about: '属于受理范围的，登记受理', fields: [stepAt('受理时间')] }),
  step('RejectHotlineCase', '不予受理', {
    about: '不属于受理范围的，告知诉求人并说明理由',
    fields: [stepAt('告知时间'), reason],
  }),
  step('Dispatch', '派发承办单位', {
    about: '派给承办单位，时限按诉求类型计算',
    fields: [stepAt('派发时间'), { name: 'department', kind: 'text', label: '承办单位' }],
  }),
  step('ReturnDispatch', '退单', {
    about: '承办单位认为不属于其职责的，说明理由退回',
    fields: [stepAt('退回时间'), reason],
  }),
  step('ExtendHandling', '延长办理时限', {
    about: '复杂事项确需延长的，说明理由并告知诉求人',
    fields: [
      stepAt('批准时间'),
      {
        name: 'dueAt',
        kind: 'instant',
        label: '延长至',
        initial: ({ context }) => `${addDays(context.today, 7)}T18:00`,
      },
      reason,
    ],
  }),
  step('ReplyToCaller', '答复诉求人', { about: '把办理情况告知诉求人', fields: [stepAt('答复时间')] }),
  step('CloseHotlineCase', '办结', { about: '答复以后办结', fields: [stepAt('办结时间')] }),
  step('RecordFollowUp', '回访', {
    about: '办结以后了解诉求人是否满意',
    fields: [
      stepAt('回访时间'),
      {
        name: 'satisfaction',
        kind: 'radio',
        label: '满意度',
        choices: () => SATISFACTIONS.map((value) => ({ value, label: valueText('satisfaction', value) })),
      },
    ],
  }),
  step('Redo', '重办', { about: '诉求人不满意且理由成立的，重新办理', fields: [stepAt('重办时间'), reason] }),
  step('Supervise', '督办', { about: '超期或反复的，列入督办', fields: [stepAt('督办时间')] }),
  step('MergeInto', '并入其他工单', {
    about: '同一诉求已有工单的，并入后仍计入件次',
    fields: [stepAt('合并时间'), { name: 'into', kind: 'text', label: '并入的工单编号' }],
  }),
  step('RedirectToDisclosure', '转依申请公开渠道', {
    about: '申请公开政府信息的，告知正式申请渠道；收到书面申请以后才有申请',
    fields: [stepAt('告知时间')],
  }),
  step('LinkApplication', '关联收到的申请', {
    about: '诉求人随后提交了书面申请的，记下申请编号',
    fields: [stepAt('收到时间'), { name: 'application', kind: 'text', label: '申请编号' }],
  }),
  ...REMEDIES,
];

function datedSteps({ file }: Situation): { value: string; label: string }[] {
  const { receivedAt, steps } = file.state as HotlineState;
  return [
    { value: '1.1', label: `受理登记（${receivedAt.slice(0, 10)}）` },
    ...steps
      .filter(({ dated }) => dated)
      .map(({ id, at, event }) => ({ value: id, label: `${eventName(event.type)}（${at.slice(0, 10)}）` })),
  ];
}
