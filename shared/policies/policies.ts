/** The office's own word on what the law leaves open: one stream of the office. */
import * as z from 'zod';
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import {
  DEFAULT_POLICIES,
  POLICIES,
  POLICY_NAMES,
  type Policies,
  type PolicyName,
} from '#shared/kernel/policies.ts';

export const POLICIES_STREAM = 'policies';

/** `value` is one of the policy's own. */
type PolicySet = DomainEvent<
  'PolicySet',
  { readonly policy: PolicyName; readonly value: Policies[PolicyName] }
>;

export const POLICIES_COMMANDS = {
  SetPolicy: z.object({
    command: z.literal('SetPolicy'),
    case: z.literal(POLICIES_STREAM).optional(),
    policy: z.enum(POLICY_NAMES as [PolicyName, ...PolicyName[]]),
    value: z.string().max(100),
  }),
};
export type PoliciesCommand = z.infer<(typeof POLICIES_COMMANDS)['SetPolicy']>;

export function decidePolicies(
  state: Policies | null,
  { policy, value }: PoliciesCommand,
  { today }: { readonly today: PlainDate },
): Decision<PolicySet> {
  const known = POLICIES[policy].find((one) => one === value);
  if (known === undefined) return refuse('badChoice', '', { field: 'value' });
  if ((state ?? DEFAULT_POLICIES)[policy] === known) return refuse('unchanged', '', { field: 'value' });
  return accept([{ type: 'PolicySet', v: 1, on: today, data: { policy, value: known } }]);
}

export function evolvePolicies(state: Policies | null, recorded: Recorded<DomainEvent>): Policies {
  const before = state ?? DEFAULT_POLICIES;
  const event = recorded as Recorded<PolicySet>;
  return event.type === 'PolicySet' ? { ...before, [event.data.policy]: event.data.value } : before;
}
