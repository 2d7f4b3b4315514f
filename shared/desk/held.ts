/** Which commands wait for a second person: those that the office has named, from whoever comes by an account. */
import { APPROVABLE, type ApprovalName } from '#shared/glossary/approvals.ts';
import { heldByRow, NO_APPROVALS, waitsForApproval } from '#shared/handling/approvals.ts';
import { PROPOSE, type ProposeStep } from '#shared/handling/commands.ts';
import type { Actor } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import type { Execution, Fields, Request } from '#shared/ledger/execution.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { ParsedCommand } from '#shared/ledger/parse-command.ts';
import type { RowBar } from '#shared/ledger/recorder.ts';
import { ROLES } from '#shared/store/accounts.ts';
import type { LogReader } from '#shared/store/ports.ts';

type Asking = Pick<Request, 'office' | 'actor' | 'fields'>;

const ANY: readonly ApprovalName[] = keysOf(APPROVABLE);

/** On the machine itself the administrator of the machine is at work, and nobody is asked. */
const comesByAccount = ({ role }: Actor): boolean => ROLES.some((one) => one === role);

export async function isHeld(log: LogReader, { office, actor, fields }: Asking): Promise<boolean> {
  if (!waitsForApproval(ANY, fields) || !comesByAccount(actor)) return false;
  return waitsForApproval((await officeSettings(log, office).approvals()).steps, fields);
}

/** What bars a row of a file from a case, for everything the file brings: the step that has to be approved instead. */
export async function rowBar(
  log: LogReader,
  { office, actor }: Omit<Asking, 'fields'>,
): Promise<RowBar | undefined> {
  const approvals = comesByAccount(actor) ? await officeSettings(log, office).approvals() : NO_APPROVALS;
  if (approvals.steps.length === 0) return undefined;
  return (events, isThere) => {
    const held = heldByRow(approvals, events, isThere);
    if (held === null) return null;
    const { label, ...step } = APPROVABLE[held];
    const article = 'article' in step ? step.article : '';
    return { code: 'stepHeld', article, facts: { field: 'outcome', step: label } };
  };
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
