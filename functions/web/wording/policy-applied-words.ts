/** What the history of a case says when it follows a policy that was changed after it was recorded. */
import { POLICY_NAMES, type PolicyName } from '#shared/kernel/policies.ts';
import type { PolicyApplied } from '#shared/kernel/policy-applied.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { date, type Word } from './word.ts';

export const POLICY_APPLIED: {
  readonly [Field in keyof PolicyApplied['data']]: Word<PolicyApplied['data'][Field]>;
} = {
  policy: { label: '做法', text: (policy) => POLICY_WORDS[policy].label },
  value: { label: '改为', text: (value, { data }) => valueText(data.policy, value) },
  from: date('原期限'),
  to: date('现期限'),
};

/** A value in the words of its policy. */
export function valueText(policy: unknown, value: string): string {
  const known: PolicyName | undefined = POLICY_NAMES.find((name) => name === policy);
  const words: Readonly<Record<string, string>> = known === undefined ? {} : POLICY_WORDS[known].values;
  return words[value] ?? value;
}
