/** Which commands wait for a second person: those that the office has named, from whoever comes by an account. */
import { APPROVABLE, type ApprovalName } from '#shared/glossary/approvals.ts';
import { waitsForApproval } from '#shared/handling/approvals.ts';
import { PROPOSE, type ProposeStep } from '#shared/handling/commands.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import type { Execution, Fields, Request } from '#shared/ledger/execution.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { ParsedCommand } from '#shared/ledger/parse-command.ts';
import { ROLES } from '#shared/store/accounts.ts';
import type { LogReader } from '#shared/store/ports.ts';

const ANY: readonly ApprovalName[] = keysOf(APPROVABLE);

/** On the machine itself the administrator of the machine is at work, and nobody is asked. */
export async function isHeld(log: LogReader, { office, actor, fields }: Request): Promise<boolean> {
  if (!waitsForApproval(ANY, fields) || !ROLES.some((role) => role === actor.role)) return false;
  return waitsForApproval((await officeSettings(log, office).approvals()).steps, fields);
}

/** Whoever consents is the account that approves: until then a step that names somebody names nobody. */
export function proposing(fields: Fields): ParsedCommand {
  const { kind: _, key: __, approvedBy: ___, ...proposed } = fields;
  const value: ProposeStep = { command: PROPOSE, proposed };
  return { name: PROPOSE, creates: false, value };
}

/** What a command that waits is answered with. */
export function asProposed(done: Execution): Execution {
  if (!done.ok || done.outcome !== 'recorded') return done;
  return { ...done, outcome: 'proposed', warnings: [...done.warnings, { code: 'awaitsApproval' }] };
}
