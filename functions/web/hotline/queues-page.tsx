/** What each department has in hand, and one department's cases by due date. */
import type { Child, FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { PENDING } from '#shared/hotline/figures.ts';
import { addDays, dateOfInstant, type Instant, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import { factOf } from '#shared/store/narrowings.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { numberColumn } from '../cases/list-columns.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import { type List, type ListColumn, pagesOf } from '../lists/list.ts';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { type Board, countOf, MOST_OF_EACH, openCases, queueCell, standingIn } from './boards.ts';
import { HOTLINE, HOTLINE_ABOUT, typeOf } from './pages.tsx';
import { leftText } from './time-left.ts';

const QUEUES = `${HOTLINE}/queues`;
const UNDISPATCHED = '（待受理、待派发）';

export function queueRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
  site.page(QUEUES, EVERYONE, (c, who) => {
    const department = c.req.query('department');
    return department === undefined ? allQueues(c, web, who) : oneQueue(c, web, { who, department });
  });
}

type Queue = { readonly department: string; readonly pending: number; readonly overdue: Board };

async function allQueues(c: Ctx, { house }: Web, { office }: Principal): Promise<Response> {
  await house.catchUp();
  const today = dateOfInstant(house.clock.now());
  const year = yearOf(today);
  const figures = await house.views.figures({ office, year });
  const late = await openCases(house, office, { to: addDays(today, -1) });
  const queues = await Promise.all(
    Object.entries(figures.labelled(PENDING, year)).map(
      async ([department, pending]): Promise<Queue> => ({
        ...{ department, pending },
        overdue: await overdueOf(house, { office, department, late, today }),
      }),
    ),
  );
  queues.sort(
    (a, b) =>
      b.overdue.cases.length - a.overdue.cases.length ||
      b.pending - a.pending ||
      (a.department < b.department ? -1 : 1),
  );
  return page(c, '各单位待办', <Queues queues={queues} />);
}

type Late = {
  readonly office: string;
  readonly department: string;
  readonly late: Board;
  readonly today: PlainDate;
};

/** Taken from the office's overdue cases, unless there are more of those than were read. */
async function overdueOf(house: House, { office, department, late, today }: Late): Promise<Board> {
  if (late.more && department !== '') {
    const page = { limit: MOST_OF_EACH };
    return openCases(house, office, { department, to: addDays(today, -1), page });
  }
  return { ...late, cases: late.cases.filter((one) => (factOf(one, 'department') ?? '') === department) };
}

const Queues: FC<{ queues: readonly Queue[] }> = ({ queues }) => {
  const columns: readonly Column<Queue>[] = [
    {
      title: '承办单位',
      cell: ({ department }) => <a href={queueHref(department)}>{department || UNDISPATCHED}</a>,
    },
    { title: '待办', numeric: true, cell: ({ pending }) => String(pending) },
    {
      title: '其中已超期',
      numeric: true,
      cell: ({ overdue }) =>
        countOf(overdue) === '0' ? '0' : <strong class="late">{countOf(overdue)}</strong>,
    },
  ];
  const total = queues.reduce((sum, { pending }) => sum + pending, 0);
  return queues.length === 0 ? (
    <EmptyState title="没有待办工单">所有工单都已办结。</EmptyState>
  ) : (
    <>
      <p>
        共 {total} 件在办。点单位名称，按时限先后看它的待办。
        {queues.some(({ overdue }) => overdue.more) && `超期工单很多，带“+”的只数到这里。`}
      </p>
      <DataTable caption="各单位待办" columns={columns} rows={queues} />
    </>
  );
};

const queueHref = (department: string): string => `${QUEUES}?department=${encodeURIComponent(department)}`;

type Asked = { readonly who: Principal; readonly department: string };

async function oneQueue(c: Ctx, web: Web, { who, department }: Asked): Promise<Response> {
  const { house } = web;
  const { office } = who;
  await house.catchUp();
  const now = house.clock.now();
  const name = department || UNDISPATCHED;
  const list: List<CaseSummary> = {
    ...{ path: QUEUES, title: `${name}待办`, unit: '件', columns: queueColumns(now) },
    query: new URLSearchParams({ department }),
    said: [`承办单位：${name}`, '在办，按时限先后'],
    about: { ...HOTLINE_ABOUT, named: (one) => one },
    ...(await rowsOf(house, { office, department, now })),
  };
  return answerList({ c, web, who }, list, {
    section: 'queues',
    savable: false,
    empty: <EmptyState title="没有工单" />,
    head: (
      <>
        <p class="crumb">
          <a href={QUEUES}>各单位待办</a>
        </p>
        <h1>{name}</h1>
      </>
    ),
  });
}

type Turn = { readonly office: string; readonly department: string; readonly now: Instant };

/** A department's open cases; those not dispatched yet are in no department's list. */
async function rowsOf(
  house: House,
  { office, department, now }: Turn,
): Promise<Pick<List<CaseSummary>, 'rows' | 'count'>> {
  if (department !== '') {
    const filter = { kind: 'hotline', department } as const;
    return {
      rows: (page) => house.views.worklist(office, page, filter),
      count: () => house.views.openCount(office, filter),
    };
  }
  const year = yearOf(dateOfInstant(now));
  const { cases, more } = await standingIn(house, { office, cell: queueCell(''), year });
  return { rows: pagesOf(cases), count: async () => ({ count: cases.length, more }) };
}

/** Cases by due date, with what is left of their time in words. */
export function queueColumns(now: Instant): readonly ListColumn<CaseSummary>[] {
  return [
    numberColumn('hotline'),
    {
      ...{ title: '时限', tight: true },
      cell: (one) => <Due of={one} now={now} />,
      text: (one) => [one.dueOn ?? '', leftText(one, now)].join(' ').trim(),
    },
    { title: '类型', cell: typeOf },
    { title: '事项', cell: ({ facts }) => String(facts.topic ?? '') },
    { title: '承办单位', cell: ({ facts }) => String(facts.department ?? '') },
    { title: '受理时间', tight: true, cell: ({ facts }) => minute(String(facts.receivedAt ?? '')) },
  ];
}

const Due: FC<{ of: CaseSummary; now: Instant }> = ({ of, now }) => {
  const { dueOn } = of;
  const today = dateOfInstant(now);
  const look = dueOn === null ? undefined : dueOn < today ? 'late' : dueOn === today ? 'soon' : undefined;
  return (
    <>
      {dueOn ?? ''} <span class={look}>{leftText(of, now)}</span>
    </>
  );
};

function page(c: Ctx, title: string, body: Child): Response | Promise<Response> {
  return renderPage(c, {
    title,
    section: 'queues',
    body: (
      <>
        <h1>{title}</h1>
        {body}
      </>
    ),
  });
}
