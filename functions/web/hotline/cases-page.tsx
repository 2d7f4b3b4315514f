/** The cases behind a figure of part of a year: those received on its days that stand in its cell. */

import { TYPE_LABELS } from '../../../shared/hotline/first-lists.ts';
import { type PlainDate, parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import type { House } from '../../../shared/store/house.ts';
import type { CaseSummary } from '../../../shared/store/views.ts';
import { EVERYONE } from '../../accounts/permissions.ts';
import { labelOf } from '../../aggregate/figures.ts';
import { notFound } from '../access/turned-away.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable, EmptyState, Pager } from '../look/table.tsx';
import { cellLabel } from '../report/cell-label.ts';
import type { Site } from '../site.ts';
import type { Ctx, Web } from '../web.ts';
import { casesHref } from './figures-asked.ts';
import { HotlineNavigation } from './navigation.tsx';
import { HOTLINE, HOTLINE_COLUMNS } from './pages.tsx';

const PAGE_SIZE = 50;
/** Read at most for one page: a rare figure of a long period goes on at the next. */
const MOST_READ = 2000;

export function behindRoutes(site: Site, web: Web): void {
  site.page(`${HOTLINE}/cases`, EVERYONE, (c) => casesPage(c, web));
}

type Asked = { readonly cell: string; readonly from: PlainDate; readonly to: PlainDate };

function asked(c: Ctx): Asked | null {
  const cell = c.req.query('cell') ?? '';
  const from = parsePlainDate(c.req.query('from') ?? '');
  const to = parsePlainDate(c.req.query('to') ?? '');
  const known = /^(?:hotline|events)\.\w+/.test(cell) && cell.length <= 400;
  return known && from !== null && to !== null ? { cell, from, to } : null;
}

async function casesPage(c: Ctx, { house }: Web): Promise<Response> {
  const wanted = asked(c);
  if (wanted === null) return notFound(c);
  const after = c.req.query('after') ?? null;
  await house.catchUp();
  const { cases, next } = await casesBehind(house, c.var.office.id, { ...wanted, after });
  const here = casesHref(wanted.cell, wanted);
  const title = cellLabel(wanted.cell);
  return renderPage(c, {
    title,
    section: 'hotline',
    body: (
      <>
        <p class="crumb">
          <a href={`${HOTLINE}/figures?year=${wanted.from.slice(0, 4)}`}>统计图表</a>
        </p>
        <h1>{title}</h1>
        <HotlineNavigation current="figures" />
        <p>
          {wanted.from} 至 {wanted.to} 受理、计入这个数字的工单。
        </p>
        {cases.length === 0 && next === null ? (
          <EmptyState title="没有工单" />
        ) : (
          <DataTable caption={title} columns={HOTLINE_COLUMNS} rows={cases} />
        )}
        <Pager
          first={after === null ? null : here}
          next={next === null ? null : `${here}&${new URLSearchParams({ after: next })}`}
        />
      </>
    ),
  });
}

type Page = Asked & { readonly after: string | null };

async function casesBehind({ views }: Pick<House, 'views'>, office: string, page: Page) {
  const { cell, from, to } = page;
  const cases: CaseSummary[] = [];
  let next = page.after;
  let read = 0;
  do {
    const some: Awaited<ReturnType<typeof views.list>> = await views.list(
      office,
      { kind: 'hotline', from, to },
      { after: next, limit: PAGE_SIZE },
    );
    cases.push(...some.items.filter((one) => standsInCell(one, cell)));
    next = some.next;
    read += some.items.length;
  } while (next !== null && cases.length < PAGE_SIZE && read < MOST_READ);
  return { cases, next };
}

const BY_LABEL = {
  bySource: 'source',
  byType: 'type',
  byTopic: 'topic',
  byDepartment: 'department',
} as const;

/** What `hotlineContributions` says of the case, read from its summary. */
export function standsInCell({ facts, status }: CaseSummary, cell: string): boolean {
  const [group, name = ''] = [cell.slice(0, cell.indexOf('.')), cell.slice(cell.indexOf('.') + 1)];
  if (status === 'voided' || (group === 'hotline' && facts.group !== '12345')) return false;
  if (name === 'received') return true;
  for (const [map, fact] of Object.entries(BY_LABEL)) {
    const label = labelOf(name, map);
    const own = String(facts[fact] ?? '');
    if (label !== null) return label === (fact === 'type' ? (TYPE_LABELS[own] ?? own) : own);
  }
  return String(facts.counts ?? '')
    .split(' ')
    .includes(name);
}
