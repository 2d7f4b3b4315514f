/** The report in full: as it stands, as it was signed, or as it was known at any instant. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { chartsOf } from '#shared/documents/charts.ts';
import { formOf } from '#shared/glossary.ts';
import type { ChosenReport } from '#shared/year/chosen-report.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { queryOf } from '../tables/asked-report.ts';
import { CheckBanner } from '../tables/check-lines.tsx';
import { TABLES } from '../tables/tables-page.tsx';
import { approverText, minute } from '../wording/word.ts';
import { type Address, type Asked, choiceOf, hrefOf, REPORTS, type ReportSite, reportAt } from './address.ts';
import { Sheet } from './sheet.tsx';

export function sheetRoutes(site: ReportSite): void {
  site.page('/sheet', EVERYONE, sheetPage);
}

async function sheetPage(c: Ctx, asked: Asked): Promise<Response> {
  const { address } = asked;
  const chosen = await reportAt(c, asked);
  if (chosen === null) return notFound(c);
  const { report, signedOn } = chosen;
  const form = c.req.query('form') === 'previous' ? formOf(report.year, true) : undefined;
  const charts = await chartsOf(report);
  return renderPage(c, {
    title: `${report.year}年度报告全文`,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <div class="page-head no-print">
          <h1>{report.year}年度报告全文</h1>
        </div>
        <Which chosen={chosen} address={address} />
        {report.checks.some(({ holds }) => !holds) && <CheckBanner checks={report.checks} />}
        <Sheet
          rendering={{ report, signedOn, form }}
          charts={charts}
          hrefOfCell={(name) => cellHref(c, address, name)}
        />
      </>
    ),
  });
}

/** The tables' own page lists what is behind a figure of the office's own report. */
function cellHref(c: Ctx, address: Address, name: string): string {
  if (address.scope === 'tree') return hrefOf(address, '/tree-cell', { name });
  return `${TABLES}/${address.year}/cell${queryOf(choiceOf(c, address), { name })}`;
}

export const Crumb: FC<{ address: Address }> = ({ address: { year, scope } }) => (
  <p class="crumb no-print">
    <a href={REPORTS}>年度报告</a> ›{' '}
    <a href={hrefOf({ year, scope })}>{`${year}年${scope === 'tree' ? '汇总' : ''}`}</a>
  </p>
);

const Which: FC<{ chosen: ChosenReport; address: Address }> = ({ chosen, address }) => {
  const { frozen, report } = chosen;
  if (address.asOf !== undefined)
    return (
      <Banner kind="info">
        这是按 {minute(address.asOf)} 以前已经录入的内容计算的报告，此后录入的不计在内。
      </Banner>
    );
  if (frozen === null) return report.asOf === '' ? <Banner kind="info">还没有任何记录。</Banner> : null;
  return (
    <Banner kind="info">
      第{frozen.version}版，{frozen.on} 由 {approverText(frozen)} 签发。
    </Banner>
  );
};
