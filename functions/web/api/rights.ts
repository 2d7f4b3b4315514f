/** Who may do what in this office, and the changes of rights and rules that wait for a second person. */
import * as z from 'zod';
import { MATRIX, OVERSEERS, RIGHT_WORDS, RIGHTS } from '#shared/accounts/permissions.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import { proposedRules } from '#shared/worklist/proposals.ts';
import { pageRead } from '../access/reads.ts';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';

const rightsShape = z.object({
  separated: z.boolean().describe('三员分立'),
  restricted: z.boolean().describe('举报和第三方限制知悉'),
  steps: z.array(z.string()).describe('the steps that wait for a second account'),
  matrix: z.array(z.object({ right: z.string(), words: z.string(), roles: z.array(z.string()) })),
  waiting: z
    .array(
      z.object({
        ...{ step: z.string(), command: z.string(), by: z.string(), role: z.string() },
        at: z.iso.datetime({ offset: true }),
      }),
    )
    .describe('decided by a person on the page'),
});

export function rightsEndpoints({ house }: Web): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: `${V1}/rights`,
      reads: pageRead('peopleRead'),
      summary: '各角色的权限、三员分立和限制知悉的设置，等待复核的权限和规则变更',
      example: {},
      roles: OVERSEERS,
      answers: { 200: rightsShape },
      handle: async ({ who: { office } }) => {
        const { steps, separated, restricted } = await approvalsOf(house.log, office);
        const waiting = await proposedRules(house, { office });
        return ok({
          ...{ separated, restricted, steps },
          matrix: RIGHTS.map((right) => ({ right, words: RIGHT_WORDS[right], roles: MATRIX[right] })),
          waiting: waiting.map(({ id: step, command, by, role, at }) => ({ step, command, by, role, at })),
        });
      },
    }),
  ];
}
