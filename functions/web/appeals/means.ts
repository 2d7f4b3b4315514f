/** The statutory ways in which a review or a suit ends, in words, under the column of table 四 each goes to. */
import { meansOf, outcomeOf } from '#shared/appeal/means.ts';
import { TABLE4_COLUMN_LABELS } from '#shared/glossary.ts';
import type { Choice } from '../look/fields.tsx';
import { MEANS_LABELS } from '../wording/appeal-words.ts';

export function meansChoices(kind: 'review' | 'suit'): Choice[] {
  return meansOf(kind).map((value) => {
    const outcome = outcomeOf(kind, value);
    return {
      value,
      label: MEANS_LABELS[value],
      group: outcome === null ? null : TABLE4_COLUMN_LABELS[outcome],
    };
  });
}
