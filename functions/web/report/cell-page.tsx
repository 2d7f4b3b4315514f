/** The cases behind a figure of the report that was looked at: of a signed one, those it was signed with. */
import type { Instant } from '../../../shared/kernel/plain-date.ts';
import { cellLabel } from '../../../shared/reporting/cell-label.ts';
import { numberText } from '../../../shared/reporting/narrative-numbers.ts';
import { EVERYONE } from '../../accounts/permissions.ts';
import { type ChosenReport, chosenReport } from '../../aggregate/chosen-report.ts';
import { membersOf, tally } from '../../aggregate/tally.ts';
import { tallyOfParts, treeMembersOf } from '../../aggregate/tree-members.ts';
import { partsOf } from '../../aggregate/tree-report.ts';
import { ROOMS } from '../../record/rooms.ts';
import { notFound } from '../access/turned-away.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import type { Site } from '../site.ts';
import type { Ctx, Web } from '../web.ts';
import { type Asked, addressOf, caseLink, choiceOf, hrefOf, ledgerOf, YEAR_PATH } from './address.ts';
import { Crumb } from './sheet-page.tsx';

export function cellRoutes(site: Site, web: Web): void {
  site.page(`${YEAR_PATH}/cells/:cell`, EVERYONE, (c, who) =>
    cellPage(c, { web, who, address: addressOf(c) }),
  );
}

type Line = {
  readonly office?: string;
  readonly case: string;
  readonly kind: string;
  readonly weight: number;
};
/** More would be no list to read; the command line prints them all. */
const SHOWN = 1000;

async function cellPage(c: Ctx, asked: Asked): Promise<Response> {
  const { address } = asked;
  const name = c.req.param('cell') ?? '';
  if (!/^table[234]\.[\w.]+$/.test(name)) return notFound(c);
  const lines = await (address.scope === 'tree' ? ofTree : ofOffice)(c, asked, name);
  if (lines === null) return notFound(c);
  const isFee = name === 'table2.feesTenThousandYuan';
  const total = lines.reduce((sum, { weight }) => sum + weight, 0);
  const title = `${address.year}年 ${cellLabel(name)}`;
  const sum = isFee ? `${numberText(total / 100)}元` : numberText(total);
  return renderPage(c, {
    title,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <h1>{title}</h1>
        <p>
          合计 <strong>{sum}</strong>，共{lines.length}条记录。
          <a href={hrefOf(address, '/sheet')}>回到全文</a>
        </p>
        {lines.length === 0 ? (
          <EmptyState title="没有记录">这个数字是0。</EmptyState>
        ) : (
          <DataTable
            caption={title}
            columns={columnsOf(address.scope === 'tree', isFee)}
            rows={lines.slice(0, SHOWN)}
          />
        )}
        {lines.length > SHOWN && <p class="soft">这里列出前{SHOWN}条。</p>}
      </>
    ),
  });
}

const KINDS: Readonly<Record<string, string>> = {
  application: '依申请公开',
  appeal: '复议诉讼',
  document: '规章、规范性文件',
  decision: '许可处罚强制',
  fee: '收费',
};

function columnsOf(isTree: boolean, isFee: boolean): readonly Column<Line>[] {
  const own: readonly Column<Line>[] = [
    {
      title: '编号',
      cell: ({ kind, case: number }) => {
        const href = isTree ? null : caseLink(kind, number);
        return href === null ? number : <a href={href}>{number}</a>;
      },
    },
    { title: '类别', cell: ({ kind }) => KINDS[kind] ?? kind },
    {
      title: isFee ? '金额（元）' : '计数',
      numeric: true,
      cell: ({ weight }) => numberText(isFee ? weight / 100 : weight),
    },
  ];
  return isTree ? [{ title: '单位', cell: ({ office }) => office ?? '' }, ...own] : own;
}

async function ofOffice(c: Ctx, { web, address }: Asked, name: string): Promise<Line[] | null> {
  const chosen = await chosenReport(ledgerOf(web), choiceOf(c, address));
  if (chosen === null) return null;
  const asOf = cutOff(chosen);
  return membersOf(await tally(web.house.log, ROOMS, { office: c.var.office.id, asOf }), name, address.year);
}

function cutOff({ report }: ChosenReport): Instant | null {
  return (report.asOf || null) as Instant | null;
}

async function ofTree(c: Ctx, { web, address }: Asked, name: string): Promise<Line[]> {
  const parts = await partsOf(ledgerOf(web), choiceOf(c, address));
  const names = new Map(parts.map(({ office }) => [office.id, office.name]));
  const members = treeMembersOf(await tallyOfParts(web.house.log, parts), name, address.year);
  return members.map((member) => ({ ...member, office: names.get(member.office) ?? member.office }));
}
