/** Open cases by due date as a person or a program is told of them. Closed cases are never read. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { leftUntil } from '#shared/kernel/case-clock.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseSummary, Page, PageRequest, WorkFilter } from '#shared/store/views.ts';

/** `calendar`: the office's, read once for all pages. */
export type Asked = {
  readonly office: string;
  readonly on: PlainDate;
  readonly calendar: Calendar;
  readonly filter?: WorkFilter;
};
export type OpenCase = {
  readonly case: string;
  readonly kind: CaseSummary['kind'];
  readonly openedOn: PlainDate | null;
  readonly dueOn: PlainDate | null;
  readonly stepDueOn: PlainDate | null;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly workingDaysLeft: number | null;
  /** Only where it is true: the date is the earliest there can be, because a day of service is not known yet. */
  readonly earliest?: boolean;
  /** Who has it; the other facts of the kind stand beside them. */
  readonly department?: string;
  readonly person?: string;
};

export async function openCases(
  { views }: Pick<House, 'views'>,
  { office, on, calendar, filter }: Asked,
  page: PageRequest,
): Promise<Page<OpenCase>> {
  const { items, next } = await views.worklist(office, page, filter);
  return { items: items.map((one) => toldOf(one, { on, calendar })), next };
}

/** An open case as seen from a day. */
export function toldOf(one: CaseSummary, { on, calendar }: Pick<Asked, 'on' | 'calendar'>): OpenCase {
  const { number, kind, openedOn, dueOn, stepDueOn, provisional, facts } = one;
  const end = dueOn ?? stepDueOn;
  return {
    ...facts,
    case: number,
    ...{ kind, openedOn, dueOn, stepDueOn, provisional },
    ...leftUntil(end, { on, earliest: facts.earliest === true, calendar }),
  };
}
