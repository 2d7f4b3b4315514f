/** `import undo`: voids what an import recorded, case by case, and says of which cases it could not. */
import { rolesFor } from '#shared/accounts/permissions.ts';
import { isHeld } from '#shared/desk/held.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Actor, CaseKind, Commit, DomainEvent } from '#shared/kernel/event.ts';
import type { Context, Kind } from '#shared/kernel/kind.ts';
import { dateOfInstant, epochOf, instantOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf, isMarked } from '#shared/ledger/case-history.ts';
import type { Ledger } from '#shared/ledger/execution.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { parseFor } from '#shared/ledger/parse-command.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { movedBy } from '#shared/redating/redating.ts';
import { append, type EventLog, type LogWriter, writeOne } from '#shared/store/ports.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { kindOfImport } from './kind-of-import.ts';
import { importOf, type PastImport } from './past-imports.ts';
import { importsOfMonth, monthOf, noteImport } from './receipts.ts';

/** `grew`: it stood there before and the import added to it; `changedSince`: somebody has gone on with it. */
export type Kept = { readonly case: string; readonly why: 'grew' | 'changedSince' };
export type Undone = {
  readonly receipt: string;
  readonly kind: string;
  readonly voided: number;
  readonly kept: readonly Kept[];
};
type UndoFault = {
  readonly code: 'unknownReceipt' | 'notTakenBack' | 'required' | 'undoHeld';
  readonly message: string;
};
type Undoing = {
  readonly office: string;
  readonly actor: Actor;
  readonly receipt: string;
  readonly reason: string;
  readonly progress?: (done: number) => void;
};

const CHUNK = 1000;

/** Doing it twice, or again after it broke off, voids only what still stands. */
export async function undoImport(ledger: Ledger, undoing: Undoing): Promise<Undone | UndoFault> {
  const { log, clock } = ledger;
  const receipt = undoing.receipt.trim();
  const reason = undoing.reason.trim();
  if (reason === '') return fault('required');
  const past = await importOf(log, undoing.office, receipt);
  if (past === null) return fault('unknownReceipt');
  const kind = KINDS.get(kindOfImport(past.kind) ?? '');
  if (kind === undefined) return fault('notTakenBack');
  if (await isBarred(log, undoing, past)) return fault('undoHeld');
  const by = { ...undoing, receipt, reason, today: dateOfInstant(clock.now()) };
  const found = await touchedBy(log, kind, { ...by, past });
  const context = await contextFor(log, kind, { office: undoing.office, today: by.today });
  const kept: Kept[] = [];
  let voided = 0;
  for (let from = 0; from < found.length; from += CHUNK) {
    const jobs = found.slice(from, from + CHUNK).map((one) => takingBack(kind, { ...by, one, context }));
    for (const outcome of await log.write(jobs)) {
      if (!outcome.ok) throw outcome.error;
      if (outcome.value === 'voided') voided += 1;
      else if (outcome.value !== 'nothing') kept.push(outcome.value);
    }
    undoing.progress?.(Math.min(from + CHUNK, found.length));
  }
  if (voided > 0 || past.takenBack === null) await noted(log, { ...by, voided, kept: kept.length });
  return { receipt, kind: past.kind, voided, kept };
}

/** Where voiding waits for approval, whoever brought it in does not void it alone. */
async function isBarred(log: EventLog, { office, actor }: Undoing, { by }: PastImport): Promise<boolean> {
  if (!(await isHeld({ log }, { office, actor, fields: { command: 'VoidEntry' } }))) return false;
  return actor.user === by || !rolesFor('ApproveStep').some((role) => role === actor.role);
}

function fault(code: UndoFault['code']): UndoFault {
  return { code, message: refusalText(code) };
}

type By = Omit<Undoing, 'progress'> & { readonly today: PlainDate };
type Found = { readonly stream: string; readonly number: string };

/** The cases that the import recorded something of. Only what has changed since it began is read, where the engine can. */
async function touchedBy(
  log: EventLog,
  { kind }: Kind,
  { office, receipt, past }: By & { readonly past: PastImport },
): Promise<readonly Found[]> {
  const kinds: ReadonlySet<CaseKind> = new Set([kind]);
  const changedAfter = instantOf(epochOf(past.at) - 1000);
  const found: Found[] = [];
  for await (const cases of wholeCases(log, undefined, { offices: new Set([office]), kinds, changedAfter }))
    for (const history of cases)
      for (const { stream, number } of history.filter(({ request }) => request === receipt).slice(0, 1))
        found.push({ stream, number });
  return found;
}

type TakingBack = By & { readonly one: Found; readonly context: Context };

function takingBack(kind: Kind, { office, actor, receipt, reason, today, one, context }: TakingBack) {
  const at = { office, kind: kind.kind, stream: one.stream };
  return async (writer: LogWriter): Promise<'voided' | 'nothing' | Kept> => {
    const commits = await writer.history(at);
    const life = lifeOf(kind, commits);
    if (life.isVoided || !life.commits.some(({ request }) => request === receipt)) return 'nothing';
    if (life.commits[0]?.request !== receipt) return { case: one.number, why: 'grew' };
    if (life.commits.some((commit) => commit.request !== receipt && !isRedating(commit)))
      return { case: one.number, why: 'changedSince' };
    const parsed = parseFor(kind, 'VoidEntry', { command: 'VoidEntry', case: one.number, on: today, reason });
    if (!parsed.ok) throw new Error(`${kind.kind} ${one.number}: ${parsed.code}`);
    const decision = kind.decide(life.state, parsed.command.value, context);
    if (!decision.ok) throw new Error(`${kind.kind} ${one.number}: ${decision.refusal.code}`);
    const events = decision.events.map((event): DomainEvent => withReceipt(event, receipt));
    const appended = await append(writer, { at, number: one.number, after: commits.length, actor, events });
    return appended?.ok ? 'voided' : { case: one.number, why: 'changedSince' };
  };
}

function withReceipt(event: DomainEvent, receipt: string): DomainEvent {
  return { ...event, data: { ...event.data, takenBack: receipt } };
}

type Life = { readonly state: unknown; readonly isVoided: boolean; readonly commits: readonly Commit[] };

/** The case since it was last registered: a voided number may have come again. */
function lifeOf(kind: Kind, commits: readonly Commit[]): Life {
  let state: unknown = null;
  let since = 0;
  for (const [index, commit] of commits.entries()) {
    const stood = state !== null && !isMarked(state, 'voided');
    for (const event of eventsOf(commit)) state = kind.evolve(state, event);
    if (!stood && !isMarked(state, 'voided')) since = index;
  }
  return { state, isVoided: isMarked(state, 'voided'), commits: commits.slice(since) };
}

/** The calendar has moved a date, or a policy was changed: nobody has worked on the case. */
function isRedating({ events }: Commit): boolean {
  return events.every((event) => event.type === 'PolicyApplied' || movedBy(event) !== null);
}

async function noted(
  log: EventLog,
  { office, actor, receipt, reason, today, voided, kept }: By & { voided: number; kept: number },
): Promise<void> {
  const at = importsOfMonth(office, monthOf(receipt) ?? '');
  const data = { receipt, voided, kept };
  const event = { type: 'ImportTakenBack', v: 1, on: today, data, texts: { reason } } as const;
  await writeOne(log, (writer) => noteImport(writer, { at, actor, event }));
}
