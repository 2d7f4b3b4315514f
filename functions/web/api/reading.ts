/** What programs may read: cases with their history and clock, the work list, the report and what is behind its cells. */

import * as z from 'zod';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { toldClock, toldEvents } from '#shared/desk/case-lines.ts';
import { instantField } from '#shared/kernel/command-fields.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { dateOfInstant, firstDayOf, lastDayOf } from '#shared/kernel/plain-date.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import { canonicalJson } from '#shared/reporting/report.ts';
import { NARROWINGS } from '#shared/store/narrowings.ts';
import { openCasesOn } from '#shared/worklist/open-then.ts';
import { pageBehind, toldWeight } from '#shared/year/behind-cell.ts';
import { type Choice, chosenReport, reportLedger } from '#shared/year/chosen-report.ts';
import { LIST_READ, pageRead } from '../access/reads.ts';
import { notFound } from '../access/turned-away.tsx';
import { summaryOf } from '../cases/case-address.tsx';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { listEndpoint, toldCase } from './listing.ts';
import { caseInPath } from './reads.ts';
import { maskedFor, revealGround } from './revealing.ts';
import * as shapes from './shapes.ts';

const ONE_CASE = { parameters: { kind: 'application', number: 'SQ2026-0000001' } };

/** Who has the case. */
const NARROWED = recordOf(NARROWINGS, () => z.string().max(100).optional());
const paged = { after: shapes.after, limit: shapes.limit };

export function readingEndpoints(web: Web): Endpoint[] {
  return [listEndpoint(web), ...caseEndpoints(web), clockEndpoint(web), ...figureEndpoints(web)];
}

function caseEndpoints(web: Web): Endpoint[] {
  const { house } = web;
  const named = z.object({ kind: shapes.kind, number: shapes.numberInPath });
  return [
    endpoint({
      method: 'get',
      path: `${V1}/cases/{kind}/{number}`,
      reads: caseInPath('caseRead'),
      summary: '一件的现状',
      example: ONE_CASE,
      roles: EVERYONE,
      parameters: named,
      answers: { 200: shapes.caseShape },
      handle: async ({ c, who, parameters: { kind, number } }) => {
        await house.catchUp();
        const found = await summaryOf(house.views, who.office, { kind, number });
        return found === null ? notFound(c) : ok(toldCase(found));
      },
    }),
    endpoint({
      method: 'get',
      path: `${V1}/cases/{kind}/{number}/history`,
      reads: caseInPath('revealed'),
      summary: '一件的全部经过，早的在前',
      example: ONE_CASE,
      roles: EVERYONE,
      parameters: named.extend({ ground: revealGround }),
      answers: { 200: z.object({ items: z.array(shapes.eventShape) }) },
      handle: async ({ c, who, parameters: { kind, number, ground } }) => {
        const at = { office: who.office, kind, number };
        const commits = await historyOf(house.log, at);
        if (commits === null) return notFound(c);
        const masked = await maskedFor({ web, who }, { ...at, ground });
        return ok({ items: await toldEvents(house.log, commits, masked) });
      },
    }),
  ];
}

function clockEndpoint({ house }: Pick<Web, 'house'>): Endpoint {
  return endpoint({
    method: 'get',
    path: `${V1}/cases/{kind}/{number}/clock`,
    reads: caseInPath('caseRead'),
    summary: '一件的期限怎么算，逐日列出',
    example: ONE_CASE,
    roles: EVERYONE,
    parameters: z.object({ kind: shapes.kind, number: shapes.numberInPath, on: shapes.day.optional() }),
    answers: { 200: shapes.clockShape },
    handle: async ({ c, who, parameters: { kind, number, on } }) => {
      const commits = await historyOf(house.log, { office: who.office, kind, number });
      const day = on ?? dateOfInstant(house.clock.now());
      const told = commits && (await toldClock(house.log, commits, day));
      return told === null ? notFound(c) : ok(told);
    },
  });
}

function figureEndpoints(web: Web): Endpoint[] {
  const { house } = web;
  return [
    endpoint({
      method: 'get',
      path: `${V1}/worklist`,
      reads: LIST_READ,
      summary: '待办，按到期日；问过去某日的，是当日的待办',
      example: { parameters: { limit: '20' } },
      roles: EVERYONE,
      parameters: z.object({ on: shapes.day.optional(), ...NARROWED, ...paged }),
      answers: {
        200: shapes.pageOf(
          shapes.caseShape
            .pick({ case: true, kind: true, openedOn: true, dueOn: true, stepDueOn: true, provisional: true })
            .extend({
              overdue: z.boolean(),
              workingDaysLeft: z.int().nullable(),
              earliest: z.boolean().optional(),
              ...NARROWED,
            }),
        ),
      },
      handle: async ({ who, parameters: { on, after = null, limit, ...filter } }) => {
        await house.catchUp();
        const day = on ?? dateOfInstant(house.clock.now());
        const { office } = who;
        const calendar = await officeSettings(house.log, office).calendar();
        const asked = { office, on: day, calendar, filter };
        return ok(await openCasesOn(house, asked, { after, limit }));
      },
    }),
    ...reportEndpoints(web),
  ];
}

const REPORT_PARAMETERS = z.object({
  year: shapes.year,
  version: z.union([z.literal('live'), shapes.whole(1, 9999)]).optional(),
  asOf: instantField.optional().describe('只计此刻以前录入的，不论何时发生'),
  from: shapes.day.optional().describe('和 to 一起，只缩小热线数据的范围'),
  to: shapes.day.optional(),
});

function reportEndpoints({ house }: Web): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: `${V1}/reports/{year}`,
      reads: pageRead('reportRead'),
      summary: '年度报告：最近定稿的一版，没有定稿的是现时数据',
      example: { parameters: { year: '2026' } },
      roles: EVERYONE,
      parameters: REPORT_PARAMETERS,
      answers: { 200: z.looseObject({ year: z.int(), status: z.enum(['live', 'closed']) }) },
      handle: async ({ c, parameters }) => {
        const chosen = await chosenReport(reportLedger(house), choiceOf(c, parameters));
        if (chosen === null) return notFound(c);
        c.header('cache-control', 'no-store');
        return c.body(canonicalJson(chosen.report), 200, { 'content-type': 'application/json' });
      },
    }),
    endpoint({
      method: 'get',
      path: `${V1}/reports/{year}/cells/{cell}`,
      reads: pageRead('figureRead'),
      summary: '一个数是由哪些件组成的；各件的数相加就是这个数（收费以元计）',
      example: { parameters: { year: '2026', cell: 'table3.newlyReceived.total' } },
      roles: EVERYONE,
      parameters: REPORT_PARAMETERS.extend({ cell: z.string().min(1).max(400), ...paged }),
      answers: { 200: shapes.pageOf(shapes.memberShape) },
      handle: async ({ c, parameters: { cell, after = null, limit, ...asked } }) => {
        if (!isCellName(cell)) return notFound(c);
        const page = await pageBehind(house, { choice: choiceOf(c, asked), cell }, { after, limit });
        const items = page.items.map((one) => ({ ...one, weight: toldWeight(cell, one.weight) }));
        return ok({ ...page, items });
      },
    }),
  ];
}

function choiceOf(c: Ctx, { asOf, from, to, ...asked }: z.output<typeof REPORT_PARAMETERS>): Choice {
  const period = {
    from: from ?? firstDayOf(asked.year),
    to: to ?? lastDayOf(asked.year),
  };
  const isNarrowed = from !== undefined || to !== undefined;
  return { office: officeHere(c), ...asked, asOf, ...(isNarrowed && { period }) };
}
