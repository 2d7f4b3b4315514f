/** What a hotline case adds on the local day it was received: to `events` always, to `hotline` when it came by 12345. */
import type { HotlineState } from '../hotline/state.ts';
import { type Contributions, type DayContribution, NO_CONTRIBUTIONS } from '../kernel/contribution.ts';
import { dateOfInstant } from '../kernel/plain-date.ts';

const TYPE_LABELS: Readonly<Record<string, string>> = {
  consultation: '咨询',
  assistance: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
  other: '其他',
};

export function hotlineContributions(state: HotlineState): Contributions {
  if (state.voided) return NO_CONTRIBUTIONS;
  const on = dateOfInstant(state.receivedAt);
  const blocks = state.group === '12345' ? ['hotline', 'events'] : ['events'];
  const names = [...receivedNames(state), ...handledNames(state)];
  const days = blocks.flatMap((block) =>
    names.map((name): DayContribution => ({ cell: `${block}.${name}`, on, weight: 1 })),
  );
  return { years: [], days };
}

function receivedNames(state: HotlineState): string[] {
  const { source, type, topic, department } = state;
  return [
    'received',
    entry('bySource', source),
    ...(type === null ? [] : [entry('byType', TYPE_LABELS[type] ?? type)]),
    ...(topic === null ? [] : [entry('byTopic', topic)]),
    ...(department === null ? [] : [entry('byDepartment', department)]),
  ];
}

function entry(map: string, label: string): string {
  return `${map}[${JSON.stringify(label)}]`;
}

/** Merged and rejected cases are not handled here: they stay out of every rate. */
function handledNames(state: HotlineState): string[] {
  if (state.mergedInto !== null || state.rejected) return [];
  const { closedAt, dueAt, satisfaction } = state;
  const satisfied = satisfaction === 'satisfied' || satisfaction === 'fairlySatisfied';
  return [
    'accepted',
    ...(closedAt === null ? [] : ['closed']),
    ...(closedAt !== null && dueAt !== null && closedAt <= dueAt ? ['closedOnTime'] : []),
    ...(satisfied || satisfaction === 'dissatisfied' ? ['rated'] : []),
    ...(satisfied ? ['satisfied'] : []),
  ];
}
