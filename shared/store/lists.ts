/** What a list of one kind of case may ask, in which orders it is read, and what belongs in it: the same for both engines. */
import type { CaseBrief, CaseStatus } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/** What of a case decides where it is listed. */
export type Listed = CaseBrief & { readonly kind: CaseKind; readonly number: string };

/** Without a date, it is due on no day that can be asked for: last of all. */
export const dueOf = ({ dueOn, stepDueOn }: Pick<CaseBrief, 'dueOn' | 'stepDueOn'>): string =>
  dueOn ?? stepDueOn ?? '9999-12-31';

/** The orders that an index gives. By `due` only open cases, by `concluded` only those with such a day are listed. */
export const LIST_SORTS = ['opened', 'number', 'due', 'concluded'] as const;
export type ListSort = (typeof LIST_SORTS)[number];

export type ListFilter = {
  readonly kind: CaseKind;
  /** Without it, everything but voided entries. */
  readonly status?: CaseStatus | undefined;
  /** Start of the number. */
  readonly number?: string | undefined;
  /** Days of opening, both included. */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  /** By opening without it; by number where a start of the number is asked for. */
  readonly sort?: ListSort | undefined;
  /** From the earliest day or the lowest number on; without it, the latest or highest first. */
  readonly ascending?: boolean | undefined;
  /**
   * What no index knows: cases are looked through for it, at most so many for one page that it may be short, or empty,
   * and still have a `next`.
   */
  readonly keep?: ((one: Listed) => boolean) | undefined;
};

/** How many there are; counting may stop, and `more` says that it did. */
export type Count = { readonly count: number; readonly more: boolean };

const LISTED: readonly CaseStatus[] = ['open', 'concluded', 'unconfirmed'];

export const sortOf = ({ sort, number }: ListFilter): ListSort =>
  sort ?? (number === undefined ? 'opened' : 'number');

/** Those in which a case can be. */
export function statusesIn(filter: ListFilter): readonly CaseStatus[] {
  const asked = filter.status === undefined ? LISTED : [filter.status];
  return sortOf(filter) === 'due' ? asked.filter((one) => one === 'open') : asked;
}

/** What is asked is a range of days in one status or several: it is counted without looking at a case. */
export const isPlain = (filter: ListFilter): boolean =>
  filter.keep === undefined && filter.number === undefined && sortOf(filter) !== 'concluded';

export function isListed(one: Listed, filter: ListFilter): boolean {
  const { kind, number = '', from = '', to = '9999-12-31', keep } = filter;
  return (
    one.kind === kind &&
    statusesIn(filter).includes(one.status) &&
    one.number.startsWith(number) &&
    one.openedOn >= from &&
    one.openedOn <= to &&
    (sortOf(filter) !== 'concluded' || one.concludedOn !== null) &&
    (keep === undefined || keep(one))
  );
}

/** Where a case stands in a list: the day by which it is ordered, and its number. */
export function placeParts(one: Listed, sort: ListSort): readonly [day: string, number: string] {
  const days = { opened: one.openedOn, number: '', due: dueOf(one), concluded: one.concludedOn ?? '' };
  return [days[sort], one.number];
}
