import { defineKind } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import {
  decidePolicies,
  evolvePolicies,
  POLICIES_COMMANDS,
  POLICIES_STREAM,
  type PoliciesCommand,
} from './policies.ts';

/** What an office has settled where the law is open: recorded like a case, counted nowhere. */
export const policiesKind = defineKind<Policies, PoliciesCommand>({
  kind: 'policies',
  schemas: POLICIES_COMMANDS,
  opening: Object.keys(POLICIES_COMMANDS),
  evolve: evolvePolicies,
  decide: decidePolicies,
  settingOf: () => POLICIES_STREAM,
});
