/** Open311 GeoReport v2, for reading: services, requests and a request, in JSON and XML (wiki.open311.org/GeoReport_v2). */

import * as z from 'zod';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { LIST_READ, NOTHING_PERSONAL } from '../access/reads.ts';
import { numberIn, summaryOf } from '../cases/case-address.tsx';
import type { Ctx, Web } from '../frame/web.ts';
import { type Endpoint, endpoint, V1 } from './endpoint.ts';
import { requestOf, servicesOn, statusHistory } from './open311-cases.ts';
import { found, MOST, soughtBy } from './open311-search.ts';
import { ERRORS, formatOf, type Item, type Names, REQUESTS, SERVICES, writeItems } from './open311-text.ts';
import { OPEN311_REQUEST } from './reads.ts';
import * as shapes from './shapes.ts';

export const OPEN311 = `${V1}/open311`;

export function open311Endpoints(web: Web): Endpoint[] {
  return ['', '.json', '.xml']
    .flatMap((ending) => [servicesEndpoint(web, ending), requestsEndpoint(web, ending)])
    .concat(requestEndpoint(web));
}

const item = z.record(z.string(), z.unknown());

function servicesEndpoint({ house }: Web, ending: string): Endpoint {
  return endpoint({
    method: 'get',
    path: `${OPEN311}/services${ending}`,
    reads: NOTHING_PERSONAL,
    summary: 'Open311：诉求的类型',
    example: {},
    roles: EVERYONE,
    answers: { 200: z.array(item) },
    handle: async ({ c, who }) => {
      if (isElsewhere(c, who.office)) return unknownJurisdiction(c);
      const lists = await officeSettings(house.log, who.office).lists();
      return answer(c, { names: SERVICES, items: servicesOn(lists, dateOfInstant(house.clock.now())) });
    },
  });
}

const PARAMETERS = z.object({
  service_request_id: z
    .string()
    .max(5000)
    .optional()
    .describe('几个的用逗号隔开；写了这一项，其他条件不起作用'),
  service_code: z.string().max(1000).optional().describe('几个的用逗号隔开'),
  start_date: z.string().max(40).optional(),
  end_date: z.string().max(40).optional(),
  status: z.string().max(40).optional().describe('open、closed，或者两个用逗号隔开'),
  extensions: z.string().max(10).optional().describe('true：带办理经过'),
  page_size: shapes.whole(1, MOST).default(MOST),
  page: shapes.whole(1, 999_999_999).default(1),
  jurisdiction_id: z.string().max(100).optional().describe('令牌所属的机关；写别的机关，答找不到'),
  after: z.string().max(500).optional().describe('上一页 Link 响应头里的值'),
});

function requestsEndpoint(web: Web, ending: string): Endpoint {
  return endpoint({
    method: 'get',
    path: `${OPEN311}/requests${ending}`,
    reads: LIST_READ,
    summary: 'Open311：各件诉求，新的在前；下一页的地址在 Link 响应头',
    example: { parameters: { status: 'open' } },
    roles: EVERYONE,
    parameters: PARAMETERS,
    answers: { 200: z.array(item) },
    handle: async ({ c, who, parameters }) => {
      if (isElsewhere(c, who.office)) return unknownJurisdiction(c);
      const sought = soughtBy(parameters, web.house.clock.now());
      if (typeof sought === 'string') return fault(c, 400, sought);
      await web.house.catchUp();
      const { cases, next } = await found(web.house.views, who.office, sought);
      if (next !== null) {
        const { page: _, ...asked } = c.req.query();
        const query = new URLSearchParams({ ...asked, after: next });
        c.header('link', `<${c.req.path}?${query}>; rel="next"`);
      }
      return answer(c, {
        names: REQUESTS,
        items: await told(web, { cases, office: who.office, full: parameters.extensions === 'true' }),
      });
    },
  });
}

function requestEndpoint(web: Web): Endpoint {
  return endpoint({
    method: 'get',
    path: `${OPEN311}/requests/{id}`,
    reads: OPEN311_REQUEST,
    summary: 'Open311：一件诉求和它的办理经过；地址可以 .json 或者 .xml 结尾',
    example: { parameters: { id: 'RX2026-0000001' } },
    roles: EVERYONE,
    parameters: z.object({ id: z.string().max(110) }),
    answers: { 200: z.array(item) },
    handle: async ({ c, who, parameters: { id } }) => {
      if (isElsewhere(c, who.office)) return unknownJurisdiction(c);
      await web.house.catchUp();
      const number = numberIn(id.replace(/\.(?:json|xml)$/, ''));
      const summary = await summaryOf(web.house.views, who.office, { kind: 'hotline', number });
      if (summary === null || summary.status === 'voided') return fault(c, 404, 'no such service_request_id');
      return answer(c, {
        names: REQUESTS,
        items: await told(web, { cases: [summary], office: who.office, full: true }),
      });
    },
  });
}

/** A jurisdiction is an office; a token is of one. */
function isElsewhere(c: Ctx, office: string): boolean {
  const asked = (c.req.query('jurisdiction_id') ?? '').trim();
  return asked !== '' && asked !== office;
}

const unknownJurisdiction = (c: Ctx): Response => fault(c, 404, 'jurisdiction_id was not found');

type Telling = { readonly cases: readonly CaseSummary[]; readonly office: string; readonly full: boolean };

async function told({ house }: Web, { cases, office, full }: Telling): Promise<readonly Item[]> {
  const lists = await officeSettings(house.log, office).lists();
  const items: Item[] = [];
  for (const summary of cases) {
    const file = full ? await openCase(house.log, hotlineKind, { office, number: summary.number }) : null;
    items.push(requestOf(summary, lists, file === null ? undefined : statusHistory(file.events)));
  }
  return items;
}

type Body = { readonly names: Names; readonly items: readonly Item[] };

function answer(c: Ctx, { names, items }: Body, status: 200 | 400 | 404 = 200): Response {
  const format = formatOf(c.req.path, c.req.header('accept') ?? '');
  const type = format === 'xml' ? 'text/xml' : 'application/json';
  c.header('cache-control', 'no-store');
  return c.body(writeItems(format, names, items), status, { 'content-type': `${type}; charset=utf-8` });
}

/**
 * What the API turns away before or instead of an endpoint, in XML where that was asked for; a client that asked for JSON
 * reads problem documents, as everywhere.
 */
export async function inAskedFormat(c: Ctx, next: () => Promise<void>): Promise<void> {
  await next();
  const isProblem = c.res.headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (!isProblem || formatOf(c.req.path, c.req.header('accept') ?? '') !== 'xml') return;
  const { status, headers } = c.res;
  const { title } = z.object({ title: z.string() }).parse(await c.res.json());
  const told = new Response(writeItems('xml', ERRORS, [{ code: status, description: title }]), { status });
  for (const [name, value] of headers) if (!/^content-/.test(name)) told.headers.set(name, value);
  told.headers.set('content-type', 'text/xml; charset=utf-8');
  c.res = undefined;
  c.res = told;
}

/** Errors in the shape of the specification. */
function fault(c: Ctx, status: 400 | 404, description: string): Response {
  return answer(c, { names: ERRORS, items: [{ code: status, description }] }, status);
}
