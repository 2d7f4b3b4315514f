/** The leaves of table 三 in words, with the heading each stands under. */
import { OUTCOME_LABELS, type Outcome } from '#shared/glossary.ts';

export function outcomeText(outcome: Outcome): string {
  const { group, label } = OUTCOME_LABELS[outcome];
  return group === null ? plain(label) : `${plain(group)}：${plain(label)}`;
}

function plain(text: string): string {
  return text.replace(/^（[一二三四五六七]）|^\d+\.|（[^）]*）$/g, '');
}
