/** What waits for the approval of a second account. Deciding is a command: ApproveStep, ReturnStep, WithdrawStep. */
import * as z from 'zod';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { APPROVABLE } from '#shared/glossary/approvals.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import { type ProposedStep, proposedSteps, proposedYears } from '#shared/worklist/proposals.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import * as shapes from './shapes.ts';

const proposalShape = z.object({
  case: z.string().describe('the number; of a signature the year'),
  kind: z.string(),
  step: z.string().describe('what ApproveStep names'),
  command: z.string(),
  day: shapes.day.nullable().describe('the day of the step, which stays what was typed'),
  by: z.string(),
  at: z.iso.datetime({ offset: true }),
  until: shapes.day.nullable().describe('the date of the case: approved later, the step is late'),
});
const approvalsShape = shapes.pageOf(proposalShape).extend({
  steps: z.array(z.enum(keysOf(APPROVABLE))).describe('the steps that wait in this office'),
  years: z.array(proposalShape),
});

export function approvalEndpoints({ house }: Web): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: `${V1}/approvals`,
      reads: LIST_READ,
      summary: '等待另一个账号审批的步骤，按各件的期限',
      example: {},
      roles: EVERYONE,
      parameters: z.object({ after: shapes.after, limit: shapes.limit }),
      answers: { 200: approvalsShape },
      handle: async ({ who: { office }, parameters: { after = null, limit } }) => {
        await house.catchUp();
        const { items, next } = await proposedSteps(house, { office }, { after, limit });
        const years = (await proposedYears(house, { office })).map(told);
        const { steps } = await approvalsOf(house.log, office);
        return ok({ items: items.map(told), next, steps, years });
      },
    }),
  ];
}

function told({ case: number, kind, id: step, command, day, by, at, until }: ProposedStep): object {
  return { case: number, kind, step, command, day, by, at, until };
}
