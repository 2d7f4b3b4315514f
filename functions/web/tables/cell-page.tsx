/** The cases behind one figure: their weights add up to it. On screen page by page, as a file all of them. */

import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { csvOf } from '#shared/documents/csv-field.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import type { CellMember } from '#shared/store/views.ts';
import { allBehind, isFee, pageBehind, toldWeight } from '#shared/year/behind-cell.ts';
import { type Choice, chosenFigure, reportLedger } from '#shared/year/chosen-report.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { caseLink } from '../cases/case-address.tsx';
import type { Ctx, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { Pager, pageAsked } from '../look/pager.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { choiceAsked, queryOf } from './asked-report.ts';
import { cellLabel, cellTitle } from './cell-label.ts';
import { TABLES } from './tables-page.tsx';

export function cellRoutes(site: Site, web: Web): void {
  site.page(`${TABLES}/:year/cell`, EVERYONE, (c) => cellPage(c, web));
  site.page(`${TABLES}/:year/cell.csv`, EVERYONE, (c) => cellFile(c, web));
}

type Asked = { readonly choice: Choice; readonly cell: string };

function askedOf(c: Ctx): Asked | null {
  const choice = choiceAsked(c);
  const cell = c.req.query('name') ?? '';
  return choice === null || cell.length > 400 || !isCellName(cell) ? null : { choice, cell };
}

async function cellPage(c: Ctx, { house }: Web): Promise<Response> {
  const asked = askedOf(c);
  const figure = asked && (await chosenFigure(reportLedger(house), asked.choice, asked.cell));
  if (asked === null || figure === null) return notFound(c);
  const listed = pageAsked(c);
  const page = await pageBehind(house, asked, listed);
  const { choice, cell } = asked;
  const at = (file = ''): string => `${TABLES}/${choice.year}/cell${file}${queryOf(choice, { name: cell })}`;
  const title = cellTitle(cell) ?? cellLabel(cell);
  return renderPage(c, {
    title: `${choice.year}年 ${title}`,
    section: 'tables',
    body: (
      <>
        <p class="crumb">
          <a href={`${TABLES}/${choice.year}${queryOf(choice)}`}>{choice.year}年统计表</a>
        </p>
        <div class="page-head">
          <h1>{title}</h1>
          <a href={at('.csv')}>下载清单（CSV）</a>
        </div>
        {figure.value !== null && cellTitle(cell) !== null && (
          <p>
            表中数字 <strong>{String(figure.value)}</strong>，由下列记录得出。
          </p>
        )}
        <Members cell={cell} members={page.items} />
        <Pager first={at()} asked={listed} next={page.next} />
      </>
    ),
  });
}

const Members: FC<{ cell: string; members: readonly CellMember[] }> = ({ cell, members }) => {
  if (members.length === 0) return <EmptyState title="没有记录" />;
  const columns: readonly Column<CellMember>[] = [
    { title: '编号', cell: ({ kind, case: number }) => caseLink(kind, number) },
    { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
    {
      title: isFee(cell) ? '金额（元）' : '计入',
      numeric: true,
      cell: ({ weight }) => String(toldWeight(cell, weight)),
    },
  ];
  return <DataTable caption="计入的记录" columns={columns} rows={members} />;
};

async function cellFile(c: Ctx, { house }: Web): Promise<Response> {
  const asked = askedOf(c);
  const members = asked && (await allBehind(house, asked));
  if (asked === null || members === null) return notFound(c);
  const { choice, cell } = asked;
  const rows = members.map(({ case: number, kind, weight }) => [
    number,
    KIND_LABELS[kind],
    String(toldWeight(cell, weight)),
  ]);
  c.header('content-type', 'text/csv; charset=utf-8');
  c.header(
    'content-disposition',
    `attachment; filename="${choice.year}-${cell.replace(/[^\w.]/g, '_')}.csv"`,
  );
  return c.body(csvOf([['编号', '类别', isFee(cell) ? '金额（元）' : '计入'], ...rows]));
}
