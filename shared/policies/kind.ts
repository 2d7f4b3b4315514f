import { defineKind } from '#shared/kernel/kind.ts';
import {
  decidePolicies,
  evolvePolicies,
  POLICIES_COMMANDS,
  POLICIES_STREAM,
  type PoliciesCommand,
  type PoliciesContext,
  type PoliciesEvent,
  type PoliciesState,
} from './policies.ts';

type Settings = Pick<PoliciesContext, 'lastSigned'>;

/** What an office has settled where the law is open: recorded like a case, counted nowhere. */
export const policiesKind = defineKind<PoliciesState, PoliciesCommand, PoliciesEvent, Settings>({
  kind: 'policies',
  schemas: POLICIES_COMMANDS,
  opening: Object.keys(POLICIES_COMMANDS),
  evolve: evolvePolicies,
  needs: () => ({ lastSigned: true }),
  decide: (state, command, { today, settings }) => decidePolicies(state, command, { today, ...settings }),
  settingOf: () => POLICIES_STREAM,
});
