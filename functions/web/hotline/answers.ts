/** The office's answer templates on the forms that answer or close: what suits the case, its places filled in. */
import { answersFor, filledIn } from '#shared/hotline/answer-templates.ts';
import type { HotlineLists } from '#shared/hotline/lists.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import type { Situation } from '../cases/step-form.ts';
import type { Choice } from '../look/fields.tsx';
import { settingsOf } from './choices.ts';

type AnsweredCase = Pick<HotlineState, 'number' | 'department'>;

/** The text with the case's number, its department and the day of an instant in their places. */
export function answerText(text: string, { number, department }: AnsweredCase, at: string): string {
  return filledIn(text, { 编号: number, 承办单位: department, 日期: at.slice(0, 10) });
}

export function answerChoices(situation: Situation<HotlineState>): readonly Choice[] {
  const { state } = situation.file;
  return answersFor(settingsOf(situation).lists.answers, state).map(({ name, text }) => ({
    value: name,
    label: name,
    inserts: answerText(text, state, situation.now),
  }));
}

/** Of a call that has no number yet: every template, its places open. */
export function answersAtOnce({ answers }: HotlineLists): readonly Choice[] {
  return [...answers.values()].map(({ name, text }) => ({ value: name, label: name, inserts: text }));
}
