/** The policies as programs are told of them: each with its values, the one in force, and since when. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, POLICIES, POLICY_NAMES, type PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import type { PoliciesState, Reach } from '#shared/policies/policies.ts';
import { kindsFollowing } from './reached-cases.ts';

export type ToldPolicy = {
  readonly policy: PolicyName;
  readonly value: string;
  readonly default: string;
  readonly values: readonly string[];
  /** Null where nobody has settled it. */
  readonly since: { readonly on: PlainDate; readonly reach: Reach; readonly from: number | null } | null;
  /** Whether a change reaches what was recorded before. */
  readonly followed: boolean;
};

export function toldPolicies({ values, settings }: PoliciesState): readonly ToldPolicy[] {
  return POLICY_NAMES.map((policy) => {
    const last = settings.findLast((one) => one.policy === policy);
    const since = last === undefined ? null : { on: last.on, reach: last.reach, from: last.from };
    return {
      ...{ policy, value: values[policy], default: DEFAULT_POLICIES[policy] },
      ...{ values: POLICIES[policy], since, followed: kindsFollowing(policy).size > 0 },
    };
  });
}

/** Null for what is no policy, or no value of it. */
export function settledAs(policy: string, value: string): Settled | null {
  const name = POLICY_NAMES.find((one) => one === policy);
  const known = name && POLICIES[name].find((one) => one === value);
  return known === undefined ? null : ({ policy: name, value: known } as Settled);
}
