/** Cases by what is known of them, for programs. Masked as on the pages: a telephone is found by, and not given out. */
import * as z from 'zod';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { SEARCHED } from '#shared/search/index-cases.ts';
import type { Page } from '#shared/store/views.ts';
import type { Web } from '../frame/web.ts';
import { LONGEST_QUERY } from '../look/search-box.tsx';
import { foundGroups, type Shown } from '../search/found-cases.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { SEARCHED_FOR } from './reads.ts';
import * as shapes from './shapes.ts';

const SUMMARY =
  '按编号、姓名、电话、证件号码、内容中的字词、文号、承办单位查找：各词都要出现，电话和证件号码要完整';

const foundShape = z.object({
  case: z.string(),
  kind: shapes.kind,
  subject: z.string(),
  person: z.string().describe('申请人或者诉求人；电话隐去中间几位'),
  status: shapes.caseShape.shape.status.nullable(),
  openedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
});

export function searchEndpoints({ house }: Web): Endpoint[] {
  const found = endpoint({
    method: 'get',
    path: `${V1}/search`,
    reads: SEARCHED_FOR,
    summary: SUMMARY,
    example: { parameters: { q: '规划' } },
    roles: EVERYONE,
    parameters: z.object({
      q: z.string().min(1).max(LONGEST_QUERY).describe('本系统不记入日志；贵单位的代理可能会记'),
      kind: shapes.kind.optional().describe('不写的，每类各取最新的 limit 件，没有 next'),
      after: shapes.after,
      limit: shapes.limit,
    }),
    answers: {
      200: shapes.pageOf(foundShape).extend({
        behind: z.int().describe('还没有编入索引的笔数'),
      }),
    },
    handle: async ({ who, parameters: { q: query, kind, after = null, limit } }) => {
      await house.catchUp();
      const behind = await house.search.follow();
      const kinds = kind === undefined ? SEARCHED : [kind];
      const place = kind === undefined ? { limit } : { limit, after };
      const groups = await foundGroups(house, { office: who.office, query, kinds }, place);
      const pages = groups.map(({ page }) => page);
      return ok({ ...(kind === undefined ? allOf(pages) : told(pages[0])), behind });
    },
  });
  return [found];
}

const allOf = (pages: readonly Page<Shown>[]) => ({
  items: pages.flatMap(({ items }) => items.map(lineOf)),
  next: null,
});
const told = ({ items, next }: Page<Shown> = { items: [], next: null }) => ({
  items: items.map(lineOf),
  next,
});

function lineOf({ kind, number, subject, person, summary }: Shown) {
  const { status = null, openedOn = null, dueOn = null } = summary ?? {};
  return { case: number, kind, subject, person, status, openedOn, dueOn };
}
