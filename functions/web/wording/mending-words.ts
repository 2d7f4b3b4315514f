/** Texts that were put right or supplied, in words: the same for every kind of case. */
import type { TextCorrected } from '#shared/kernel/mending.ts';
import { step, type WordsOf, yesNo } from './word.ts';

export const MENDING_WORDS: WordsOf<TextCorrected>['TextCorrected'] = {
  event: step('更正的步骤'),
  fields: null,
  supplied: yesNo('来源', '随补正材料补充', ''),
};

type Line = { readonly key: string; readonly label: string; readonly text: string };

/** What a text read before, and what it reads now: under the same name, so that both are hidden by the same rule. */
export function replaced(line: Line, was: string | undefined): readonly Line[] {
  const now = line.text === '' ? { ...line, key: '', text: '删去' } : line;
  return was === undefined ? [now] : [{ ...line, label: `原${line.label}`, text: was }, now];
}
