/** The cases behind a figure of part of a year: those received on its days that stand in its cell. */

import { EVERYONE } from '#shared/accounts/permissions.ts';
import { type PlainDate, parsePlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { countedAs, isCellName } from '#shared/reporting/cell-name.ts';
import { casesOnDays } from '#shared/year/cases-on-days.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { Pager, pageAsked } from '../look/pager.tsx';
import { DataTable, EmptyState } from '../look/table.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { casesHref } from './figures-data.ts';
import { HOTLINE, HOTLINE_COLUMNS } from './pages.tsx';

export function behindRoutes(site: Site, web: Web): void {
  site.page(`${HOTLINE}/cases`, EVERYONE, (c) => casesPage(c, web));
}

type Asked = { readonly cell: string; readonly from: PlainDate; readonly to: PlainDate };

function asked(c: Ctx): Asked | null {
  const cell = c.req.query('cell') ?? '';
  const from = parsePlainDate(c.req.query('from') ?? '');
  const to = parsePlainDate(c.req.query('to') ?? '');
  const known = /^(?:hotline|events)\./.test(cell) && cell.length <= 400 && isCellName(cell);
  return known && from !== null && to !== null ? { cell, from, to } : null;
}

async function casesPage(c: Ctx, { house }: Web): Promise<Response> {
  const wanted = asked(c);
  if (wanted === null) return notFound(c);
  const page = pageAsked(c);
  await house.catchUp();
  const { cell, ...days } = wanted;
  const office = c.var.office.id;
  const asOf = (await house.views.asOf(office)) ?? '';
  const year = yearOf(days.from);
  const rates = await officeSettings(house.log, office).rates(year);
  const { openDue, cell: counted } = countedAs(cell, { year, asOf, period: days, rates });
  const behind = { office, cell: counted, days, ...(openDue && { openDue }) };
  const { items: cases, next } = await casesOnDays(house.views, behind, page);
  const title = cellLabel(wanted.cell);
  return renderPage(c, {
    title,
    section: 'hotline-figures',
    body: (
      <>
        <p class="crumb">
          <a href={`${HOTLINE}/figures?year=${wanted.from.slice(0, 4)}`}>统计图表</a>
        </p>
        <h1>{title}</h1>
        <p>
          {wanted.from} 至 {wanted.to} 受理、计入这个数字的工单。
        </p>
        {cases.length === 0 && next === null ? (
          <EmptyState title="没有工单" />
        ) : (
          <DataTable caption={title} columns={HOTLINE_COLUMNS} rows={cases} />
        )}
        <Pager first={casesHref(wanted.cell, wanted)} asked={page} next={next} />
      </>
    ),
  });
}
