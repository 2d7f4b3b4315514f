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
import { answerList } from '../lists/answer-list.tsx';
import { type List, type ListColumn, pagesOf } from '../lists/list.ts';
import { EmptyState } from '../look/table.tsx';
import { cellTitle } from '../tables/cell-label.ts';
import { type Asked, choiceOf, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { Crumb } from './sheet-page.tsx';

export function treeCellRoutes(site: ReportSite): void {
  site.page('/tree-cell', EVERYONE, cellPage);
}

/** As many as a file of a list holds; the command line prints all. */
const MOST = 10_000;
const FEN_PER_TEN_THOUSAND_YUAN = 1_000_000;

async function cellPage(c: Ctx, { web, who, address }: Asked): Promise<Response> {
  const name = c.req.query('name') ?? '';
  const title = cellTitle(name);
  if (title === null || !isCellName(name)) return notFound(c);
  const whole = { ...address, scope: 'tree' } as const;
  const parts = await partsOf(ledgerOf(web), choiceOf(c, whole));
  const found = await treeMembers(web.house, parts, { cell: name, year: address.year, limit: MOST + 1 });
  const members = found.slice(0, MOST);
  const names = new Map(parts.map(({ office }) => [office.id, office.name]));
  const [path = '', query] = hrefOf(whole, '/tree-cell', { name }).split('?');
  const list: List<TreeMember> = {
    ...{ path, title: `${address.year}年 ${title}`, unit: '条', columns: columnsOf(names, name) },
    query: new URLSearchParams(query),
    said: [`汇总，计入“${title}”`],
    // the words of a case are for its own office: none of them is opened here
    rows: pagesOf(members),
    count: async () => ({ count: members.length, more: found.length > MOST }),
  };
  const sum = parts.reduce((total, { chosen }) => total + Number(cellsOf(chosen.report).get(name) ?? 0), 0);
  return answerList({ c, web, who }, list, {
    ...{ section: 'reports', savable: false, wide: false },
    empty: <EmptyState title="没有记录" />,
    head: (
      <>
        <Crumb address={whole} />
        <h1>{title}</h1>
        <p>
          合计 <strong>{sumText(name, sum)}</strong>，由下列记录得出。
          <a href={hrefOf(whole, '/sheet')}>回到汇总报告</a>
        </p>
      </>
    ),
  });
}

function sumText(name: string, sum: number): string {
  if (!isFee(name)) return numberText(sum);
  return `${numberText(Math.round(sum * FEN_PER_TEN_THOUSAND_YUAN) / 100)}元`;
}

function columnsOf(names: ReadonlyMap<string, string>, name: string): readonly ListColumn<TreeMember>[] {
  return [
    { title: '单位', cell: ({ office }) => names.get(office) ?? office },
    { title: '编号', tight: true, cell: ({ case: number }) => number },
    { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
    {
      title: isFee(name) ? '金额（元）' : '计入',
      numeric: true,
      cell: ({ weight }) => numberText(toldWeight(name, weight)),
    },
  ];
}
