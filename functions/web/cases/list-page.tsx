/** The list of one kind of case: newest first, searched by number, state and day. What is searched stands in the address. */

import type { FC } from 'hono/jsx';
import { CLERKS, EVERYONE } from '#shared/accounts/permissions.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { dateOfInstant, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import { caseNumber, formerNumber } from '#shared/kernel/written.ts';
import type { CaseSummary, ListFilter } from '#shared/store/views.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Tag, type TagKind } from '../look/banner.tsx';
import { DateField, SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { Pager, pageAsked } from '../look/pager.tsx';
import { DataTable, EmptyState } from '../look/table.tsx';
import { readDate } from '../look/typed-date.ts';
import { STATUS_LABELS } from '../wording/terms.ts';
import { attachmentRoutes } from './attachment-routes.tsx';
import type { CasePages } from './case-kind.ts';
import { type Asked, casePageRoutes } from './case-page.tsx';
import { stepRoutes } from './step-page.tsx';

const ASKED = ['number', 'status', 'from', 'to'] as const;

/** List, case and steps of one kind. Register its own pages, such as `<path>/new`, before these: a case's number could be anything. */
export function caseRoutes(site: Site, web: Web, pages: CasePages): void {
  site.page(pages.path, EVERYONE, (c, who) => listPage(c, { web, pages, who }));
  casePageRoutes(site, web, pages);
  if (pages.caseKind.isBeside) attachmentRoutes(site, web, pages);
  stepRoutes(site, web, pages);
}

async function listPage(c: Ctx, { web, pages, who }: Asked): Promise<Response> {
  const values = Object.fromEntries(ASKED.map((name) => [name, (c.req.query(name) ?? '').trim()]));
  const asked = pageAsked(c);
  const today = dateOfInstant(web.house.clock.now());
  await web.house.catchUp();
  const listed = (filter: ListFilter) => web.house.views.list(who.office, filter, asked);
  const plain = await listed(filterOf(pages, { values, today }));
  // cases recorded before format characters were dropped from numbers keep the number they had
  const page =
    plain.items.length > 0 ? plain : await listed(filterOf(pages, { values, today }, formerNumber));
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  const first = query.size === 0 ? pages.path : `${pages.path}?${query}`;
  return renderPage(c, {
    title: pages.title,
    section: pages.section,
    body: (
      <>
        <div class="page-head">
          <h1>{pages.title}</h1>
          {pages.entry && (pages.entryRoles ?? CLERKS).includes(who.role) && (
            <a class="button" href={pages.entry[0]}>
              {pages.entry[1]}
            </a>
          )}
        </div>
        {pages.beside?.()}
        <Search pages={pages} form={{ values, errors: [] }} />
        <Listed pages={pages} rows={page.items} searched={query.size > 0} />
        <Pager first={first} asked={asked} next={page.next} />
      </>
    ),
  });
}

type Typed = { readonly values: Readonly<Record<string, string>>; readonly today: PlainDate };

/** What cannot be read narrows nothing. */
function filterOf(
  { kind }: CasePages,
  { values, today }: Typed,
  normal: (number: string) => string = caseNumber,
): ListFilter {
  const status = keysOf(STATUS_LABELS).find((one) => one === values.status);
  const number = normal(values.number ?? '') || undefined;
  const from = parsePlainDate(readDate(values.from ?? '', today)) ?? undefined;
  const to = parsePlainDate(readDate(values.to ?? '', today)) ?? undefined;
  return { kind, status, number, from, to };
}

const Search: FC<{ pages: CasePages; form: FormState }> = ({ pages: { path, dated }, form }) => (
  <search>
    <form class="search" method="get" action={path} aria-label="查找">
      <TextField form={form} name="number" label="编号（开头几位即可）" size="short" type="search" />
      <SelectField
        form={form}
        name="status"
        label="状态"
        blank="全部（不含作废）"
        choices={Object.entries(STATUS_LABELS).map(([value, label]) => ({ value, label }))}
      />
      <DateField form={form} name="from" label={`${dated}，自`} />
      <DateField form={form} name="to" label="至" />
      <Button kind="secondary">查找</Button>
    </form>
  </search>
);

const Listed: FC<{ pages: CasePages; rows: readonly CaseSummary[]; searched: boolean }> = (props) => {
  const { pages, rows, searched } = props;
  if (rows.length > 0) return <DataTable caption={pages.title} columns={pages.columns} rows={rows} />;
  return searched ? (
    <EmptyState title="没有符合条件的记录">
      <a href={pages.path}>看全部</a>
    </EmptyState>
  ) : (
    <EmptyState title="还没有记录">登记后会列在这里。</EmptyState>
  );
};

const STATUS_TAGS: Readonly<Record<CaseSummary['status'], TagKind>> = {
  unconfirmed: 'plain',
  open: 'busy',
  concluded: 'good',
  voided: 'off',
};

/** Where a case stands, beside its number. */
export function StatusTag({ status }: { status: CaseSummary['status'] }) {
  return <Tag kind={STATUS_TAGS[status]}>{STATUS_LABELS[status]}</Tag>;
}
