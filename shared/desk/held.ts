/** Which commands wait for a second person: those that the office has named, from whoever comes by an account. */
import { GUARDS, SIGNED_IN } from '#shared/accounts/permissions.ts';
import { APPROVABLE, type ApprovalName } from '#shared/glossary/approvals.ts';
import { heldByRow, NO_APPROVALS, waitsForApproval } from '#shared/handling/approvals.ts';
import { PROPOSE, type ProposeStep } from '#shared/handling/commands.ts';
import { isRule, ruleWaits } from '#shared/handling/rules.ts';
import type { Actor } from '#shared/kernel/event.ts';
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
import type { RowBar } from '#shared/ledger/recorder.ts';
import type { Account } from '#shared/store/accounts.ts';
import type { LogReader } from '#shared/store/ports.ts';

/** The rules of the office, and its accounts where they are at hand. */
type Rules = Pick<Ledger, 'log' | 'people'>;
type Asking = Pick<Request, 'office' | 'actor' | 'fields'>;

const ANY: readonly ApprovalName[] = keysOf(APPROVABLE);

/** On the machine itself the administrator of the machine is at work, and nobody is asked. */
const comesByAccount = ({ role }: Actor): boolean => SIGNED_IN.some((one) => one === role);

/** Whether the office has to be asked. */
export function mayBeHeld({ actor, fields }: Pick<Asking, 'actor' | 'fields'>): boolean {
  return waitsForApproval(ANY, fields) && comesByAccount(actor);
}

export async function isHeld(ledger: Rules, asking: Asking): Promise<boolean> {
  if (!mayBeHeld(asking)) return false;
  const { office, fields } = asking;
  const now = await officeSettings(ledger.log, office).approvals();
  if (!isRule(String(fields.command))) return waitsForApproval(now.steps, fields);
  return ruleWaits(now, fields, await guardsOf(ledger, office));
}

/** Whoever takes a step does not consent to it in their own name. */
function ownApproval({ actor, fields }: Asking): Fault | null {
  const { approvedBy } = fields;
  const isOwn = typeof approvedBy === 'string' && approvedBy.normalize('NFKC').trim() === actor.user;
  return isOwn && comesByAccount(actor) ? fault('approvedBy', 'ownApproval') : null;
}

/**
 * What decides on a step of somebody else, cannot be undone, or opens a case to somebody: a program's token may be in the
 * hands of whoever asked for it.
 */
const BY_PERSON: readonly unknown[] = [
  ...['ApproveStep', 'ReturnStep', 'ApproveErasure', 'RefuseErasure'],
  'GrantAccess',
];
function programIn({ actor, fields }: Asking): Fault | null {
  const isBarred = comesByAccount(actor) && actor.via !== 'form' && BY_PERSON.includes(fields.command);
  return isBarred ? fault('command', 'personNeeded') : null;
}

/** Why whoever sends this may not, whatever the case. `held`: it waits for somebody else, whose name will be the approver's. */
export function barredIn(asking: Asking, held: boolean): Fault | null {
  return programIn(asking) ?? (held ? null : ownApproval(asking));
}

/** What nobody could ever decide on is not made to wait: an office must not shut itself out. */
export async function aloneIn(ledger: Rules, { office, actor, fields }: Asking): Promise<Fault | null> {
  const { command, steps } = fields;
  if (command !== 'SetApprovals' || !Array.isArray(steps) || !comesByAccount(actor) || !ledger.people)
    return null;
  if (!steps.includes('rules') && !steps.includes('rights')) return null;
  return (await guardsOf(ledger, office)) < 2 ? fault('steps', 'noSecond') : null;
}

/** Where nobody can tell, as many as it takes for a change to wait. */
const guardsOf = async (ledger: Rules, office: string): Promise<number> =>
  ledger.people === undefined
    ? 2
    : (await peopleOf(ledger, office)).filter(({ role }) => GUARDS.includes(role)).length;

/** The accounts of the office that may come in; none where the accounts are not at hand. */
export async function peopleOf({ people }: Rules, office: string): Promise<readonly Account[]> {
  const all = (await people?.list()) ?? [];
  return all.filter((one) => one.office === office && !one.disabled);
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
