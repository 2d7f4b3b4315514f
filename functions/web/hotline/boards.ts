/** What boards show: open cases by due date, and those behind a stock; never more than a screen or two can hold. */
import type { PlainDate } from '../../../shared/kernel/plain-date.ts';
import { entry, PENDING } from '../../../shared/reporting/contributions-hotline.ts';
import type { House } from '../../../shared/store/house.ts';
import type { CaseSummary } from '../../../shared/store/views.ts';

/** A board with more than this many cases says so and shows the most urgent. */
export const MOST_SHOWN = 500;
/** Cases read side by side. */
const AT_ONCE = 25;

type Views = Pick<House, 'views'>;
export type Board = { readonly cases: readonly CaseSummary[]; readonly more: boolean };

/** Open hotline cases due on `last` or before, the most overdue first. */
export async function dueUntil({ views }: Views, office: string, last: PlainDate): Promise<Board> {
  const { items, next } = await views.worklist(office, { limit: MOST_SHOWN }, { kind: 'hotline', to: last });
  return { cases: items, more: next !== null };
}

type Stock = { readonly office: string; readonly cell: string; readonly year: number };

/** The open cases behind a stock, by due date. */
export async function standingIn({ views }: Views, stock: Stock): Promise<Board> {
  const { items, next } = await views.members(stock, { limit: MOST_SHOWN });
  const cases: CaseSummary[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    const some = items.slice(first, first + AT_ONCE);
    const found = await Promise.all(some.map((one) => views.summary(stock.office, 'hotline', one.case)));
    cases.push(
      ...found.filter((one) => one !== null && one.status === 'open').map((one) => one as CaseSummary),
    );
  }
  return { cases: cases.sort(byDue), more: next !== null };
}

function byDue(a: CaseSummary, b: CaseSummary): number {
  const [first, second] = [a, b].map(({ dueOn, number }) => `${dueOn ?? '9999'} ${number}`) as [
    string,
    string,
  ];
  return first < second ? -1 : 1;
}

export const queueCell = (department: string): string => entry(PENDING, department);
