/** The hotline cases behind a figure of some days: those received on them that stand in its cell. */
import { TYPE_LABELS } from '#shared/hotline/first-lists.ts';
import { hourDue, isPast } from '#shared/hotline/past-due.ts';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Counted } from '#shared/reporting/cell-name.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import type { CaseSummary, Page, PageRequest, ViewsReader } from '#shared/store/views.ts';

/** Read at most for one page: a rare figure of a long period goes on at the next. */
const MOST_READ = 2000;

type OnDays = Pick<Counted, 'cell' | 'openDue'> & { readonly office: string; readonly days: Period };

/** Newest first. A page may be short of `limit`: for its last few places nothing is read one case at a time. */
export async function casesOnDays(
  views: Pick<ViewsReader, 'list'>,
  { office, days, ...counted }: OnDays,
  { after = null, limit }: PageRequest,
): Promise<Page<CaseSummary>> {
  const items: CaseSummary[] = [];
  let next = after;
  let read = 0;
  do {
    const some: Page<CaseSummary> = await views.list(
      office,
      { kind: 'hotline', ...days },
      { after: next, limit: limit - items.length },
    );
    items.push(...some.items.filter((one) => standsInCell(one, counted)));
    next = some.next;
    read += some.items.length;
  } while (next !== null && items.length * 2 < limit && read < MOST_READ);
  return { items, next };
}

const BY_LABEL = {
  bySource: 'source',
  byType: 'type',
  byTopic: 'topic',
  byDepartment: 'department',
} as const;

/** What `hotlineContributions` says of the case, read from its summary. */
function standsInCell(
  { facts, status }: CaseSummary,
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
