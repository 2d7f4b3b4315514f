/** The cases behind a figure of the combined report, office by office; for a signed one, those it was signed with. */

import { EVERYONE } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import { cellsOf } from '#shared/reporting/difference.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import { isFee, toldWeight } from '#shared/year/behind-cell.ts';
import { type TreeMember, treeMembers } from '#shared/year/tree-members.ts';
import { partsOf } from '#shared/year/tree-report.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { cellTitle } from '../tables/cell-label.ts';
import { type Asked, choiceOf, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { Crumb } from './sheet-page.tsx';

export function treeCellRoutes(site: ReportSite): void {
  site.page('/tree-cell', EVERYONE, cellPage);
}

/** A longer list is not readable; the command line prints it all. */
const SHOWN = 1000;
const FEN_PER_TEN_THOUSAND_YUAN = 1_000_000;

async function cellPage(c: Ctx, { web, address }: Asked): Promise<Response> {
  const name = c.req.query('name') ?? '';
  const title = cellTitle(name);
  if (title === null || !isCellName(name)) return notFound(c);
  const whole = { ...address, scope: 'tree' } as const;
  const parts = await partsOf(ledgerOf(web), choiceOf(c, whole));
  const wanted = { cell: name, year: address.year, limit: SHOWN + 1 };
  const members = await treeMembers(web.house, parts, wanted);
  const names = new Map(parts.map(({ office }) => [office.id, office.name]));
  const sum = parts.reduce((total, { chosen }) => total + Number(cellsOf(chosen.report).get(name) ?? 0), 0);
  return renderPage(c, {
    title: `${address.year}年 ${title}`,
    section: 'reports',
    body: (
      <>
        <Crumb address={whole} />
        <h1>{title}</h1>
        <p>
          合计{' '}
          <strong>
            {isFee(name)
              ? `${numberText(Math.round(sum * FEN_PER_TEN_THOUSAND_YUAN) / 100)}元`
              : numberText(sum)}
          </strong>
          ，由下列记录得出。
          <a href={hrefOf(whole, '/sheet')}>回到汇总报告</a>
        </p>
        {members.length === 0 ? (
          <EmptyState title="没有记录" />
        ) : (
          <DataTable caption="计入的记录" columns={columnsOf(names, name)} rows={members.slice(0, SHOWN)} />
        )}
        {members.length > SHOWN && <p class="soft">记录较多，这里列出前{SHOWN}条。</p>}
      </>
    ),
  });
}

function columnsOf(names: ReadonlyMap<string, string>, name: string): readonly Column<TreeMember>[] {
  return [
    { title: '单位', cell: ({ office }) => names.get(office) ?? office },
    { title: '编号', cell: ({ case: number }) => number },
    { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
    {
      title: isFee(name) ? '金额（元）' : '计入',
      numeric: true,
      cell: ({ weight }) => numberText(toldWeight(name, weight)),
    },
  ];
}
