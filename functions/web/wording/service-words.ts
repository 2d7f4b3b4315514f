/** An attempt to serve a paper, in words: the same for every kind of case. */
import { SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import type { PaperServed } from '#shared/service/service.ts';
import { coded, step, type WordsOf, yesNo } from './word.ts';

export const SERVICE_WORDS: WordsOf<PaperServed>['PaperServed'] = {
  step: step('送达的文书'),
  way: coded('送达方式', SERVICE_WAY_LABELS),
  returned: yesNo('结果', '退回，没有送达', '送达'),
};
