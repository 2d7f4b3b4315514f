/**
 * Signing a year in two steps: proposed by one account, signed by another in whose name it is then published. What waits
 * stands in the office's stream of approvals; the signature and the word that it was approved are one write.
 */
import { randomUUID } from 'node:crypto';
import { APPROVALS_STREAM } from '#shared/handling/approvals.ts';
import { DECIDING_COMMANDS, type DecidingCommand, isDecision, PROPOSE } from '#shared/handling/commands.ts';
import {
  fieldsOf,
  isUndecided,
  laidAside,
  type Proposal,
  proposalFor,
  proposedEvent,
} from '#shared/handling/proposals.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
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
import { parseCommand } from '#shared/ledger/parse-command.ts';
import { append, writeOne } from '#shared/store/ports.ts';
import { executeYearCommand, isYearCommand, type YearLedger } from './year-commands.ts';

/** The kind by which a decision about a year is told from one about a case. */
const YEAR_KIND = 'year';

export function isYearDecision({ command, kind }: Fields): boolean {
  return kind === YEAR_KIND && isDecision(String(command));
}

/** Null where it is of no year. `held`: it waits for a second person. */
export function executeOfYear(
  { log, clock, notary, signers }: YearLedger,
  request: Request,
  held: boolean,
): Promise<Execution> | null {
  const isDecided = isYearDecision(request.fields);
  if (!isDecided && !isYearCommand(String(request.fields.command))) return null;
  // a signature is held against what was sealed, and is sealed itself
  const signing = { log, clock, ...(notary && { notary }), ...(signers && { signers }) };
  return (isDecided ? decideYear : held ? proposeYear : executeYearCommand)(signing, request);
}

/** Judged at once: what stands in the way is said to whoever proposes it. `confirmed` numbers go with the proposal. */
async function proposeYear(ledger: YearLedger, request: Request): Promise<Execution> {
  const earlier = await earlierOf(ledger.log, request);
  if (earlier !== null) return executionOf(earlier);
  const { approvedBy: _, ...fields } = request.fields;
  const { key: __, ...trial } = request;
  const judged = await executeYearCommand(
    ledger,
    { ...trial, fields: { ...fields, approvedBy: PROPOSE } },
    { tried: true },
  );
  if (!judged.ok) return judged;
  const { office, actor, key, content } = request;
  const at = { office, kind: 'approvals', stream: APPROVALS_STREAM } as const;
  // nobody else may have proposed it since this was read
  const after = (await ledger.log.history(at)).length;
  const { proposals } = await approvalsOf(ledger.log, office);
  const waiting = proposals.find((one) => one.returned === null && isSameYear(one, fields));
  if (waiting !== undefined) return waitsAlready(waiting.by);
  const event = proposedEvent(fields, dateOfInstant(ledger.clock.now()));
  return writeOne(ledger.log, async (writer) => {
    const entry = { at, after, actor, request: content ?? randomUUID(), key, events: [event] };
    const written = await append(writer, entry);
    if (!written?.ok) return fault('', 'staleVersion');
    const number = String(fields.year);
    const { version } = written.commit;
    return { ok: true, outcome: 'proposed', number, version, warnings: [{ code: 'awaitsApproval' }] };
  });
}

function isSameYear(proposal: Proposal, { year, scope = 'own' }: Fields): boolean {
  const other = fieldsOf(proposal);
  return other?.year === year && (other?.scope ?? 'own') === scope;
}

async function decideYear(ledger: YearLedger, request: Request): Promise<Execution> {
  const name = String(request.fields.command);
  const parsed = parseCommand<DecidingCommand>(DECIDING_COMMANDS, [], [name, request.fields]);
  if (!parsed.ok) return parsed;
  const earlier = await earlierOf(ledger.log, request);
  if (earlier !== null) return executionOf(earlier);
  const command = parsed.command.value;
  const { office, actor } = request;
  const { proposals } = await approvalsOf(ledger.log, office);
  const found = proposalFor(proposals, command, actor.user);
  if ('barred' in found) return fault('step', found.barred);
  const { proposal } = found;
  if (command.command !== 'ApproveStep') return layAside(ledger, request, { proposal, command });
  const fields = fieldsOf(proposal);
  if (fields === null) return fault('step', 'sealClosed');
  const signing = { ...request, fields: { ...fields, approvedBy: actor.user } };
  return executeYearCommand(ledger, signing, { approves: proposal });
}

type Aside = Exclude<DecidingCommand, { command: 'ApproveStep' }>;

function layAside(
  { log, clock }: Ledger,
  { office, actor, key, content }: Request,
  { proposal, command }: { readonly proposal: Proposal; readonly command: Aside },
): Promise<Execution> {
  const event = laidAside(proposal, command, dateOfInstant(clock.now()));
  return writeOne(log, async (writer) => {
    const at = { office, kind: 'approvals', stream: APPROVALS_STREAM } as const;
    const written = await append(writer, {
      ...{ at, actor, request: content ?? randomUUID(), key },
      events: (history) => (isUndecided(history, proposal.id, command.command) ? [event] : []),
    });
    if (!written?.ok) return fault('step', 'noSuchProposal');
    return {
      ok: true,
      outcome: 'recorded',
      number: command.case,
      version: written.commit.version,
      warnings: [],
    };
  });
}
