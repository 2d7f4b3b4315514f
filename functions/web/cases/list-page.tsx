/** The list of one kind of case: what narrows and orders it stands in the address. */

import type { FC } from 'hono/jsx';
import { CLERKS, EVERYONE } from '#shared/accounts/permissions.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { formerNumber } from '#shared/kernel/written.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import { FacetFields } from '../lists/facet-fields.tsx';
import type { Facet, List } from '../lists/list.ts';
import { choicesOf, DateField, SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { EmptyState } from '../look/table.tsx';
import { STATUS_LABELS } from '../wording/terms.ts';
import { attachmentRoutes } from './attachment-routes.tsx';
import type { CasePages } from './case-kind.ts';
import { casePageRoutes } from './case-page.tsx';
import { listAsked } from './list-asked.ts';
import { proposalRoutes } from './proposal-panel.tsx';
import type { Asked } from './situation.ts';
import { stepRoutes } from './step-page.tsx';

/** List, case and steps of one kind. Register its own pages, such as `<path>/new`, before these: a case's number could be anything. */
export function caseRoutes(site: Site, web: Web, pages: CasePages): void {
  site.reading(LIST_READ).page(pages.path, EVERYONE, (c, who) => listPage(c, { web, pages, who }));
  casePageRoutes(site, web, pages);
  if (pages.caseKind.isBeside) attachmentRoutes(site, web, pages);
  stepRoutes(site, web, pages);
  proposalRoutes(site, web, pages);
}

async function listPage(c: Ctx, { web, pages, who }: Asked): Promise<Response> {
  const facets = (await pages.facets?.(web, who.office)) ?? [];
  const today = dateOfInstant(web.house.clock.now());
  const plain = listAsked(c, { pages, facets, today });
  // cases recorded before format characters were dropped from numbers keep the number they had
  const former = listAsked(c, { pages, facets, today }, formerNumber);
  const { views } = web.house;
  const isFormer =
    plain.filter.number !== former.filter.number &&
    (await views.list(who.office, plain.filter, { limit: 1 })).items.length === 0;
  const { filter, query, said, order, values } = isFormer ? former : plain;
  const list: List<CaseSummary> = {
    path: pages.path,
    title: pages.title,
    unit: pages.unit ?? '件',
    ...{ query, said, order, columns: pages.columns },
    ...(pages.about && { about: { ...pages.about, named: (one: CaseSummary) => one } }),
    rows: (page) => views.list(who.office, filter, page),
    count: () => views.count(who.office, filter),
  };
  return answerList({ c, web, who }, list, {
    section: pages.section,
    empty: <Nothing path={pages.path} searched={query.size > 0} />,
    head: (
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
        <Search pages={pages} facets={facets} form={{ values, errors: [] }} />
      </>
    ),
  });
}

type Searching = { readonly pages: CasePages; readonly facets: readonly Facet[]; readonly form: FormState };

const Search: FC<Searching> = ({ pages: { path, dated }, facets, form }) => (
  <search>
    <form class="search" method="get" action={path} aria-label="查找">
      <TextField form={form} name="number" label="编号（开头几位即可）" size="short" type="search" />
      <SelectField
        form={form}
        name="status"
        label="状态"
        blank="全部（不含作废）"
        choices={choicesOf(STATUS_LABELS)}
      />
      <DateField form={form} name="from" label={`${dated}，自`} />
      <DateField form={form} name="to" label="至" />
      <Button kind="secondary">查找</Button>
      {facets.length > 0 && <FacetFields facets={facets} form={form} />}
    </form>
  </search>
);

const Nothing: FC<{ path: string; searched: boolean }> = ({ path, searched }) =>
  searched ? (
    <EmptyState title="没有符合条件的记录">
      <a href={path}>看全部</a>
    </EmptyState>
  ) : (
    <EmptyState title="还没有记录">登记后会列在这里。</EmptyState>
  );
