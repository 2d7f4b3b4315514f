/** The hotline cases behind a figure of some days: those received on them that stand in its cell. */
import { TYPE_LABELS } from '#shared/hotline/first-lists.ts';
import { hourDue, isPast } from '#shared/hotline/past-due.ts';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Counted } from '#shared/reporting/cell-name.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import type { Listed, ListFilter } from '#shared/store/lists.ts';

type OnDays = Pick<Counted, 'cell' | 'openDue'> & { readonly days: Period };

/** As a list, newest first: no index knows the cell, so cases of those days are looked through for it. */
export function listOnDays({ days, ...counted }: OnDays): ListFilter {
  return { kind: 'hotline', ...days, keep: (one) => standsInCell(one, counted) };
}

const BY_LABEL = {
  bySource: 'source',
  byType: 'type',
  byTopic: 'topic',
  byDepartment: 'department',
} as const;

/** What `hotlineContributions` says of the case, read from its summary. */
function standsInCell(
  { facts, status }: Listed,
  { cell, openDue }: Pick<OnDays, 'cell' | 'openDue'>,
): boolean {
  const [group, name = ''] = [cell.slice(0, cell.indexOf('.')), cell.slice(cell.indexOf('.') + 1)];
  if (status === 'voided' || (group === 'hotline' && facts.group !== '12345')) return false;
  if (name === 'received') return true;
  const [map = '', label] = mapAndLabel(name) ?? [];
  if (isKeyOf(BY_LABEL, map)) {
    const own = String(facts[BY_LABEL[map]] ?? '');
    return label === (map === 'byType' ? (TYPE_LABELS[own] ?? own) : own);
  }
  const counts = String(facts.counts ?? '').split(' ');
  const { dueAt, closedAt } = facts;
  const isOpenDue =
    openDue !== undefined && counts.includes('accepted') && !closedAt && typeof dueAt === 'string';
  return counts.includes(name) || (isOpenDue && isPast(hourDue(dueAt as Instant), openDue.asOf));
}
