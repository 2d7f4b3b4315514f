/** The order of the steps of an application: by their days, whenever they were entered. */
import type { DatedStep } from './application.ts';
import type { StepType } from './events.ts';

/** On one day the receipt comes first and the conclusion last; between them the order of entry stands. */
const FIRST: readonly StepType[] = ['ApplicationRegistered', 'ReceiptConfirmed'];
const CONCLUDING: readonly StepType[] = [
  'ApplicationReplied',
  'ClosedUncorrected',
  'ClosedUnpaid',
  'ApplicationWithdrawn',
  'ApplicationSplit',
];
const AFTERWARDS: readonly StepType[] = ['ReplyRedone', 'ApplicationArchived', 'PaperServed'];

function rankOf(type: StepType): number {
  if (FIRST.includes(type)) return 0;
  if (CONCLUDING.includes(type)) return 2;
  return AFTERWARDS.includes(type) ? 3 : 1;
}

export function inOrder(steps: readonly DatedStep[]): readonly DatedStep[] {
  const compare = (a: DatedStep, b: DatedStep): number => {
    if (a.on !== b.on) return a.on < b.on ? -1 : 1;
    return rankOf(a.event.type) - rankOf(b.event.type) || a.entry - b.entry;
  };
  return [...steps].sort(compare);
}
