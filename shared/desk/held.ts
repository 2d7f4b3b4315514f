/** Which commands wait for a second person: those that the office has named, from whoever comes by an account. */
import { GUARDS, SIGNED_IN } from '#shared/accounts/permissions.ts';
import { APPROVABLE, type ApprovalName } from '#shared/glossary/approvals.ts';
import { waitsForApproval } from '#shared/handling/approvals.ts';
import { PROPOSE, type ProposeStep } from '#shared/handling/commands.ts';
import { isRule, ruleWaits } from '#shared/handling/rules.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import {
  type Execution,
  type Fault,
  type Fields,
  fault,
  type Ledger,
  type Request,
} from '#shared/ledger/execution.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { ParsedCommand } from '#shared/ledger/parse-command.ts';
import type { Account } from '#shared/store/accounts.ts';

const ANY: readonly ApprovalName[] = keysOf(APPROVABLE);

/** On the machine itself the administrator of the machine is at work, and nobody is asked. */
export async function isHeld(ledger: Ledger, { office, actor, fields }: Request): Promise<boolean> {
  if (!waitsForApproval(ANY, fields) || !SIGNED_IN.some((role) => role === actor.role)) return false;
  const now = await officeSettings(ledger.log, office).approvals();
  if (!isRule(String(fields.command))) return waitsForApproval(now.steps, fields);
  return ruleWaits(now, fields, await guardsOf(ledger, office));
}

/** What nobody could ever decide on is not made to wait: an office must not shut itself out. */
export async function aloneIn(ledger: Ledger, { office, actor, fields }: Request): Promise<Fault | null> {
  const { command, steps } = fields;
  const isOfAccount = SIGNED_IN.some((role) => role === actor.role);
  if (command !== 'SetApprovals' || !Array.isArray(steps) || !isOfAccount || !ledger.people) return null;
  if (!steps.includes('rules') && !steps.includes('rights')) return null;
  return (await guardsOf(ledger, office)) < 2 ? fault('steps', 'noSecond') : null;
}

/** Where nobody can tell, as many as it takes for a change to wait. */
const guardsOf = async (ledger: Ledger, office: string): Promise<number> =>
  ledger.people === undefined
    ? 2
    : (await peopleOf(ledger, office)).filter(({ role }) => GUARDS.includes(role)).length;

/** The accounts of the office that may come in; none where the accounts are not at hand. */
export async function peopleOf({ people }: Ledger, office: string): Promise<readonly Account[]> {
  const all = (await people?.list()) ?? [];
  return all.filter((one) => one.office === office && !one.disabled);
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
