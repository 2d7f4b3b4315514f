/** A year's tables as the form prints them, at this moment, as signed, or as known on a day. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { firstUnknown } from '#shared/ledger/unknown-events.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import type { Report } from '#shared/reporting/report.ts';
import { type Aggregation, lastAggregation } from '#shared/year/aggregation.ts';
import { type Choice, type ChosenReport, chosenReport, reportLedger } from '#shared/year/chosen-report.ts';
import { yearsSinceFirst } from '#shared/year/first-year.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner, UnknownWarning } from '../look/banner.tsx';
import { FeedBehind } from '../look/feed-behind.tsx';
import { DateField } from '../look/fields.tsx';
import { Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { minute } from '../wording/word.ts';
import { choiceAsked, queryOf, thisYear } from './asked-report.ts';
import { cellLabel } from './cell-label.ts';
import { CheckBanner } from './check-lines.tsx';
import { StatutoryTable } from './statutory-table.tsx';

export const TABLES = '/tables';

export function tablesRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('reportRead'));
  site.page(TABLES, EVERYONE, (c) => c.redirect(`${TABLES}/${thisYear(web.house.clock.now())}`, 302));
  site.page(`${TABLES}/:year`, EVERYONE, (c) => tablesPage(c, web));
}

async function tablesPage(c: Ctx, web: Web): Promise<Response> {
  const { house } = web;
  const choice = choiceAsked(c);
  const chosen = choice === null ? null : await chosenReport(reportLedger(house), choice);
  if (choice === null || chosen === null) return notFound(c);
  const { report } = chosen;
  const hrefOf = (cell: string): string => `${TABLES}/${report.year}/cell${queryOf(choice, { name: cell })}`;
  const byNumber = [...tablesOf(report)].sort((a, b) => ORDER.indexOf(a.number) - ORDER.indexOf(b.number));
  return renderPage(c, {
    title: `${report.year}年统计表`,
    section: 'tables',
    wide: true,
    body: (
      <>
        <h1>{report.year}年统计表</h1>
        <Years years={await yearsOf(web, c)} current={report.year} />
        <Moment choice={choice} chosen={chosen} />
        <UnknownWarning unknown={await firstUnknown(house, c.var.office.id)} />
        {report.status !== 'closed' && choice.asOf === undefined && (
          <FeedBehind house={house} office={c.var.office.id} />
        )}
        <CheckBanner checks={report.checks} />
        <LastComparison last={await lastAggregation(house, c.var.office.id)} />
        {byNumber.map((table) => (
          <StatutoryTable table={table} hrefOf={hrefOf} />
        ))}
      </>
    ),
  });
}

/** 三 and 四 are looked at every day, 二 in January. */
const ORDER = [3, 4, 2];

async function yearsOf({ house }: Web, c: Ctx): Promise<readonly number[]> {
  return yearsSinceFirst(house.views, { office: c.var.office.id, now: thisYear(house.clock.now()) });
}

const Years: FC<{ years: readonly number[]; current: number }> = ({ years, current }) => (
  <nav class="years" aria-label="年度">
    <ul>
      {years.map((year) => (
        <li>
          <a href={`${TABLES}/${year}`} aria-current={year === current ? 'page' : undefined}>
            {year}年
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** What the nightly recount from the log came to. */
const LastComparison: FC<{ last: Aggregation | null }> = ({ last }) => {
  if (last === null) return null;
  if (last.equal) return <p class="soft small">{last.on} 由台账重新统计，与实时统计逐项一致。</p>;
  const [broken] = last.brokenChains ?? [];
  if (broken !== undefined)
    return (
      <Banner kind="error">
        <p>
          {last.on} {refusalText('brokenChains')}：{broken.case}（第 {broken.version} 次记录）。未重新统计。
        </p>
      </Banner>
    );
  const [unknown] = last.unknownEvents ?? [];
  if (unknown !== undefined)
    return (
      <Banner kind="error">
        <p>
          {last.on} {refusalText('unknownEvents')}：{unknown.case}（第 {unknown.version}{' '}
          次记录）。未重新统计。
        </p>
      </Banner>
    );
  return (
    <Banner kind="error">
      <p>
        {last.on} 由台账重新统计，有 {last.drifts.length} 项与实时统计不一致，请告诉系统管理员：
      </p>
      <ul>
        {last.drifts.map(({ year, cell, before, after, cases }) => (
          <li>
            {year}年 {cellLabel(cell)}：台账 {String(before)}，实时 {String(after)}；{cases.join('、')}
          </li>
        ))}
      </ul>
    </Banner>
  );
};

/** Which moment the figures are of, and the way to another. */
const Moment: FC<{ choice: Choice; chosen: ChosenReport }> = ({ choice, chosen }) => {
  const values = { asOf: choice.asOf?.slice(0, 10) ?? '' };
  return (
    <div class="moment">
      <Banner kind="info">
        <p>
          {momentText(chosen.report, choice)}
          <OtherMoment choice={choice} chosen={chosen} />
        </p>
      </Banner>
      <form
        class="search"
        method="get"
        action={`${TABLES}/${chosen.report.year}`}
        aria-label="看以前的某一天"
      >
        <DateField form={{ values, errors: [] }} name="asOf" label="按某日已登记的内容统计（含当日）" />
        <Button kind="secondary">查看</Button>
      </form>
    </div>
  );
};

function momentText({ status, version, asOf }: Report, choice: Choice): string {
  if (choice.asOf !== undefined) return `截至${choice.asOf.slice(0, 10)}已登记内容的统计。`;
  if (status === 'closed') return `已定稿，第${version}版，数据截至${minute(asOf)}。`;
  return asOf === '' ? '尚无记录。' : `实时统计，最近一次登记在${minute(asOf)}。`;
}

const OtherMoment: FC<{ choice: Choice; chosen: ChosenReport }> = ({ choice, chosen }) => {
  const here = `${TABLES}/${chosen.report.year}`;
  if (choice.asOf !== undefined) return <a href={here}>回到现在</a>;
  if (chosen.frozen !== null) return <a href={`${here}?version=live`}>看实时统计</a>;
  return choice.version === 'live' ? <a href={here}>看定稿</a> : null;
};
