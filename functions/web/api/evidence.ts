/** The evidence package for programs: cases, a figure or a year, signed. */
import * as z from 'zod';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import { type Reads, recordRead } from '../access/reads.ts';
import { makeEvidence, readingsOf } from '../audit-desk/evidence.ts';
import { UNSIGNED, ZIP } from '../audit-desk/evidence-page.tsx';
import { attachment, problem } from '../frame/answers.ts';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, V1 } from './endpoint.ts';

const parameters = z.object({
  kind: z.enum(RECORD_KINDS).optional(),
  cases: z.string().max(4000).optional().describe('numbers, separated by commas'),
  year: z.coerce.number().int().optional().describe('without cases: its signed reports, or the figure'),
  figure: z.string().max(400).optional(),
  full: z.stringbool().default(false).describe('identity numbers, contacts and what was sealed, too'),
  ground: z.string().max(500).default('').describe('why; required with full'),
});

/** What was taken is recorded when it is known, before it is handed out. */
const RECORDED_ONCE_MADE: Reads = { what: 'exported', of: () => null };

export function evidenceEndpoints(web: Web): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: `${V1}/evidence`,
      summary: '证据包（.zip）：可打印的页面、原样的记录、存在证明、检查点、公钥和核验程序，已签名',
      example: { parameters: { cases: 'SQ2026-0000001' } },
      roles: AUDITORS,
      reads: RECORDED_ONCE_MADE,
      parameters,
      answers: {},
      media: [ZIP],
      handle: async ({ c, who, parameters: { cases = '', ground, ...asked } }) => {
        if (asked.full && ground === '')
          return problem(c, { status: 422, code: 'required', title: '完整导出要写明依据', field: 'ground' });
        const numbers = cases.split(',').flatMap((one) => one.trim() || []);
        const made = await makeEvidence(web.house, {
          ...{ ...asked, office: who.office, by: who.user, cases: numbers },
        }).catch((fault: unknown) => {
          if (fault instanceof SealingRefused) return null;
          throw fault;
        });
        if (made === null) return problem(c, { status: 503, code: UNSIGNED.code, title: UNSIGNED.message });
        if (!made.ok)
          return problem(c, { status: 422, code: made.code, title: made.message, field: made.field });
        for (const reading of readingsOf(made, { full: asked.full, ground }))
          await recordRead(c, { web, who }, reading);
        return attachment(c, { bytes: made.bytes, mediaType: ZIP, name: '证据包.zip' });
      },
    }),
  ];
}
