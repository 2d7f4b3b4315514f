/** The steps of a hotline case as forms, in the order an office takes them. */
import type { HotlineState } from '#shared/hotline/state.ts';
import { addDays, dateOfInstant, type Instant, laterOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { CORRECT_TEXT } from '../cases/mend-steps.ts';
import type { StepField, StepForm } from '../cases/step-form.ts';
import { at, correctDate, on, reason, remedy, step, VOID_ENTRY } from '../cases/step-parts.ts';
import { answerChoices } from './answers.ts';
import { datedEvents, SATISFACTION_CHOICES, suggested, typeChoices } from './choices.ts';
import { callBefore, openCallBefore } from './repeated-calls.ts';

const BEGINNING: readonly StepForm<HotlineState>[] = [
  step('AcceptHotlineCase', '受理', {
    about: '办理时限按类型计算，从哪一步起算见“政策设置”',
    fields: [at('受理时间')],
  }),
  step('Dispatch', '派发承办单位', {
    about: '交承办单位办理；退单后可再次派发',
    fields: [
      {
        name: 'department',
        kind: 'suggest',
        label: '承办单位',
        hint: '可从清单选取；不在清单中的会自动加入',
        choices: suggested('departments'),
      },
      at('派发时间'),
    ],
  }),
  step('RejectHotlineCase', '不予受理', {
    about: '不属受理范围的，说明理由；不计入各项比率',
    fields: [at('决定时间'), reason],
  }),
];

/** What the office has ready to say in such a case. */
const template: StepField<HotlineState> = {
  name: 'template',
  kind: 'select',
  label: '答复模板',
  hint: '填入下面一栏，可以再改；模板在“热线设置”里维护',
  optional: true,
  fills: 'text',
  choices: answerChoices,
};

const HANDLING: readonly StepForm<HotlineState>[] = [
  step('RecordDepartmentReply', '承办单位答复', {
    about: '承办单位报来的办理情况，答复诉求人以前记下',
    fields: [
      at('答复时间'),
      { name: 'text', kind: 'area', label: '承办单位怎么说' },
      {
        name: 'department',
        kind: 'suggest',
        label: '承办单位',
        optional: true,
        hint: '不填即现在承办的单位',
        choices: suggested('departments'),
      },
    ],
  }),
  step('ReplyToCaller', '答复诉求人', {
    about: '把办理情况告知诉求人',
    fields: [template, { name: 'text', kind: 'area', label: '答复内容', optional: true }, at('答复时间')],
  }),
  step('CloseHotlineCase', '办结', {
    about: '答复以后办结',
    fields: [template, { name: 'text', kind: 'area', label: '办结情况', optional: true }, at('办结时间')],
  }),
  step('RecordFollowUp', '回访', {
    about: '以最后一次评价计入满意率',
    fields: [
      { name: 'satisfaction', kind: 'radio', label: '评价', choices: () => SATISFACTION_CHOICES },
      { name: 'text', kind: 'area', label: '回访情况', rows: 2, optional: true },
      at('回访时间'),
    ],
  }),
  step('ReturnDispatch', '退单', {
    about: '承办单位认为不属其职责的，说明理由退回',
    fields: [at('退单时间'), reason],
  }),
  step('ExtendHandling', '延长办理时限', {
    about: '须晚于原来的时限，说明理由',
    fields: [
      at('决定时间'),
      {
        name: 'dueAt',
        kind: 'instant',
        label: '延长至',
        initial: ({ file, context }) => `${laterThan(file.state.dueAt, context.today)}T23:59`,
      },
      reason,
    ],
  }),
  step('Redo', '重办', { about: '诉求人不满意或办理不到位的，重新办理', fields: [at('重办时间'), reason] }),
  step('Supervise', '督办', { about: '列入督办台，直到办结', fields: [at('督办时间')] }),
];

/** Extensions mostly ask for five more working days; a week is close enough as a first value. */
function laterThan(dueAt: Instant | null, today: PlainDate): PlainDate {
  return addDays(dueAt === null ? today : laterOf(dateOfInstant(dueAt), today), 7);
}

const ELSEWHERE: readonly StepForm<HotlineState>[] = [
  step('MergeInto', '并入其他工单', {
    about: '同一诉求重复来电的，并入先前一件；仍计入受理件次，不计入各项比率',
    suggest: openCallBefore,
    fields: [{ name: 'into', kind: 'text', label: '并入的工单编号' }, at('并入时间')],
  }),
  step('LinkRepeat', '注明重复来电', {
    about: '同一人就同一事再次来电、仍要单独答复的，注明先前一件；不并案，各自计数',
    suggest: callBefore,
    fields: [{ name: 'of', kind: 'text', label: '先前的工单编号' }],
  }),
  step('RedirectToDisclosure', '转依申请公开渠道', {
    about: '要求公开政府信息的，告知申请渠道；收到书面申请以前不产生申请',
    fields: [at('告知时间')],
  }),
  step('LinkApplication', '关联已收到的申请', {
    about: '诉求人的书面申请收到并登记以后，在此填写其编号',
    fields: [{ name: 'application', kind: 'text', label: '申请编号' }, at('关联时间')],
  }),
];

const REMEDIES: readonly StepForm<HotlineState>[] = [
  remedy('ClassifyHotlineCase', '补充、更正分类', {
    about: '类型、事项和街道；已定的时限不变',
    fields: [
      {
        name: 'type',
        kind: 'select',
        label: '诉求类型',
        choices: typeChoices,
        initial: ({ file }) => file.state.type ?? '',
      },
      {
        name: 'topic',
        kind: 'suggest',
        label: '事项',
        optional: true,
        choices: suggested('topics'),
        initial: ({ file }) => file.state.topic ?? '',
      },
      {
        name: 'subdistrict',
        kind: 'suggest',
        label: '街道',
        optional: true,
        choices: suggested('subdistricts'),
        initial: ({ file }) => file.state.subdistrict ?? '',
      },
      on('更正日期'),
    ],
  }),
  CORRECT_TEXT,
  remedy('CorrectFact', '更正来源', {
    about: '计入 12345 还是其他来源随之改变',
    fields: [
      {
        name: 'source',
        kind: 'suggest',
        label: '来源',
        choices: suggested('sources'),
        initial: ({ file }) => file.state.source,
      },
      { ...reason, label: '更正理由' },
    ],
  }),
  correctDate(datedEvents, '原来的日期留在办理经过里，时刻不变'),
  VOID_ENTRY,
];

export const HOTLINE_STEPS: readonly StepForm<HotlineState>[] = [
  ...BEGINNING,
  ...HANDLING,
  ...ELSEWHERE,
  ...REMEDIES,
];
