/** What boards show: open cases by due date, or those behind a stock, never more than a screen or two. */
import { entry, PENDING } from '#shared/hotline/figures.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseSummary, PageRequest, WorkFilter } from '#shared/store/views.ts';

/** Counting stops here; a board with more cases says so. */
const MOST_COUNTED = 500;
/** Counting stops here for one department: it is read for each of them. */
export const MOST_OF_EACH = 100;
/** Cases read at a time. */
const AT_ONCE = 25;

type Views = Pick<House, 'views'>;
export type Board = { readonly cases: readonly CaseSummary[]; readonly more: boolean };
type Narrowed = Pick<WorkFilter, 'department' | 'from' | 'to'>;

/** Open hotline cases by due date, the most overdue first. */
export async function openCases(
  { views }: Views,
  office: string,
  { page = { limit: MOST_COUNTED }, ...narrowed }: Narrowed & { readonly page?: PageRequest },
): Promise<Board> {
  const { items, next } = await views.worklist(office, page, { kind: 'hotline', ...narrowed });
  return { cases: items, more: next !== null };
}

type Stock = { readonly office: string; readonly cell: string; readonly year: number };

/** The open cases behind a stock, by due date; if there are too many to count, those with the lowest numbers. */
export async function standingIn({ views }: Views, stock: Stock): Promise<Board> {
  const { items, next } = await views.members(stock, { limit: MOST_COUNTED });
  const cases: CaseSummary[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    const some = items.slice(first, first + AT_ONCE);
    const found = await Promise.all(some.map((one) => views.summary(stock.office, 'hotline', one.case)));
    cases.push(...found.filter((one) => one !== null).filter(({ status }) => status === 'open'));
  }
  return { cases: cases.sort(byDue), more: next !== null };
}

function byDue(a: CaseSummary, b: CaseSummary): number {
  const place = ({ dueOn, number }: CaseSummary) => `${dueOn ?? '9999'} ${number}`;
  return place(a) < place(b) ? -1 : 1;
}

/** `12`, or `500+` where counting stopped. */
export const countOf = ({ cases, more }: Board): string => `${cases.length}${more ? '+' : ''}`;

export const queueCell = (department: string): string => entry(PENDING, department);
