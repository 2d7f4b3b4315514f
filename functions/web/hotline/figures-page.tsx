/** 热线统计: what came in and what became of it, of a year or part of it, beside the year before. */
import type { Child, FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import { firstUnknown } from '#shared/ledger/unknown-events.ts';
import { yearsSinceFirst } from '#shared/year/first-year.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { UnknownWarning } from '../look/banner.tsx';
import { FeedBehind } from '../look/feed-behind.tsx';
import { DateField, SelectField } from '../look/fields.tsx';
import { Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { EmptyState } from '../look/table.tsx';
import { Figure, Indicators, MapSection, mapSections } from './figure-parts.tsx';
import {
  type Asked,
  behindHref,
  casesHref,
  figuresAsked,
  figuresShown,
  GROUP_LABELS,
  percent,
  type Shown,
} from './figures-data.ts';
import { Months, monthsChart } from './months-panel.tsx';
import { HOTLINE } from './pages.tsx';

const FIGURES = `${HOTLINE}/figures`;

export function figuresRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('reportRead'));
  site.page(FIGURES, EVERYONE, (c) => figuresPage(c, web));
}

async function figuresPage(c: Ctx, web: Web): Promise<Response> {
  const asked = figuresAsked(c, web);
  const shown = await figuresShown(c, web, asked);
  const title = `${asked.year}年${GROUP_LABELS[asked.group]}统计`;
  const now = yearOf(dateOfInstant(web.house.clock.now()));
  const years = await yearsSinceFirst(web.house.views, { office: c.var.office.id, kinds: ['hotline'], now });
  return renderPage(c, {
    title,
    section: 'hotline-figures',
    wide: true,
    body: (
      <>
        <h1>{title}</h1>
        <UnknownWarning unknown={await firstUnknown(web.house, c.var.office.id)} />
        <FeedBehind house={web.house} office={c.var.office.id} />
        <Narrowing asked={asked} years={[...new Set([...years, asked.year])].sort((a, b) => b - a)} />
        {shown.figures.received === 0 ? (
          <EmptyState title="这段时间没有工单" />
        ) : (
          <>
            <Summary shown={shown} />
            <Tiles shown={shown} />
            <Months shown={shown} chart={await monthsChart(shown)} />
            {(await mapSections(shown)).map((one) => (
              <MapSection {...one} />
            ))}
            <Indicators shown={shown} />
          </>
        )}
      </>
    ),
  });
}

const Narrowing: FC<{ asked: Asked; years: readonly number[] }> = ({ asked, years }) => {
  const { year, group, period } = asked;
  const values = { year: String(year), group, from: period?.from ?? '', to: period?.to ?? '' };
  const form = { values, errors: [] };
  return (
    <search>
      <form class="search" method="get" action={FIGURES} aria-label="选择范围">
        <SelectField
          form={form}
          name="year"
          label="年度"
          choices={years.map((one) => ({ value: String(one), label: `${one}年` }))}
        />
        <SelectField
          form={form}
          name="group"
          label="范围"
          choices={Object.entries(GROUP_LABELS).map(([value, label]) => ({ value, label }))}
        />
        <DateField form={form} name="from" label="受理日期，自" />
        <DateField form={form} name="to" label="至" />
        <Button kind="secondary">查看</Button>
      </form>
    </search>
  );
};

/** The answer to “if the year ended today”, in the words of the report. */
const Summary: FC<{ shown: Shown }> = ({ shown }) => {
  const { asked, figures, days, pending } = shown;
  const { received, receivedPreviousYear, yearOnYear, closed, closureRate, dailyAverage } = figures;
  return (
    <p class="case-subject">
      {pending === null ? '' : '如果本年度到今天为止：'}
      {days.from} 至 {days.to} 受理{GROUP_LABELS[asked.group]} {received} 件次
      {yearOnYear === null
        ? ''
        : `，上年同期 ${receivedPreviousYear} 件次，同比${yearOnYear < 0 ? '下降' : '增长'} ${percent(Math.abs(yearOnYear))}`}
      ，日均 {dailyAverage} 件次；
      <HandledUntil shown={shown} />
      办结 {closed} 件，办结率 {percent(closureRate)}
      {pending === null ? (
        '。'
      ) : (
        <>
          ；全部来源还有 <a href={`${HOTLINE}/queues`}>{pending} 件在办</a>。
        </>
      )}
    </p>
  );
};

/** Closings and ratings of cases received in the period count even after its end; this says up to which day. */
const HandledUntil: FC<{ shown: Shown }> = ({ shown: { handledUntil } }) =>
  handledUntil === null ? null : <>其中截至 {handledUntil} </>;

/** Cases that cannot be judged are named, not counted as late. */
const WithoutDueDate: FC<{ shown: Shown }> = ({ shown: { asked, withoutDueDate } }) =>
  withoutDueDate === 0 ? null : (
    <>
      <br />
      另有 <Figure count={withoutDueDate} href={behindHref(asked, `${asked.group}.withoutDueDate`)} />{' '}
      件没有办理时限
    </>
  );

type Counted = 'received' | 'accepted' | 'closed' | 'closedOnTime' | 'dueKnown' | 'rated' | 'satisfied';

/** Every count leads to its cases; every rate stands over both of its counts. */
const Tiles: FC<{ shown: Shown }> = ({ shown }) => {
  const { asked, figures, before, monthsBefore, rates } = shown;
  const { receivedPreviousYear } = figures;
  const count = (name: Counted): Child => (
    <Figure count={figures[name] ?? 0} href={behindHref(asked, `${asked.group}.${name}`)} />
  );
  const ratio = (of: Counted, over: Counted): Child => [count(of), ' ÷ ', count(over)];
  // a year published before the product was in use has no cases
  const isOnRecord = monthsBefore.some((month) => month > 0);
  const earlier = isOnRecord ? (
    <Figure count={receivedPreviousYear ?? 0} href={casesHref(`${asked.group}.received`, before)} />
  ) : (
    (receivedPreviousYear ?? '—')
  );
  const tiles: readonly (readonly [string, Child, Child])[] = [
    ['同比', percent(figures.yearOnYear), ['上年同期 ', earlier]],
    ['受理件次', count('received'), ['日均 ', figures.dailyAverage]],
    ['办结率', percent(figures.closureRate), ratio('closed', rates.hotlineClosureOver)],
    [
      '按时办结率',
      percent(figures.onTimeRate),
      [ratio('closedOnTime', 'dueKnown'), <WithoutDueDate shown={shown} />],
    ],
    ['满意率', percent(figures.satisfactionRate), ratio('satisfied', 'rated')],
  ];
  return (
    <ul class="tiles">
      {tiles.map(([name, value, note]) => (
        <li>
          <span class="tile-name">{name}</span>
          <span class="tile-figure">{value}</span>
          <span class="tile-note">{note}</span>
        </li>
      ))}
    </ul>
  );
};
