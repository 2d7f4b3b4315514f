/** Recording how a paper was served, for the kinds whose papers the law counts from (民诉法87–95). */
import { SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import type { Situation, StepForm } from './step-form.ts';
import { on, step } from './step-parts.ts';

/** `papers`: the steps of the case that somebody receives a paper of, newest first. */
export function serviceStep<State>(
  about: string,
  papers: (situation: Situation<State>) => readonly Choice[],
): StepForm<State> {
  return step('RecordService', '登记送达', {
    about,
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
