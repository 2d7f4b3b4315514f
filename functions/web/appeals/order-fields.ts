/** What is asked of a reply that a decision orders. */
import type { StepField } from '../cases/step-form.ts';
import { choicesOf } from '../look/fields.tsx';

export const NEW_REPLY: StepField = {
  name: 'newReply',
  kind: 'yesNo',
  label: '责令本机关答复或者重新答复',
};
export const REPLY_PERIOD: readonly StepField[] = [
  {
    name: 'replyDays',
    kind: 'number',
    label: '载明的期限（日数）',
    hint: '没有载明的不填，按政策设置',
    optional: true,
  },
  {
    name: 'replyUnit',
    kind: 'radio',
    label: '日数按',
    optional: true,
    choices: () => choicesOf({ workingDay: '工作日', naturalDay: '自然日' }),
  },
];
/** Beside the way a case ended. */
export const ORDER: readonly StepField[] = [
  { ...NEW_REPLY, hint: '不填的，撤销、部分撤销和责令履行按责令答复登记', optional: true },
  ...REPLY_PERIOD,
];
