/** The prose of a report: the office's text with the figures of the same build put in. */
import { insertionsOf } from './narrative-insertions.ts';
import type { Figures } from './narrative-sentences.ts';
import {
  filledText,
  SECTION_NUMBERS,
  SECTION_TITLES,
  type Wording,
  wordingOf,
} from './narrative-template.ts';
import type { NarrativeSection } from './report.ts';

export function narrativeSections(figures: Figures, wording: Wording = {}): NarrativeSection[] {
  const insertions = insertionsOf(figures);
  const texts = wordingOf(wording);
  return SECTION_NUMBERS.map((number) => ({
    number,
    title: SECTION_TITLES[number - 1] ?? '',
    ...filledText(texts[number], insertions),
  }));
}
