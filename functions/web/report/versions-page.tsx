/** What a version changed against the one before it, and what a signed year has not yet said. */

import type { Child, FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import { reportIn } from '#shared/reporting/report.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { amendmentsOf } from '#shared/year/amendments.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { yearStanding } from '#shared/year/year-standing.ts';
import { notFound } from '../access/turned-away.tsx';
import { caseLink } from '../cases/case-address.tsx';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { approverText } from '../wording/word.ts';
import { type Asked, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { Crumb } from './sheet-page.tsx';
import { TextDifferences, textHref } from './text-differences.tsx';

export function versionRoutes(site: ReportSite): void {
  site.page('/versions/:version', EVERYONE, versionPage);
  site.page('/amendments', EVERYONE, amendmentsPage);
}

async function versionPage(c: Ctx, { web, who, address }: Asked): Promise<Response> {
  const number = Number(c.req.param('version'));
  const { versions } = await yearStateOf(web.house.log, { office: who.office, ...address });
  const version = versions.find((one) => one.version === number);
  const before = versions.find((one) => one.version === number - 1);
  if (version === undefined || before === undefined) return notFound(c);
  const own = { year: address.year, scope: address.scope };
  const title = `${address.year}年度报告：第${number}版与第${number - 1}版的差别`;
  return renderPage(c, {
    title,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <h1>{title}</h1>
        <section class="panel">
          <Facts
            items={[
              ['更正原因', version.reason ?? ''],
              ['签发', `${approverText(version)}，${version.on}`],
              ['全文', <a href={hrefOf({ ...own, version: number }, '/sheet')}>第{number}版</a>],
              ['原文', <a href={hrefOf({ ...own, version: number - 1 }, '/sheet')}>第{number - 1}版</a>],
            ]}
          />
        </section>
        <DifferencesTable
          caption={title}
          sides={[`第${number - 1}版`, `第${number}版`]}
          differences={version.difference}
        />
        <TextDifferences before={reportIn(before.report)} after={reportIn(version.report)} />
      </>
    ),
  });
}

async function amendmentsPage(c: Ctx, { web, address }: Asked): Promise<Response> {
  const { year, scope } = address;
  const office = officeHere(c);
  const title = `${year}年度报告：定稿以后的变化`;
  const found =
    scope === 'tree'
      ? await treeChanges(web, { office, year, scope })
      : await amendmentsOf(ledgerOf(web), { office, year });
  if (found === null) return notFound(c);
  return renderPage(c, {
    title,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <h1>{title}</h1>
        {found.length === 0 ? (
          <EmptyState title="没有变化">已公布的报告与现在的记录一致。</EmptyState>
        ) : (
          <DifferencesTable caption={title} sides={['已公布', '现在的记录']} differences={found} />
        )}
      </>
    ),
  });
}

/** The cases stand in the bureaus' own reports. */
async function treeChanges(web: Web, whose: Parameters<typeof yearStanding>[1]) {
  const { frozen, unsaid } = await yearStanding(ledgerOf(web), whose);
  return frozen === null ? null : unsaid.map((one) => ({ ...one, cases: [], more: 0 }));
}

/** Two versions side by side: the figures that differ, with the cases that caused it. */
type Sides = {
  readonly caption: string;
  readonly sides: readonly [string, string];
  readonly differences: readonly CellDifference[];
};

/** Two versions side by side: the figures that differ, with the cases that caused it. */
const DifferencesTable: FC<Sides> = ({ caption, sides, differences }) => {
  const columns: readonly Column<CellDifference>[] = [
    { title: '项目', cell: ({ cell }) => cellLabel(cell) },
    { title: sides[0], numeric: true, cell: ({ before, cell }) => shownValue(before, cell) },
    { title: sides[1], numeric: true, cell: ({ after, cell }) => shownValue(after, cell) },
    { title: '引起差别的件', cell: (one) => <Cases of={one} /> },
  ];
  return <DataTable caption={caption} columns={columns} rows={differences} />;
};

const SECTION = 'narrative.section';

function shownValue(value: CellDifference['before'], cell: string): Child {
  if (cell.startsWith(SECTION)) return <a href={textHref(cell.slice(SECTION.length))}>见下文</a>;
  return typeof value === 'number' ? numberText(value) : '—';
}

const Cases: FC<{ of: CellDifference }> = ({ of: { cell, cases, more } }) => {
  if (cases.length === 0) return <span class="soft">—</span>;
  return (
    <>
      {cases.map((number, index) => (
        <>
          {index > 0 && '、'}
          {numbered(cell, number)}
        </>
      ))}
      {more > 0 && `等，另有${more}件`}
    </>
  );
};

/** Which kind of record a cell counts follows from its name; those of other offices lead nowhere. */
function numbered(cell: string, number: string): Child {
  const link = number.includes('/') ? number : caseLink(kindOf(cell), number);
  return link === number ? <span>{number}</span> : link;
}

function kindOf(cell: string): string {
  if (cell.startsWith('table3.')) return 'application';
  if (cell.startsWith('table4.')) return 'appeal';
  return /^(?:hotline|events)\./.test(cell) ? 'hotline' : '';
}
