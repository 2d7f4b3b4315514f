/** What boards show: open cases by due date, and those behind a stock; never more than a screen or two can hold. */
import { entry, PENDING } from '#shared/hotline/figures.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseSummary, PageRequest, WorkFilter } from '#shared/store/views.ts';

/** More are not counted: a board with more than this many cases says so. */
const MOST_COUNTED = 500;
/** Of those of one department, read for every department there is. */
export const MOST_OF_EACH = 100;
/** Cases read side by side. */
const AT_ONCE = 25;

type Views = Pick<House, 'views'>;
/** `next` leads to the page after; null where there is none or the cases are not paged. */
export type Board = {
  readonly cases: readonly CaseSummary[];
  readonly more: boolean;
  readonly next: string | null;
};
type Narrowed = Pick<WorkFilter, 'department' | 'from' | 'to'>;

/** Open hotline cases by due date, the most overdue first. */
export async function openCases(
  { views }: Views,
  office: string,
  { page = { limit: MOST_COUNTED }, ...narrowed }: Narrowed & { readonly page?: PageRequest },
): Promise<Board> {
  const { items, next } = await views.worklist(office, page, { kind: 'hotline', ...narrowed });
  return { cases: items, more: next !== null, next };
}

type Stock = { readonly office: string; readonly cell: string; readonly year: number };

/** The open cases behind a stock, by due date; of more than are counted, those with the lowest numbers. */
export async function standingIn({ views }: Views, stock: Stock): Promise<Board> {
  const { items, next } = await views.members(stock, { limit: MOST_COUNTED });
  const cases: CaseSummary[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    const some = items.slice(first, first + AT_ONCE);
    const found = await Promise.all(some.map((one) => views.summary(stock.office, 'hotline', one.case)));
    cases.push(...found.filter((one) => one !== null).filter(({ status }) => status === 'open'));
  }
  return { cases: cases.sort(byDue), more: next !== null, next: null };
}

function byDue(a: CaseSummary, b: CaseSummary): number {
  const place = ({ dueOn, number }: CaseSummary) => `${dueOn ?? '9999'} ${number}`;
  return place(a) < place(b) ? -1 : 1;
}

/** How many there are, as far as they were counted. */
export const countOf = ({ cases, more }: Board): string => `${cases.length}${more ? '+' : ''}`;

export const queueCell = (department: string): string => entry(PENDING, department);
