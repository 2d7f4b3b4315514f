/** The leaves of table 三 in words, with the heading each stands under. */
import { type Outcome, plainLabel, TABLE3_ROW_TERMS } from '#shared/glossary.ts';

export function outcomeText(outcome: Outcome): string {
  const { group, label } = TABLE3_ROW_TERMS[outcome];
  return group === null ? plainLabel(label) : `${plainLabel(group)}：${plainLabel(label)}`;
}
