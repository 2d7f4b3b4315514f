/** The first page: where the work of the day begins; in an empty ledger, how to begin at all. */
import type { FC } from 'hono/jsx';
import { hasCases } from '#functions/demo/fill-sample.ts';
import { ADMINS, CLERKS, EVERYONE } from '#shared/accounts/permissions.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { yearAwaited } from '#shared/kernel/calendar/calendar.ts';
import { dateOfInstant, type Instant, isAheadOf } from '#shared/kernel/plain-date.ts';
import { isName } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { type Slice, slicePage } from '#shared/worklist/slices.ts';
import { firstUnknown } from '#shared/year/first-unknown.ts';
import type { Site } from '../access/site.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import { Banner, UnknownWarning } from '../look/banner.tsx';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, BLANK_FORM, Button, Form } from '../look/form.tsx';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';
import { NAME_FIELD, OFFICE } from '../office/office-page.tsx';
import { minute } from '../wording/word.ts';
import { OpenTable } from '../worklist/open-table.tsx';
import { worklistHref } from '../worklist/slice-links.tsx';

export function homeRoutes(site: Site, web: Web): void {
  site.page('/', EVERYONE, (c, who) => home(c, web, who));
  site.form('/sample', ADMINS, (c, who) => fill(c, web, who));
}

async function home(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const { house } = web;
  const on = dateOfInstant(house.clock.now());
  await house.catchUp();
  const urgent = await slicePage(house, { office: who.office, on, slice: 'within3' }, { limit: SHOWN });
  const calendar = await officeSettings(house.log, who.office).calendar();
  const overdue = await slicePage(house, { office: who.office, on, slice: 'overdue' }, { limit: SHOWN });
  return renderPage(c, {
    title: '今日',
    section: 'home',
    body: (
      <>
        <div class="page-head">
          <h1>今日 {on}</h1>
          {CLERKS.includes(who.role) && <Entries />}
        </div>
        <ClockWarning now={house.clock.now()} newest={await house.views.asOf(who.office)} />
        <UnknownWarning unknown={await firstUnknown(house, who.office)} />
        <CalendarAwaited year={yearAwaited(calendar, on)} role={who.role} />
        {ADMINS.includes(who.role) && !isName(c.var.office.name) && <Unnamed c={c} />}
        {(await offersSample(web, who)) && <Beginning c={c} />}
        <Urgent title="已超期" slice="overdue" cases={overdue.items} empty="没有超期的事项" />
        <Urgent
          title="3 个工作日内到期"
          slice="within3"
          cases={urgent.items}
          empty="3 个工作日内没有到期的事项"
        />
      </>
    ),
  });
}

/** Whether there are cases is read from the log: only for those who could be offered the sample. */
async function offersSample({ config, house }: Web, { role }: Principal): Promise<boolean> {
  return config.fillWithSample !== undefined && ADMINS.includes(role) && !(await hasCases(house.log));
}

const ClockWarning: FC<{ now: Instant; newest: Instant | null }> = ({ now, newest }) =>
  isAheadOf(now, newest) ? (
    <Banner kind="warning">
      {refusalText('clockBehindLedger', { now: minute(now), newest: minute(newest ?? now) })}
      。在校准之前，新登记的内容都会记在那个时间之后，年度报告不能定稿。
    </Banner>
  ) : null;

/** Dates that reach into the year are provisional until it is loaded: asked for until it is there. */
const CalendarAwaited: FC<{ year: number | null; role: Role }> = ({ year, role }) =>
  year === null ? null : (
    <Banner kind="warning">
      {year} 年的放假安排还没有载入，涉及该年的期限都是暂定。
      {ADMINS.includes(role) ? (
        <>
          国务院办公厅的通知公布后，请
          <a href={`/calendar/load?year=${year}`}>载入 {year} 年放假安排</a>。
        </>
      ) : (
        '国务院办公厅的通知公布后，由管理员载入。'
      )}
    </Banner>
  );

const SHOWN = 20;

const Entries: FC = () => (
  <p class="actions">
    <a class="button" href="/applications/new">
      登记申请
    </a>
    <a class="button button-secondary" href="/hotline/new">
      登记来电
    </a>
  </p>
);

type Listed = {
  readonly title: string;
  readonly slice: Slice;
  readonly cases: readonly OpenCase[];
  readonly empty: string;
};

const Urgent: FC<Listed> = ({ title, slice, cases, empty }) => (
  <section aria-labelledby={slice}>
    <div class="page-head">
      <h2 id={slice}>{title}</h2>
      <a href={worklistHref({ slice })}>看全部</a>
    </div>
    <OpenTable cases={cases.slice(0, SHOWN)} empty={empty} />
  </section>
);

/** Asked for before anything else: nothing is signed or issued in the name of nobody. */
const Unnamed: FC<{ c: Ctx }> = ({ c }) => (
  <section class="panel" aria-labelledby="unnamed">
    <h2 id="unnamed">先写明机关名称</h2>
    <p>
      写明以前，年度报告不能定稿，文书不能制发。简称、代字和上级机关在<a href={OFFICE}>机关信息</a>里填写。
    </p>
    <Form c={c} action={OFFICE} label="机关名称">
      <DrawnFields fields={[NAME_FIELD]} form={BLANK_FORM} />
      <Actions>
        <Button>保存</Button>
      </Actions>
    </Form>
  </section>
);

const Beginning: FC<{ c: Ctx }> = ({ c }) => (
  <section class="panel" aria-labelledby="beginning">
    <h2 id="beginning">台账还是空的</h2>
    <p>
      可以直接登记第一件申请，也可以先装入示例数据试用。示例数据中的机关、人员和记录全部为虚构，机关名称也换成虚构的，每一页都会标明“示例”；装入后请另用一个数据目录正式启用。
    </p>
    <Form c={c} action="/sample">
      <Actions>
        <Button kind="secondary">装入示例数据</Button>
      </Actions>
    </Form>
  </section>
);

/** Only into an empty ledger: a second click finds it filled. */
async function fill(c: Ctx, { house, config }: Web, who: Principal): Promise<Response> {
  if (config.fillWithSample && !(await hasCases(house.log))) {
    await config.fillWithSample(actorOf(who));
    return c.redirect('/', 303);
  }
  return renderPage(c, {
    title: '没有装入',
    status: 409,
    body: <MessagePage title="没有装入">台账中已有记录，示例数据只能装入空台账。</MessagePage>,
  });
}
