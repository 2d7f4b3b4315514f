/** The list of a kind for programs: narrowed, in one of the orders an index gives, and counted where that is asked. */
import * as z from 'zod';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { LIST_SORTS } from '#shared/store/lists.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import * as shapes from './shapes.ts';

export function listEndpoint({ house }: Web): Endpoint {
  return endpoint({
    method: 'get',
    path: `${V1}/cases/{kind}`,
    reads: LIST_READ,
    summary: '某一类的各件，新的在前，或者按别的次序',
    example: { parameters: { kind: 'application', status: 'open', sort: 'due', order: 'asc', limit: '20' } },
    roles: EVERYONE,
    parameters: z.object({
      kind: shapes.kind,
      number: shapes.number.optional().describe('编号的开头'),
      status: shapes.caseShape.shape.status.optional(),
      from: shapes.day.optional(),
      to: shapes.day.optional(),
      sort: z
        .enum(LIST_SORTS)
        .optional()
        .describe(
          '次序：`opened` 日期（不写即此）、`number` 编号、`due` 期限（只列在办的）、`concluded` 办结日期（只列已办结的）',
        ),
      order: z.enum(['asc', 'desc']).default('desc'),
      count: z.literal('true').optional().describe('写 `true`，答复里有总数 `total`'),
      after: shapes.after,
      limit: shapes.limit,
    }),
    answers: {
      200: shapes.pageOf(shapes.caseShape).extend({
        total: z.object({ count: z.int(), more: z.boolean().describe('数到这里为止，还有更多') }).optional(),
      }),
    },
    handle: async ({ who, parameters: { after = null, limit, order, count, ...asked } }) => {
      await house.catchUp();
      const filter = { ...asked, ascending: order === 'asc' };
      const page = await house.views.list(who.office, filter, { after, limit });
      const total = count && (await house.views.count(who.office, filter));
      return ok({ ...page, items: page.items.map(toldCase), ...(total && { total }) });
    },
  });
}

export function toldCase({ office: _office, stream: _stream, number, ...rest }: CaseSummary): object {
  return { case: number, ...rest };
}
