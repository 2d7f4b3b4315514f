/** The steps of a review or a suit as forms. */
import { confirmingMeans, meansOf, outcomeOf } from '#shared/appeal/means.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import { APPEAL_OUTCOME_LABELS, PROCEDURE_LABELS, ROUTE_LABELS } from '#shared/glossary/choices.ts';
import { CORRECT_TEXT } from '../cases/mend-steps.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import {
  correctDate,
  datesOf,
  on,
  reason,
  remedy,
  serviceStep,
  step,
  VOID_ENTRY,
} from '../cases/step-parts.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { MEANS_LABELS } from '../wording/appeal-words.ts';
import { NEW_REPLY, ORDER, REPLY_PERIOD } from './order-fields.ts';

export const ROUTE_CHOICES: readonly Choice[] = choicesOf(ROUTE_LABELS);

/** What 共同被告 means here: asked so that an office sued beside the review organ for its own act says no. */
export const AS_REVIEW_ORGAN = '本机关是作出复议决定的机关，不是原行为机关';

const APPELLANT_LABELS = { office: '本机关', opponent: '对方' } as const;

const decisions = ({ file }: Situation): readonly Choice[] =>
  dated(file.state as AppealState, ['AppealConcluded']);

export const APPEAL_STEPS: readonly StepForm<AppealState>[] = [
  step('AnswerAppeal', '提交答复、答辩', {
    files: 'evidence',
    about: '在期限内提交书面答复或答辩状和证据（行政复议法第四十八条、行政诉讼法第六十七条）',
    fields: [on('提交日期')],
  }),
  step('ConcludeAppeal', '审结', {
    files: 'judgment',
    about: '收到复议决定、判决或裁定；结案方式决定表四的列',
    fields: [
      on('审结日期'),
      {
        name: 'means',
        kind: 'select',
        label: '结案方式',
        choices: ({ file }) => meansChoices(file.state),
      },
      ...ORDER,
    ],
  }),
  serviceStep<AppealState>(
    '复议申请书、起诉状副本和复议决定、裁判文书是哪一天送达本机关的：答复、答辩、上诉和重新答复的期限从次日起算',
    ({ file }) => dated(file.state, ['AppealConcluded', 'AppealOpened']),
  ),
  step('RecordEffect', '裁判、决定生效', {
    about: '表四按生效之日计的（政策设置），一审裁判写明生效日期；复议决定、二审裁判自送达生效，不必登记',
    fields: [on('生效日期'), { name: 'step', kind: 'select', label: '裁判、决定', choices: decisions }],
  }),
  step('ExtendReview', '复议机关延长审理期限', {
    about: '情况复杂的，复议机关可以延长，至多三十日；适用简易程序的不能延长（行政复议法第六十二条）',
    fields: [on('决定延长的日期'), { name: 'days', kind: 'number', label: '延长的日数', likely: 30 }],
  }),
  step('AppealJudgment', '提起上诉', {
    about:
      '不服一审判决的，送达之日起十五日内；不服驳回起诉、不予立案裁定的，十日内（行政诉讼法第八十五条）。案件回到“尚未审结”',
    fields: [
      on('上诉日期'),
      {
        name: 'by',
        kind: 'radio',
        label: '上诉人',
        optional: true,
        choices: () => choicesOf(APPELLANT_LABELS),
      },
    ],
  }),
  step('RemandCase', '发回重审', {
    about:
      '二审、再审法院撤销原判决发回重审，或者撤销不予立案、驳回起诉的裁定、指令审理的，由原审法院重新审理',
    fields: [on('裁定日期')],
  }),
  step('OpenRetrial', '再审', {
    about:
      '法院裁定再审已经生效的裁判的，案件回到“尚未审结”；原来的裁判在它的年度里不变（行政诉讼法第九十条至第九十二条）',
    fields: [
      on('裁定日期'),
      {
        name: 'byHigherCourt',
        kind: 'yesNo',
        label: '由上级法院提审',
        hint: '提审的，裁判为终审裁判',
        optional: true,
      },
    ],
  }),
  remedy('StateReplyOrder', '写明是否责令重新答复', {
    about:
      '复议决定、裁判责令本机关重新答复的，在所针对的申请上列为待办，期限从送达次日起算；裁判可以上诉的，从生效次日起算',
    fields: [on('登记日期'), NEW_REPLY, ...REPLY_PERIOD],
  }),
  remedy('LinkAppeal', '写明所针对的行为', {
    about: '针对依申请公开答复的，填申请编号；针对其他信息公开行为的，写明是什么行为。两项填一项',
    fields: [
      on('登记日期'),
      { name: 'application', kind: 'text', label: '关联申请编号', optional: true },
      { name: 'otherAct', kind: 'text', label: '针对的其他信息公开行为', optional: true, likely: '—' },
    ],
  }),
  remedy('CorrectAppealRoute', '更正起诉方式', {
    about: '表四的栏随之改变',
    fields: [
      on('更正日期'),
      { name: 'route', kind: 'radio', label: '正确的起诉方式', choices: () => ROUTE_CHOICES },
      reason,
    ],
  }),
  remedy('CorrectCoDefendant', '更正或确认是否只是复议机关', {
    about:
      '本机关是原行为机关的，复议机关一同被诉也计入表四；只是作出复议决定的机关的，不计入（国办公开办函〔2016〕201号）',
    fields: [
      on('登记日期'),
      {
        name: 'coDefendant',
        kind: 'yesNo',
        label: AS_REVIEW_ORGAN,
        initial: ({ file: { state } }) => (state.coDefendantUnsure ? '' : state.coDefendant ? 'yes' : 'no'),
      },
      reason,
    ],
  }),
  CORRECT_TEXT,
  remedy('CorrectFact', '补充、更正程序和副本日期', {
    about: '答复、答辩期限自收到副本次日起算',
    probe: () => ({ procedure: 'ordinary', reason: '—' }),
    fields: [
      {
        name: 'procedure',
        kind: 'select',
        label: '程序',
        optional: true,
        choices: () => choicesOf(PROCEDURE_LABELS),
        initial: ({ file }) => file.state.procedure ?? '',
      },
      {
        name: 'copyReceivedOn',
        kind: 'date',
        label: '收到申请书、起诉状副本日期',
        optional: true,
        initial: ({ file }) => file.state.copyReceivedOn ?? '',
      },
      { ...reason, label: '更正理由' },
    ],
  }),
  correctDate(({ file }) => datesOf(file.state.steps)),
  remedy('CorrectOutcome', '更正结果', {
    about: '表四的列随之改变',
    fields: [
      on('更正日期'),
      {
        name: 'event',
        kind: 'select',
        label: '哪一次决定、裁判',
        hint: '不选的，更正最近一次',
        optional: true,
        choices: ({ file }) => dated(file.state, ['AppealConcluded']),
      },
      {
        name: 'outcome',
        kind: 'select',
        label: '正确的结果',
        choices: () => choicesOf(APPEAL_OUTCOME_LABELS),
      },
      reason,
    ],
  }),
  VOID_ENTRY,
];

/** Those of some types, the newest first. */
function dated({ steps }: AppealState, types: readonly string[]): readonly Choice[] {
  return datesOf(steps.filter(({ type }) => types.includes(type)).toReversed());
}

/** The statutory ways to end, in words, under the column of table 四 each goes to; those of a higher court first. */
function meansChoices({ kind, dispute }: AppealState): Choice[] {
  return [...confirmingMeans(dispute.stage), ...meansOf(kind)].map((value) => {
    const outcome = outcomeOf(kind, value) ?? dispute.effective?.outcome ?? null;
    return {
      value,
      label: MEANS_LABELS[value],
      group: outcome === null ? null : APPEAL_OUTCOME_LABELS[outcome],
    };
  });
}
