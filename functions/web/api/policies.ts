/** The policies of the office, and what another value of one would change. Setting one is a command: SetPolicy. */
import * as z from 'zod';
import { EVERYONE, SETTLERS } from '#shared/accounts/permissions.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { POLICY_NAMES, type PolicyName } from '#shared/kernel/policies.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { REACHES } from '#shared/policies/policies.ts';
import { previewPolicy } from '#shared/settling/preview-policy.ts';
import { settledAs, toldPolicies } from '#shared/settling/told-policies.ts';
import { NOTHING_PERSONAL, pageRead } from '../access/reads.ts';
import { problem } from '../frame/answers.ts';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import * as shapes from './shapes.ts';

const policy = z.enum(POLICY_NAMES as [PolicyName, ...PolicyName[]]);
const optionalDay = shapes.day.nullable();

const policyShape = z.object({
  policy,
  value: z.string(),
  default: z.string(),
  values: z.array(z.string()),
  since: z
    .object({
      on: shapes.day,
      reach: z.enum(REACHES),
      from: z.int().nullable().describe('the first year it is for; 0 for all'),
    })
    .nullable(),
  followed: z.boolean().describe('a change reaches what was recorded before'),
});
const previewShape = z.object({
  cells: z.array(
    z.object({
      cell: z.string(),
      year: z.int(),
      before: z.number().nullable(),
      after: z.number().nullable(),
      cases: z.array(z.string()).describe('the cases that move it'),
      unknown: z.array(z.string()).describe('cases of which a fact that decides is not recorded: they stay'),
      signed: z.boolean().describe('the year is published: the difference shows as an amendment'),
    }),
  ),
  dates: z.array(z.object({ case: z.string(), kind: shapes.kind, from: optionalDay, to: optionalDay })),
  follow: z.int().describe('how many cases get an event'),
});

export function policyEndpoints({ house }: Web): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: `${V1}/policies`,
      reads: NOTHING_PERSONAL,
      summary: '法律没有写明、由本机关选定的算法',
      example: {},
      roles: EVERYONE,
      answers: { 200: z.object({ items: z.array(policyShape) }) },
      handle: async ({ who }) =>
        ok({ items: toldPolicies(await officeSettings(house.log, who.office).settled()) }),
    }),
    endpoint({
      method: 'get',
      path: `${V1}/policies/{policy}/preview`,
      reads: pageRead('figureRead'),
      summary: '换一种选择，会改变未定稿年度的哪些数、哪些在办件的期限',
      example: { parameters: { policy: 'splitPolicy', value: 'onePaper' } },
      roles: SETTLERS,
      parameters: z.object({ policy, value: z.string().max(100) }),
      answers: { 200: previewShape },
      handle: async ({ c, who, parameters }) => {
        const settled = settledAs(parameters.policy, parameters.value);
        if (settled !== null) return ok(await previewPolicy(house, who.office, settled));
        return problem(c, {
          status: 422,
          code: 'badChoice',
          title: refusalText('badChoice'),
          field: 'value',
        });
      },
    }),
  ];
}
