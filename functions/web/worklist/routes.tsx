/** The work list: open cases of every kind by due date. */

import type { Child } from 'hono/jsx';
import { EVERYONE, rolesFor } from '#shared/accounts/permissions.ts';
import { offeredOn } from '#shared/hotline/lists.ts';
import { CASE_KINDS } from '#shared/kernel/event.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { NARROWINGS } from '#shared/store/narrowings.ts';
import { SLICES, slicePage } from '#shared/worklist/slices.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { Pager, pageAsked } from '../look/pager.tsx';
import { assignMany, HANDOVER, Handover, peopleFor } from './handover.tsx';
import {
  type Chosen,
  FACT_FILTERS,
  FactFilters,
  SliceLinks,
  WORKLIST,
  worklistHref,
} from './slice-links.tsx';

export function worklistRoutes(site: Site, web: Web): void {
  site.page(WORKLIST, EVERYONE, (c, who) => worklistPage(c, { web, who }));
  site.form(HANDOVER, rolesFor('AssignCase'), async (c, who, fields) =>
    worklistPage(c, { web, who }, await assignMany(c, { web, who }, fields)),
  );
}

/** As long as a label can be. */
const LONGEST_FACT = 100;

/** What cannot be read narrows nothing. */
function chosenIn(c: Ctx): Chosen {
  const slice = SLICES.find((one) => one === c.req.query('slice')) ?? 'all';
  const kind = CASE_KINDS.find((one) => one === c.req.query('kind'));
  return { slice, kind, ...recordOf(NARROWINGS, (fact) => factAsked(c.req.query(fact))) };
}

function factAsked(text = ''): string | undefined {
  const fact = text.trim();
  return fact === '' || fact.length > LONGEST_FACT ? undefined : fact;
}

type By = { readonly web: Web; readonly who: Principal };

/** `said`: what became of the cases that were just given to somebody. */
async function worklistPage(c: Ctx, { web, who }: By, said: Child = null): Promise<Response> {
  const { house } = web;
  const { office } = who;
  const chosen = chosenIn(c);
  const asked = pageAsked(c);
  const on = dateOfInstant(house.clock.now());
  await house.catchUp();
  const lists = await officeSettings(house.log, office).lists();
  const offered = recordOf(NARROWINGS, (fact) => {
    const { list } = FACT_FILTERS[fact];
    return list === null ? [] : offeredOn(lists, list, on).map(({ label }) => label);
  });
  const page = await slicePage(house, { office, on, ...chosen }, asked);
  return renderPage(c, {
    title: '待办',
    section: 'worklist',
    body: (
      <>
        <h1>待办</h1>
        {said}
        <SliceLinks chosen={chosen} me={who.user} />
        <FactFilters chosen={chosen} offered={offered} />
        <Handover
          c={c}
          people={await peopleFor(web, who)}
          action={worklistHref(chosen).replace(WORKLIST, HANDOVER)}
          cases={page.items}
        />
        <Pager first={worklistHref(chosen)} asked={asked} next={page.next} />
      </>
    ),
  });
}
