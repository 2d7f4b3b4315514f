/** The reports of the office, year by year. */

import { EVERYONE } from '#shared/accounts/permissions.ts';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import { subtreeOf } from '#shared/ledger/office-tree.ts';
import { latest } from '#shared/reporting/year-state.ts';
import { yearsSinceFirst } from '#shared/year/first-year.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type Ctx, officeHere, type Principal, type Web } from '../frame/web.ts';
import { Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { approverText } from '../wording/word.ts';
import { hrefOf, REPORTS } from './address.ts';

export function yearsRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('reportRead'));
  site.page(REPORTS, EVERYONE, (c, who) => yearsPage(c, { web, who }));
}

type Line = { readonly year: number; readonly version: number | null; readonly signed: string };

const COLUMNS: readonly Column<Line>[] = [
  { title: '年度', cell: ({ year }) => <a href={hrefOf({ year, scope: 'own' })}>{year}年</a> },
  {
    title: '状态',
    cell: ({ version }) =>
      version === null ? <Tag kind="busy">未定稿</Tag> : <Tag kind="good">已定稿 第{version}版</Tag>,
  },
  { title: '签发', cell: ({ signed }) => signed },
  {
    title: '全文',
    cell: ({ year }) => <a href={hrefOf({ year, scope: 'own' }, '/sheet')}>查看{year}年全文</a>,
  },
];
const TREE_COLUMN: Column<Line> = {
  title: '汇总',
  cell: ({ year }) => <a href={hrefOf({ year, scope: 'tree' })}>{year}年汇总</a>,
};

async function yearsPage(c: Ctx, { web, who }: { web: Web; who: Principal }): Promise<Response> {
  const { house } = web;
  await house.catchUp();
  const thisYear = yearOf(dateOfInstant(house.clock.now()));
  const own = await yearsSinceFirst(house.views, { office: who.office, now: thisYear });
  // the year that is being reported on is there also before its first record
  const offered = [...own, thisYear - 1];
  const known = [...(await house.views.years(who.office)), ...offered];
  const years = [...new Set(known)].filter((year) => year <= thisYear).sort((a, b) => b - a);
  const lines: Line[] = [];
  for (const year of years) {
    const frozen = latest(await yearStateOf(house.log, { office: who.office, year }));
    if (frozen === null && !offered.includes(year)) continue;
    const signed = frozen === null ? '' : `${frozen.on} ${approverText(frozen)}`;
    lines.push({ year, version: frozen?.version ?? null, signed });
  }
  const hasBelow = (await subtreeOf(house.log, officeHere(c), thisYear)).length > 1;
  return renderPage(c, {
    title: '年度报告',
    section: 'reports',
    body: (
      <>
        <div class="page-head">
          <h1>年度报告</h1>
        </div>
        <DataTable
          caption="各年度报告"
          columns={hasBelow ? [...COLUMNS, TREE_COLUMN] : COLUMNS}
          rows={lines}
        />
        <p class="soft small">
          各部门年度报告应于次年1月31日前公布，本级人民政府的年度报告应于次年3月31日前公布（《政府信息公开条例》第四十九条）。
        </p>
      </>
    ),
  });
}
