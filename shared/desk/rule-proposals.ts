/**
 * A change of the rules or of rights in two steps: proposed by one person, carried out when another agrees. It waits in
 * the stream of the rules itself; the change and the word that it was approved are one commit.
 */
import { randomUUID } from 'node:crypto';
import { APPROVALS_STREAM, type Approvals, approvalsKind } from '#shared/handling/approvals.ts';
import { DECIDING_COMMANDS, type DecidingCommand } from '#shared/handling/commands.ts';
import {
  approvedEvent,
  fieldsOf,
  laidAside,
  type Proposal,
  proposalFor,
  proposedEvent,
} from '#shared/handling/proposals.ts';
import { ACCOUNT_COMMAND, barredAsSecond } from '#shared/handling/rules.ts';
import type { Decision } from '#shared/kernel/decision.ts';
import { accept } from '#shared/kernel/decision.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { JsonObject } from '#shared/kernel/parse-json.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { earlierOf } from '#shared/ledger/earlier.ts';
import {
  type Execution,
  executionOf,
  type Fields,
  fault,
  type Ledger,
  type Request,
  waitsAlready,
} from '#shared/ledger/execution.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import { parseCommand, parseFor } from '#shared/ledger/parse-command.ts';
import type { Account } from '#shared/store/accounts.ts';
import { append, writeOne } from '#shared/store/ports.ts';
import { peopleOf } from './held.ts';

/** Judged at once, so that what cannot be is said to whoever proposes it. */
export async function proposeRule(ledger: Ledger, request: Request): Promise<Execution> {
  const name = String(request.fields.command);
  const parsed = name === ACCOUNT_COMMAND ? null : parseFor(approvalsKind, name, request.fields);
  if (parsed?.ok === false) return parsed;
  const now = await rulesNow(ledger, request);
  if ('ok' in now) return now;
  const lacking = lackingIn(now.rules, request.fields, await peopleOf(ledger, request.office));
  if (lacking !== null) return fault('', lacking);
  const { kind: _, key: __, ...fields } = request.fields;
  const judged = judge(now.rules, fields, now.today);
  if (!judged.ok) return executionOf({ outcome: 'refused', refusal: judged.refusal });
  const waiting = now.rules.proposals.find((one) => one.returned === null && isSame(one, fields));
  if (waiting !== undefined) return waitsAlready(waiting.by);
  const done = await add(ledger, request, { after: now.after, events: [proposedEvent(fields, now.today)] });
  return done.ok ? { ...done, outcome: 'proposed', warnings: [{ code: 'awaitsApproval' }] } : done;
}

/** Whoever would be needed, and is not there: an office must not shut itself out. */
function lackingIn(rules: Approvals, fields: Fields, people: readonly Account[]): RefusalCode | null {
  const has = (...roles: readonly string[]) => people.some(({ role }) => roles.includes(role));
  const wants = fields.command === 'SetSeparation' && fields.separated === true && !rules.separated;
  if (wants && !(has('admin') && has('security') && has('auditor'))) return 'threeNeeded';
  return null;
}

/** `account`: what is now to be done where the accounts are. */
type Decided = Execution & { readonly account?: JsonObject };

export async function decideRule(ledger: Ledger, request: Request): Promise<Decided> {
  const name = String(request.fields.command);
  const fields = { ...request.fields, case: APPROVALS_STREAM };
  const parsed = parseCommand<DecidingCommand>(DECIDING_COMMANDS, [], [name, fields]);
  if (!parsed.ok) return parsed;
  const command = parsed.command.value;
  const now = await rulesNow(ledger, request);
  if ('ok' in now) return now;
  const found = proposalFor(now.rules.proposals, command, request.actor.user);
  if ('barred' in found) return fault('step', found.barred);
  const { proposal } = found;
  const { after, today } = now;
  if (command.command === 'WithdrawStep')
    return add(ledger, request, { after, events: [laidAside(proposal, command, today)] });
  const barred = barredAsSecond(now.rules, proposal, request.actor);
  if (barred !== null) return fault('step', barred);
  if (command.command === 'ReturnStep')
    return add(ledger, request, { after, events: [laidAside(proposal, command, today)] });
  return approve(ledger, request, { ...now, proposal });
}

type Now = {
  readonly rules: Approvals;
  readonly after: number;
  readonly today: ReturnType<typeof dateOfInstant>;
};

async function approve(
  ledger: Ledger,
  request: Request,
  { rules, after, today, proposal }: Now & { readonly proposal: Proposal },
): Promise<Decided> {
  const fields = fieldsOf(proposal);
  if (fields === null) return fault('step', 'sealClosed');
  const judged = judge(rules, fields, today);
  if (!judged.ok) return executionOf({ outcome: 'refused', refusal: judged.refusal });
  const events = [approvedEvent(proposal, request.actor.user, today), ...judged.events];
  const done = await add(ledger, request, { after, events });
  return done.ok && fields.command === ACCOUNT_COMMAND ? { ...done, account: fields } : done;
}

/** What changes in the ledger; of an account nothing does. */
function judge(rules: Approvals, fields: Fields, today: Now['today']): Decision {
  if (fields.command === ACCOUNT_COMMAND) return accept([]);
  return approvalsKind.decide(rules, fields, { today });
}

/** An account is changed in one way at a time, and each rule. */
function isSame(proposal: Proposal, { command, name }: Fields): boolean {
  return proposal.command === command && (command !== ACCOUNT_COMMAND || fieldsOf(proposal)?.name === name);
}

async function rulesNow({ log, clock }: Ledger, request: Request): Promise<Now | Execution> {
  const earlier = await earlierOf(log, request);
  if (earlier !== null) return executionOf(earlier);
  const { office } = request;
  // nobody else may have changed them since this was read
  const after = (await log.history({ office, kind: 'approvals', stream: APPROVALS_STREAM })).length;
  return { rules: await approvalsOf(log, office), after, today: dateOfInstant(clock.now()) };
}

type Adding = { readonly after: number; readonly events: readonly DomainEvent[] };

function add({ log }: Ledger, request: Request, { after, events }: Adding): Promise<Execution> {
  const { office, actor, key, content } = request;
  const at = { office, kind: 'approvals', stream: APPROVALS_STREAM } as const;
  return writeOne(log, async (writer): Promise<Execution> => {
    const written = await append(writer, { at, after, actor, request: content ?? randomUUID(), key, events });
    if (!written?.ok) return fault('', 'staleVersion');
    const { version } = written.commit;
    return { ok: true, outcome: 'recorded', number: APPROVALS_STREAM, version, warnings: [] };
  });
}
