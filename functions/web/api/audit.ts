/** The audit stream for the auditor's own programs: narrowed as on the page, texts opened, the newest first. */
import * as z from 'zod';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { endOfDate, startOfDate } from '#shared/kernel/plain-date.ts';
import { toldEntry } from '#shared/proof/told-entry.ts';
import { pageRead } from '../access/reads.ts';
import { SUBJECT_KINDS } from '../audit/asked.ts';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import * as shapes from './shapes.ts';

const entryShape = z.object({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  who: z.string().describe('账号、令牌的署名，或者操作系统的用户；尚未登录的为空'),
  role: z.string(),
  via: z.string(),
  from: z.string().optional(),
  session: z.string().optional().describe('会话的公开名称，不是它的密钥'),
  what: z.string(),
  on: z.object({ kind: z.string(), number: z.string() }).optional(),
  details: z.looseObject({}).optional(),
  texts: z
    .union([z.looseObject({}), z.string()])
    .optional()
    .describe('检索词、理由等；打不开的，写明原因'),
  hash: z.string(),
});

export function auditEndpoints({ house }: Web): Endpoint[] {
  const listed = endpoint({
    method: 'get',
    path: `${V1}/audit`,
    reads: pageRead('auditRead'),
    summary: '审计记录，新的在前：谁在什么时候从哪里看过、导出过什么，谁改了谁的权限（仅限审计角色）',
    example: { parameters: { what: 'caseRead', limit: '20' } },
    roles: AUDITORS,
    parameters: z.object({
      who: z.string().min(1).max(100).optional(),
      what: z.enum(keysOf(AUDIT_LABELS)).optional(),
      kind: z.enum(SUBJECT_KINDS).optional().describe('和 number 一起'),
      number: z.string().min(1).max(100).optional(),
      from: z.string().min(1).max(100).optional().describe('来自哪个地址'),
      since: shapes.day.optional(),
      until: shapes.day.optional(),
      after: shapes.after,
      limit: shapes.limit,
    }),
    answers: { 200: shapes.pageOf(entryShape) },
    handle: async ({ who: { office }, parameters }) => {
      const { after = null, limit, kind = 'application', number, since, until, ...asked } = parameters;
      const { items, next } = await house.audit.page(
        {
          ...{ ...asked, office },
          ...(number !== undefined && { on: { kind, number } }),
          ...(since && { since: startOfDate(since) }),
          ...(until && { until: endOfDate(until) }),
        },
        { after, limit },
      );
      return ok({ items: await Promise.all(items.map((line) => toldEntry(house.audit, line))), next });
    },
  });
  return [listed];
}
