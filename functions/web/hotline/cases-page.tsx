/** The cases behind a figure of part of a year: those received on its days that stand in its cell. */

import { EVERYONE } from '#shared/accounts/permissions.ts';
import { type PlainDate, parsePlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { countedAs, isCellName } from '#shared/reporting/cell-name.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import type { Count, ListFilter } from '#shared/store/lists.ts';
import type { CaseSummary, Views } from '#shared/store/views.ts';
import { listOnDays } from '#shared/year/cases-on-days.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import type { List } from '../lists/list.ts';
import { EmptyState } from '../look/table.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { HOTLINE, HOTLINE_ABOUT, HOTLINE_COLUMNS } from './pages.tsx';

export function behindRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
  site.page(`${HOTLINE}/cases`, EVERYONE, (c, who) => casesPage(c, web, who));
}

type Asked = { readonly cell: string; readonly from: PlainDate; readonly to: PlainDate };

function asked(c: Ctx): Asked | null {
  const cell = c.req.query('cell') ?? '';
  const from = parsePlainDate(c.req.query('from') ?? '');
  const to = parsePlainDate(c.req.query('to') ?? '');
  const known = /^(?:hotline|events)\./.test(cell) && cell.length <= 400 && isCellName(cell);
  return known && from !== null && to !== null ? { cell, from, to } : null;
}

async function casesPage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const wanted = asked(c);
  if (wanted === null) return notFound(c);
  const { house } = web;
  await house.catchUp();
  const { cell, ...days } = wanted;
  const { office } = who;
  const asOf = (await house.views.asOf(office)) ?? '';
  const year = yearOf(days.from);
  const rates = await officeSettings(house.log, office).rates(year);
  const { openDue, cell: counted } = countedAs(cell, { year, asOf, period: days, rates });
  const filter = listOnDays({ cell: counted, days, ...(openDue && { openDue }) });
  const title = cellLabel(cell);
  const list: List<CaseSummary> = {
    path: `${HOTLINE}/cases`,
    ...{ title, unit: '件', columns: HOTLINE_COLUMNS },
    query: new URLSearchParams(wanted),
    said: [`受理日期：自 ${days.from} 至 ${days.to}`, `计入“${title}”`],
    about: { ...HOTLINE_ABOUT, named: (one) => one },
    rows: (page) => house.views.list(office, filter, page),
    count: () =>
      countOf(house.views, { office, filter, cell: counted, days, isCounted: openDue === undefined }),
  };
  return answerList({ c, web, who }, list, {
    section: 'figures',
    savable: false,
    empty: <EmptyState title="没有工单" />,
    head: (
      <>
        <p class="crumb">
          <a href={`${HOTLINE}/figures?year=${days.from.slice(0, 4)}`}>热线统计</a>
        </p>
        <h1>{title}</h1>
        <p>
          {days.from} 至 {days.to} 受理、计入这个数字的工单。
        </p>
      </>
    ),
  });
}

type Counted = {
  readonly office: string;
  readonly filter: ListFilter;
  readonly cell: string;
  readonly days: Period;
  /** The figure is of the cell alone, and not also of what is past its time. */
  readonly isCounted: boolean;
};

/** Days of one year are counted as the figure itself is; else the cases are looked through, as far as that goes. */
async function countOf(views: Views, { office, filter, cell, days, isCounted }: Counted): Promise<Count> {
  const { from, to } = days;
  const year = yearOf(from);
  if (!isCounted || yearOf(to) !== year) return views.count(office, filter);
  const figures = await views.figures({ office, year, period: days });
  return { count: figures.weightOfDays(cell, from, to), more: false };
}
