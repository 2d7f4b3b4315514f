/** Changes of the rules themselves and of rights: which of them wait for a second person, and who that may be. */
import type { Actor } from '#shared/kernel/event.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { APPROVALS_COMMANDS, type Approvals, waitsForApproval } from './approvals.ts';
import { isDecision } from './commands.ts';
import type { Proposal } from './proposals.ts';

/** A change of an account or a token; carried out where the accounts are, which are not in the ledger. */
export const ACCOUNT_COMMAND = 'ChangeAccount';
/** Roles by which others are decided on, watched, or let in. */
const WEIGHTY: readonly string[] = ['approver', 'auditor', 'security', 'accounts', 'admin'];

type Fields = Readonly<Record<string, unknown>>;

export const isRule = (name: string): boolean =>
  Object.hasOwn(APPROVALS_COMMANDS, name) || name === ACCOUNT_COMMAND;

/** The kind by which a decision about the rules is told from one about a case. */
export const isRuleDecision = ({ command, kind }: Fields): boolean =>
  kind === 'approvals' && isDecision(String(command));

/** Fewer steps wait than before, or what few were to know is open to all. */
function weakens({ steps, restricted }: Approvals, fields: Fields): boolean {
  if (fields.command === 'SetRestriction') return restricted && fields.restricted === false;
  if (fields.command !== 'SetApprovals' || !Array.isArray(fields.steps)) return false;
  const asked: readonly unknown[] = fields.steps;
  return steps.some((step) => !asked.includes(step));
}

/**
 * `keepers`: how many people of the office, who are not stopped, guard the rules. Where one alone does, an office can
 * still begin; where two do, neither weakens the rules alone.
 */
export function ruleWaits(now: Approvals, fields: Fields, keepers: number): boolean {
  const { command } = fields;
  // somebody is shut out at once
  if (command === ACCOUNT_COMMAND && fields.change === 'disable') return false;
  if (command === ACCOUNT_COMMAND) {
    const isWeighty = [fields.role, fields.before].some((role) => WEIGHTY.includes(String(role)));
    // whoever is put into a department may read what few are to know
    return (
      (isWeighty || fields.change === 'department') && (now.separated || waitsForApproval(now.steps, fields))
    );
  }
  if (command === 'SetSeparation' || now.separated || waitsForApproval(now.steps, fields)) return true;
  return keepers > 1 && weakens(now, fields);
}

/** The three powers (三员): accounts, security, audit. An account has one role, and so one of them at most. */
const POWERS: Readonly<Record<string, 'accounts' | 'security' | 'audit'>> = {
  admin: 'accounts',
  accounts: 'accounts',
  security: 'security',
  auditor: 'audit',
};

/** Why this account may not be the second; null where it may. That it is not the first is asked elsewhere. */
export function barredAsSecond(now: Approvals, proposal: Proposal, actor: Actor): RefusalCode | null {
  // a program's token may be in the hands of whoever proposed
  if (actor.via !== 'form') return 'personNeeded';
  const power = POWERS[actor.role];
  if (power === undefined) return 'notAllowed';
  if (now.separated || proposal.command === 'SetSeparation')
    return power === POWERS[proposal.role] ? 'otherPower' : null;
  return power === 'audit' ? 'notAllowed' : null;
}
