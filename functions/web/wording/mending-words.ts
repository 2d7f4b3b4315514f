/** Texts that were put right or supplied, in words: the same for every kind of case. */
import type { TextField } from '#shared/kernel/event.ts';
import type { TextCorrected } from '#shared/kernel/mending.ts';
import { step, type WordsOf, yesNo } from './word.ts';

export const MENDING_WORDS: WordsOf<TextCorrected>['TextCorrected'] = {
  event: step('更正的步骤'),
  fields: null,
  supplied: yesNo('来源', '随补正材料补充', ''),
};

type Line = { readonly key: string; readonly label: string; readonly text: string };

/** Beside what a text reads now, what it read before: under the same name, so that it is hidden by the same rule. */
export function replacedTexts(
  fields: readonly TextField[],
  { before, after }: Readonly<Record<'before' | 'after', Readonly<Record<string, string>>>>,
  labels: Readonly<Record<TextField, string | null>>,
): readonly Line[] {
  return fields.flatMap((key) => {
    const label = labels[key] ?? '';
    const was = before[key];
    const lines = was === undefined ? [] : [{ key, label: `原${label}`, text: was }];
    return after[key] === '' ? [...lines, { key: '', label, text: '删去' }] : lines;
  });
}
