/** The office's calendar: a year at a glance, where it comes from, and the office's own days. */
import type { FC } from 'hono/jsx';
import { EVERYONE, SETTLERS } from '#shared/accounts/permissions.ts';
import { type CalendarState, calendarIn, type OwnDay } from '#shared/calendar/state.ts';
import { workingDaysLeft } from '#shared/kernel/calendar/calendar.ts';
import type { CalendarSource } from '#shared/kernel/calendar/years.ts';
import { dateOfInstant, lastDayOf, yearOf } from '#shared/kernel/plain-date.ts';
import { openedCalendar } from '#shared/ledger/office-calendar.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { CAUSE_LABELS, DAY_KIND_LABELS, PATH } from './changes.ts';
import { YearView } from './year-view.tsx';

export function calendarPageRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(PATH, EVERYONE, (c, who) => calendarPage(c, web, who));
}

const SOURCES: Readonly<Record<CalendarSource, string>> = {
  notice: '与通知原文一致',
  checked: '数据包所载，已与另一份资料核对',
  package: '取自数据包，未与通知核对',
  office: '由本机关载入',
};

type Shown = {
  readonly c: Ctx;
  readonly state: CalendarState;
  readonly year: number;
  readonly who: Principal;
};

async function calendarPage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const state = await openedCalendar(web.house.log, who.office);
  const today = dateOfInstant(web.house.clock.now());
  const asked = Number(c.req.query('year'));
  const year = asked >= 2000 && asked <= 2999 ? Math.trunc(asked) : yearOf(today);
  const shown = { c, state, year, who };
  return renderPage(c, {
    title: `工作日历 ${year} 年`,
    section: 'calendar',
    wide: true,
    body: (
      <>
        <Head {...shown} />
        <Done redated={c.req.query('redated')} />
        <Undone {...shown} />
        <Years {...shown} />
        <About {...shown} />
        <YearView state={state} year={year} today={today} />
        <OwnDays {...shown} />
      </>
    ),
  });
}

const isAdmin = (who: Principal): boolean => SETTLERS.includes(who.role);

const Head: FC<Shown> = ({ year, who }) => (
  <div class="page-head">
    <h1>工作日历 {year} 年</h1>
    {isAdmin(who) && (
      <div class="actions">
        <a class="button" href={`${PATH}/load?year=${year}`}>
          载入年度放假安排
        </a>
        <a class="button button-secondary" href={`${PATH}/days/new`}>
          添加本机关特殊日
        </a>
      </div>
    )}
  </div>
);

const Done: FC<{ redated: string | undefined }> = ({ redated }) =>
  redated === undefined || !/^\d+$/.test(redated) ? null : (
    <Banner kind="success">
      已保存。
      {redated === '0'
        ? '没有未结案件因此改变期限。'
        : `${redated} 件未结案件的期限已重算，原期限和原因记入各件。`}
    </Banner>
  );

/** A dating that was interrupted: it can be taken up again at any time. */
const Undone: FC<Shown> = ({ c, state, who }) =>
  state.applied >= state.changes.length ? null : (
    <Banner kind="warning">
      <p>日历有变动，未结案件的期限还没有全部重算。</p>
      {isAdmin(who) && (
        <Form c={c} action={`${PATH}/redate`} label="继续重算">
          <Button>继续重算</Button>
        </Form>
      )}
    </Banner>
  );

const Years: FC<Shown> = ({ state, year }) => {
  const known = [...state.years.keys()].sort((a, b) => a - b);
  const next = (known.at(-1) ?? year) + 1;
  const years = [...new Set([...known, next, year])].sort((a, b) => a - b);
  return (
    <nav aria-label="年度">
      <ul class="years">
        {years.map((one) => (
          <li>
            <a href={`${PATH}?year=${one}`} aria-current={one === year ? 'page' : undefined}>
              {one}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const About: FC<Shown> = ({ state, year }) => {
  const known = state.years.get(year);
  const calendar = calendarIn(state);
  const last = Math.max(...state.years.keys());
  const working = workingDaysLeft(calendar, lastDayOf(year - 1), lastDayOf(year));
  if (known === undefined)
    return (
      <Banner kind="warning">
        {year} 年的放假安排还没有载入。凡计算涉及 {last} 年 12 月 29
        日以后日子的期限，一律标为“暂定”，载入以后自动重算。
      </Banner>
    );
  return (
    <section class="panel" aria-label="依据">
      <Facts
        items={[
          ['依据', known.notice],
          ['来源', SOURCES[known.source]],
          ['全年工作日', `${working} 天`],
          ['调休上班', `${known.makeUp.length} 天`],
          ['日历版本', calendar.version],
          ...(year === last ? [['暂定', `${year} 年 12 月 29 日以后的期限，待下一年度通知`] as const] : []),
        ]}
      />
    </section>
  );
};

const OwnDays: FC<Shown> = ({ state, year, who }) => {
  const rows = [...state.extraDays.values()]
    .filter(({ date }) => yearOf(date) === year)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return (
    <section>
      <h2>本机关特殊日</h2>
      {rows.length === 0 ? (
        <EmptyState title={`${year} 年没有特殊日`}>
          台风停工、疫情停办、奉命加班等，由管理员在这里登记。
        </EmptyState>
      ) : (
        <DataTable
          caption="本机关特殊日"
          columns={isAdmin(who) ? [...COLUMNS, TAKE_BACK] : COLUMNS}
          rows={rows}
        />
      )}
    </section>
  );
};

const COLUMNS: readonly Column<OwnDay>[] = [
  { title: '日期', cell: ({ date }) => date },
  { title: '改为', cell: ({ kind }) => DAY_KIND_LABELS[kind] },
  { title: '原因', cell: ({ cause }) => CAUSE_LABELS[cause] },
  { title: '说明', cell: ({ reason }) => reason },
];
const TAKE_BACK: Column<OwnDay> = {
  title: '更正',
  cell: ({ date }) => (
    <a href={`${PATH}/days/${date}/remove`}>
      撤销<span class="unseen">{date}</span>
    </a>
  ),
};
