/** The offices whose reports are added up: their figures, and who has not signed yet. */
import { EVERYONE } from '#shared/accounts/permissions.ts';
import type { FixedRow } from '#shared/glossary.ts';
import type { TreePart } from '#shared/year/tree-members.ts';
import { owesSignature, partsAsTheyStand } from '#shared/year/tree-report.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { type Asked, choiceOf, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { Crumb } from './sheet-page.tsx';

export function officesRoutes(site: ReportSite): void {
  site.page('/offices', EVERYONE, officesPage);
}

const total = ({ chosen }: TreePart, row: FixedRow) => chosen.report.table3.rows[row].at(-1) ?? 0;
const suits = ({ chosen }: TreePart): number =>
  Object.values(chosen.report.table4.rows).reduce((sum, row) => sum + (row.at(-1) ?? 0), 0);

async function officesPage(c: Ctx, { web, address }: Asked): Promise<Response> {
  const own = { year: address.year, scope: 'tree' } as const;
  const parts = await partsAsTheyStand(ledgerOf(web), choiceOf(c, own));
  const open = parts.filter((part) => owesSignature(part, c.var.office.id));
  const title = `${address.year}年各单位数字和定稿情况`;
  return renderPage(c, {
    title,
    section: 'reports',
    wide: true,
    body: (
      <>
        <Crumb address={own} />
        <h1>{title}</h1>
        {open.length === 0 ? (
          <Banner kind="success">各单位都已定稿。</Banner>
        ) : (
          <Banner kind="warning">
            还有{open.length}个单位没有定稿：{open.map(({ office }) => office.name).join('、')}
            。汇总数中，未定稿的单位按现在的记录计算。
          </Banner>
        )}
        <DataTable caption={title} columns={columnsOf(c.var.office.id)} rows={parts} />
        <p>
          <a href={hrefOf(own, '/sheet')}>查看汇总报告全文</a>
        </p>
      </>
    ),
  });
}

function columnsOf(root: string): readonly Column<TreePart>[] {
  const number = (title: string, read: (part: TreePart) => number): Column<TreePart> => ({
    title,
    numeric: true,
    cell: (part) => String(read(part)),
  });
  return [
    { title: '单位', cell: ({ office }) => office.name },
    {
      title: '状态',
      cell: (part) => {
        if (part.chosen.frozen !== null)
          return <Tag kind="good">已定稿 第{part.chosen.frozen.version}版</Tag>;
        return owesSignature(part, root) ? <Tag kind="busy">未定稿</Tag> : <Tag kind="off">没有记录</Tag>;
      },
    },
    number('新收', (part) => total(part, 'newlyReceived')),
    number('上年结转', (part) => total(part, 'carriedOver')),
    number('办结', (part) => total(part, 'concluded')),
    number('结转下年度', (part) => total(part, 'carriedForward')),
    number('复议诉讼', suits),
    number('热线', ({ chosen }) => chosen.report.hotline.received),
    number('网站公开', ({ chosen }) => chosen.report.publications.total),
  ];
}
