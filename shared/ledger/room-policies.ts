import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import {
  decidePolicies,
  evolvePolicies,
  POLICIES_COMMANDS,
  POLICIES_STREAM,
  type PoliciesCommand,
} from '#shared/policies/policies.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf } from './case-history.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';

/** What an office has settled where the law is open: recorded like a case, counted nowhere. */
export const policiesRoom: Room = {
  kind: 'policies',
  commands: Object.keys(POLICIES_COMMANDS),
  evolve: (state, event) => evolvePolicies(state as Policies | null, event),
  contributions: () => NO_CONTRIBUTIONS,
  parse: (name, fields) => parseCommand(POLICIES_COMMANDS, Object.keys(POLICIES_COMMANDS), [name, fields]),
  decide: (state, command, context) =>
    decidePolicies(state as Policies | null, command.value as PoliciesCommand, context),
  migrate: () => ({ ok: false, field: 'number' }),
  settingOf: () => POLICIES_STREAM,
};

export async function officePolicies(log: LogReader, office: string): Promise<Policies> {
  let policies = DEFAULT_POLICIES;
  for (const commit of await log.history({ office, kind: 'policies', stream: POLICIES_STREAM }))
    for (const event of eventsOf(commit)) policies = evolvePolicies(policies, event);
  return policies;
}
