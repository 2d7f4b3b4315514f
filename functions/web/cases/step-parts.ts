/** Parts that the steps of every kind of case are put together from. */
import { SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { eventName } from '../wording/event-names.ts';
import type { Situation, StepField, StepForm } from './step-form.ts';

/** The day the step counts from. */
export function on(label: string, hint?: string): StepField {
  return { name: 'on', kind: 'date', label, ...(hint !== undefined && { hint }) };
}

/** The minute of the step, Asia/Shanghai. */
export function at(label: string): StepField {
  return { name: 'at', kind: 'instant', label };
}

export const reason: StepField = { name: 'reason', kind: 'area', label: '理由' };

type Rest<State> = Omit<StepForm<State>, 'command' | 'title' | 'group'>;

/** Moves the case on. */
export function step<State>(command: string, title: string, rest: Rest<NoInfer<State>>): StepForm<State> {
  return { command, title, group: 'step', ...rest };
}

/** Mends what was recorded, with a reason. */
export function remedy<State>(command: string, title: string, rest: Rest<NoInfer<State>>): StepForm<State> {
  return { command, title, group: 'remedy', ...rest };
}

/** `dates`: those of the case that can be corrected. */
export function correctDate<State>(
  dates: (situation: Situation<State>) => readonly Choice[],
  about = '原来的日期留在办理经过里',
): StepForm<State> {
  return remedy<State>('CorrectDate', '更正日期', {
    about,
    fields: [
      { name: 'event', kind: 'select', label: '要更正的日期', choices: dates },
      on('正确的日期'),
      reason,
    ],
  });
}

type Dated = { readonly id: string; readonly type: string; readonly on: string };

/** Steps by name and day. */
export function datesOf(steps: readonly Dated[]): readonly Choice[] {
  return steps.map(({ id, type, on: day }) => ({ value: id, label: `${eventName(type)}（${day}）` }));
}

/** The same for every kind of case. */
export const VOID_ENTRY: StepForm = remedy('VoidEntry', '作废误登记录', {
  about: '重复登记、登错机关等，作废后不再计入任何数字，办理经过保留',
  danger: true,
  fields: [on('作废日期'), reason],
});

/**
 * How a paper was served, for the kinds in which the law counts from it (民诉法87–95). `papers`: the steps of the case
 * whose paper is served on someone, newest first.
 */
export function serviceStep<State>(
  about: string,
  papers: (situation: Situation<State>) => readonly Choice[],
): StepForm<State> {
  return step<State>('RecordService', '登记送达', {
    about,
    files: 'serviceReceipt',
    fields: [
      { name: 'step', kind: 'select', label: '送达的文书', choices: papers },
      { name: 'way', kind: 'select', label: '送达方式', choices: () => choicesOf(SERVICE_WAY_LABELS) },
      on('送达日期', '签收、到达对方系统、退回或者刊登公告的日期；公告送达自公告之日起满三十日算作送达'),
      { name: 'returned', kind: 'yesNo', label: '退回，没有送达', optional: true },
      { name: 'consent', kind: 'yesNo', label: '受送达人同意电子送达', hint: '电子送达必填', optional: true },
      { name: 'postNumber', kind: 'text', label: '邮件号码', optional: true },
      { name: 'receiver', kind: 'text', label: '签收人', optional: true },
    ],
  });
}
