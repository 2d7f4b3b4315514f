/** The cases behind one figure: their weights add up to it. On screen page by page, as a file all of them. */

import type { FC } from 'hono/jsx';
import { AUDITORS, EVERYONE } from '#shared/accounts/permissions.ts';
import { csvOf } from '#shared/documents/csv-field.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import type { CellMember } from '#shared/store/views.ts';
import { allBehind, isFee, pageBehind, toldWeight } from '#shared/year/behind-cell.ts';
import { type Choice, chosenFigure, reportLedger } from '#shared/year/chosen-report.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { caseLink } from '../cases/case-address.tsx';
import { attachment } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import type { List, ListColumn } from '../lists/list.ts';
import { EmptyState } from '../look/table.tsx';
import { choiceAsked, queryOf } from './asked-report.ts';
import { cellLabel, cellTitle } from './cell-label.ts';
import { TABLES } from './tables-page.tsx';

export function cellRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('figureRead'));
  site.page(`${TABLES}/:year/cell`, EVERYONE, (c, who) => cellPage(c, web, who));
  door.reading(pageRead('exported')).page(`${TABLES}/:year/cell.csv`, EVERYONE, (c) => cellFile(c, web));
}

type Asked = { readonly choice: Choice; readonly cell: string };

function askedOf(c: Ctx): Asked | null {
  const choice = choiceAsked(c);
  const cell = c.req.query('name') ?? '';
  return choice === null || cell.length > 400 || !isCellName(cell) ? null : { choice, cell };
}

async function cellPage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const asked = askedOf(c);
  const figure = asked && (await chosenFigure(reportLedger(web.house), asked.choice, asked.cell));
  if (asked === null || figure === null) return notFound(c);
  return answerList({ c, web, who }, listBehind(web, asked), {
    section: 'tables',
    savable: false,
    empty: <EmptyState title="没有记录" />,
    head: <Head asked={asked} value={figure.value} who={who} />,
  });
}

const titleOf = ({ cell }: Asked): string => cellTitle(cell) ?? cellLabel(cell);
const pathOf = ({ choice }: Asked): string => `${TABLES}/${choice.year}/cell`;

function listBehind({ house }: Web, asked: Asked): List<CellMember> {
  const { choice, cell } = asked;
  const title = titleOf(asked);
  return {
    ...{ path: pathOf(asked), title: `${choice.year}年 ${title}`, unit: '条', columns: columnsOf(cell) },
    query: new URLSearchParams(queryOf(choice, { name: cell })),
    said: [`计入“${title}”`],
    about: {
      named: ({ kind, case: number }) => ({ kind, number }),
      ...{ subject: '内容', person: '申请人、诉求人' },
    },
    rows: (page) => pageBehind(house, asked, page),
    // the figure is the sum of what they weigh, and stands above them
    count: async () => null,
  };
}

type Above = { readonly asked: Asked; readonly value: number | null; readonly who: Principal };

const Head: FC<Above> = ({ asked, value, who }) => {
  const { choice, cell } = asked;
  return (
    <>
      <p class="crumb">
        <a href={`${TABLES}/${choice.year}${queryOf(choice)}`}>{choice.year}年统计表</a>
      </p>
      <div class="page-head">
        <h1>{titleOf(asked)}</h1>
        <a class="no-print" href={`${pathOf(asked)}.csv${queryOf(choice, { name: cell })}`}>
          下载全部编号（CSV）
        </a>
      </div>
      {value !== null && cellTitle(cell) !== null && (
        <p>
          表中数字 <strong>{String(value)}</strong>，由下列记录得出。
        </p>
      )}
      {AUDITORS.includes(who.role) && (
        <p class="no-print">
          <a href={`/audit-desk/figure?${new URLSearchParams({ year: String(choice.year), name: cell })}`}>
            这个数字的由来
          </a>
        </p>
      )}
    </>
  );
};

function columnsOf(cell: string): readonly ListColumn<CellMember>[] {
  return [
    {
      ...{ title: '编号', tight: true },
      cell: ({ kind, case: number }) => caseLink(kind, number),
      text: ({ case: number }) => number,
    },
    { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
    {
      title: isFee(cell) ? '金额（元）' : '计入',
      numeric: true,
      cell: ({ weight }) => String(toldWeight(cell, weight)),
      text: ({ weight }) => toldWeight(cell, weight),
    },
  ];
}

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
  const heads = ['编号', '类别', isFee(cell) ? '金额（元）' : '计入'];
  return attachment(c, {
    bytes: Buffer.from(csvOf([heads, ...rows])),
    mediaType: 'text/csv; charset=utf-8',
    name: `${choice.year}-${cell.replace(/[^\w.]/g, '_')}.csv`,
  });
}
