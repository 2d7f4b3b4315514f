/** The auditor's first page: what an auditor asks, each with the page that answers it. */
import type { Child, FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { DateField, TextField } from '../look/fields.tsx';
import { BLANK_FORM, Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { readDate } from '../look/typed-date.ts';
import { thisYear, yearIn } from '../tables/asked-report.ts';
import { DESK, SEALS } from './addresses.tsx';
import { ChooseCase } from './case-page.tsx';
import { ChooseFigure } from './figure-page.tsx';

export function deskRoutes(site: Site, web: Web): void {
  const pages = site.reading(NOTHING_PERSONAL);
  pages.page(DESK, AUDITORS, (c) => deskPage(c, web));
  pages.page(REPORT, AUDITORS, (c) => c.redirect(reportHref(c, web), 302));
}

const REPORT = `${DESK}/report`;

/** The tables of the year as known on the day; what cannot be read is this year, and now. */
function reportHref(c: Ctx, { house }: Web): string {
  const now = house.clock.now();
  const year = yearIn(c.req.query('year')) ?? thisYear(now);
  const on = readDate(c.req.query('on') ?? '', dateOfInstant(now));
  return on === '' ? `/tables/${year}` : `/tables/${year}?${new URLSearchParams({ asOf: on })}`;
}

function deskPage(c: Ctx, { house }: Web): Response | Promise<Response> {
  const now = house.clock.now();
  const year = thisYear(now);
  return renderPage(c, {
    title: '审计工作台',
    section: 'audit-desk',
    body: (
      <>
        <h1>审计工作台</h1>
        <Question title="这一件谁看过、谁办的、文书改动过吗、何时封存">
          <ChooseCase kind={undefined} number="" />
        </Question>
        <Question title="这个数字为什么是这么多">
          <ChooseFigure year={year} name="" />
          <p class="small">
            也可以在<a href={`/tables/${year}`}>统计表</a>中点开数字，再点“这个数字的由来”。
          </p>
        </Question>
        <ReportOnADay year={year} />
        <ByPerson />
        <Question title="其他问题">
          <ul>
            {LINKS.map(([href, label]) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Question>
        <p class="soft small">今天是 {dateOfInstant(now)}。这里的查阅同样留痕。</p>
      </>
    ),
  });
}

const ReportOnADay: FC<{ year: number }> = ({ year }) => (
  <Question title="报告在某一天是怎么写的">
    <form class="search" method="get" action={REPORT} aria-label="看某一天的报告">
      <TextField
        form={{ values: { year: String(year) }, errors: [] }}
        name="year"
        label="年度"
        size="short"
        inputmode="numeric"
      />
      <DateField form={BLANK_FORM} name="on" label="按某日已登记的内容（含当日）" />
      <Button kind="secondary">查看</Button>
    </form>
    <p class="small">
      各版签署的报告见<a href="/reports">年度报告</a>。
    </p>
  </Question>
);

const ByPerson: FC = () => (
  <Question title="某人看过哪些案件，做过什么">
    <form class="search" method="get" action="/audit" aria-label="看某人做过什么">
      <TextField form={BLANK_FORM} name="who" label="账号名称" size="short" />
      <DateField form={BLANK_FORM} name="since" label="自" />
      <DateField form={BLANK_FORM} name="until" label="至（含当日）" />
      <Button kind="secondary">查看</Button>
    </form>
  </Question>
);

const LINKS: readonly (readonly [string, string])[] = [
  ['/audit', '谁看过什么、导出过什么、检索过什么；某人看过哪些案件'],
  ['/audit?what=exported', '导出过什么，是谁导出的'],
  ['/audit/rights', '某一天谁有什么权限；谁给的'],
  [`${DESK}/settings`, '谁在什么时候改了哪项设置；某一天的设置是怎样的'],
  [SEALS, '台账封存到哪里，由哪个检查点证明，哪些还没有封存'],
  [`${DESK}/erasures`, '是否删除过个人信息，谁申请、谁批准'],
  [`${DESK}/evidence`, '导出证据包，交给不用本系统的人核验'],
];

const Question: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <section class="panel">
    <h2>{title}</h2>
    {children}
  </section>
);
