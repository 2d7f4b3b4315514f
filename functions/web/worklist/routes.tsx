/** The work list: open cases of every kind by due date. */

import type { Child } from 'hono/jsx';
import { EVERYONE, rolesFor } from '#shared/accounts/permissions.ts';
import { offeredOn } from '#shared/hotline/lists.ts';
import { CASE_KINDS } from '#shared/kernel/event.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { House } from '#shared/store/house.ts';
import { NARROWINGS } from '#shared/store/narrowings.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { SLICES, type Sliced, sliceCount, slicePage } from '#shared/worklist/slices.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import type { List } from '../lists/list.ts';
import { EmptyState } from '../look/table.tsx';
import { assignMany, HANDOVER, Handover, peopleFor, TICK } from './handover.tsx';
import { OPEN_COLUMNS } from './open-table.tsx';
import {
  type Chosen,
  FACT_FILTERS,
  FactFilters,
  queryOf,
  SliceLinks,
  saidOf,
  WORKLIST,
  worklistHref,
} from './slice-links.tsx';

export function worklistRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
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
  const on = dateOfInstant(house.clock.now());
  const lists = await officeSettings(house.log, office).lists();
  const offered = recordOf(NARROWINGS, (fact) => {
    const { list } = FACT_FILTERS[fact];
    return list === null ? [] : offeredOn(lists, list, on).map(({ label }) => label);
  });
  const list = workList(house, { office, on, ...chosen });
  const people = await peopleFor(web, who);
  return answerList({ c, web, who }, list, {
    section: 'worklist',
    ...(people.length > 0 && {
      ticks: TICK,
      around: (table) => (
        <Handover c={c} people={people} action={worklistHref(chosen).replace(WORKLIST, HANDOVER)}>
          {table}
        </Handover>
      ),
    }),
    empty: <EmptyState title="没有符合条件的在办事项" />,
    head: (
      <>
        <h1>待办</h1>
        {said}
        <div class="narrowing">
          <SliceLinks chosen={chosen} me={who.user} />
          <FactFilters chosen={chosen} offered={offered} />
        </div>
      </>
    ),
  });
}

function workList(
  house: House,
  { office, on, ...chosen }: Chosen & Pick<Sliced, 'office' | 'on'>,
): List<OpenCase> {
  const sliced = { office, on, ...chosen };
  return {
    ...{ path: WORKLIST, title: '待办', unit: '件', columns: OPEN_COLUMNS },
    query: new URLSearchParams(queryOf(chosen)),
    said: saidOf(chosen),
    about: {
      named: ({ kind, case: number }) => ({ kind, number }),
      ...{ subject: '内容', person: '申请人、诉求人' },
    },
    rows: (page) => slicePage(house, sliced, page),
    count: () => sliceCount(house, sliced),
  };
}
