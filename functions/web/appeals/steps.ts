/** The steps of a review or a suit as forms. */
import { meansOf, outcomeOf } from '#shared/appeal/means.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import { APPEAL_OUTCOME_LABELS, ROUTE_LABELS } from '#shared/glossary/choices.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { on, reason, remedy, step, VOID_ENTRY } from '../cases/step-parts.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { MEANS_LABELS } from '../wording/appeal-words.ts';
import { eventName } from '../wording/event-names.ts';

export const ROUTE_CHOICES: readonly Choice[] = choicesOf(ROUTE_LABELS);

/** What 共同被告 means here: asked so that an office sued beside the review organ for its own act says no. */
export const AS_REVIEW_ORGAN = '本机关是作出复议决定的机关，不是原行为机关';

export const APPEAL_STEPS: readonly StepForm<AppealState>[] = [
  step('AnswerAppeal', '提交答复、答辩', {
    about: '在期限内提交书面答复或答辩状和证据（行政复议法第四十八条、行政诉讼法第六十七条）',
    fields: [on('提交日期')],
  }),
  step('ConcludeAppeal', '审结', {
    about: '收到复议决定、判决或裁定；结案方式决定表四的列',
    fields: [
      on('审结日期'),
      {
        name: 'means',
        kind: 'select',
        label: '结案方式',
        choices: ({ file }) => meansChoices(file.state.kind),
      },
    ],
  }),
  step('AppealJudgment', '提起上诉', {
    about: '任何一方不服一审裁判提起上诉的，案件回到“尚未审结”',
    fields: [on('上诉日期')],
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
  remedy('CorrectDate', '更正日期', {
    about: '原来的日期留在办理经过里',
    fields: [
      { name: 'event', kind: 'select', label: '要更正的日期', choices: datedSteps },
      on('正确的日期'),
      reason,
    ],
  }),
  remedy('CorrectOutcome', '更正结果', {
    about: '表四的列随之改变',
    fields: [
      on('更正日期'),
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

function datedSteps({ file }: Situation<AppealState>): Choice[] {
  return file.state.steps.map(({ id, type, on: day }) => ({
    value: id,
    label: `${eventName(type)}（${day}）`,
  }));
}

/** The statutory ways to end, in words, under the column of table 四 each goes to. */
function meansChoices(kind: 'review' | 'suit'): Choice[] {
  return meansOf(kind).map((value) => {
    const outcome = outcomeOf(kind, value);
    return {
      value,
      label: MEANS_LABELS[value],
      group: outcome === null ? null : APPEAL_OUTCOME_LABELS[outcome],
    };
  });
}
