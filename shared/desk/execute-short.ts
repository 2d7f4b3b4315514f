/**
 * One command from outside, as the pages and the API carry it out. What reads the whole ledger to sign a year is handed
 * in: where that is left to a job, nothing of it is loaded (ADR 74).
 */
import * as z from 'zod';
import { calendarKind } from '#shared/calendar/kind.ts';
import { PROPOSE } from '#shared/handling/commands.ts';
import { isRule, isRuleDecision } from '#shared/handling/rules.ts';
import { numberOrBlank } from '#shared/kernel/command-fields.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { formerNumber } from '#shared/kernel/written.ts';
import { streamWritten } from '#shared/ledger/case-history.ts';
import { earlierOf } from '#shared/ledger/earlier.ts';
import {
  type Execution,
  executionOf,
  type Fault,
  type Fields,
  fault,
  type Ledger,
  type RecordResult,
  type Request,
} from '#shared/ledger/execution.ts';
import { kindsFor } from '#shared/ledger/kinds.ts';
import { ruleOfCases } from '#shared/ledger/numbering.ts';
import { executeOfficeCommand, isOfficeCommand } from '#shared/ledger/office-commands.ts';
import { type ParsedCommand, parseCommand, parseFor } from '#shared/ledger/parse-command.ts';
import { commandJob } from '#shared/ledger/recorder.ts';
import { policiesKind } from '#shared/policies/kind.ts';
import { redateOpenCases } from '#shared/redating/redate-open-cases.ts';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import { type LogReader, type LogWriter, writeOne } from '#shared/store/ports.ts';
import { executeYearCommand, isYearCommand, type Signers } from '#shared/year/year-commands.ts';
import { decideYear, isYearDecision, proposeYear } from '#shared/year/year-proposals.ts';
import { unknowingOf } from './bar-unknowing.ts';
import { aloneIn, asProposed, barredIn, isHeld, mayBeHeld, proposing } from './held.ts';
import { isWithFile, withFileKept } from './keep-attached.ts';
import { decideRule, proposeRule } from './rule-proposals.ts';

/** Without `signers` no command is taken that signs a year. */
type Carrying = Ledger & { readonly signers?: Signers };

/**
 * Throws only when the store cannot be reached. After a change of the calendar the open cases have been redated, and
 * after that of a policy the recorded ones follow it.
 */
export async function executeShort(ledger: Carrying, request: Request): Promise<Execution> {
  const { command } = request.fields;
  const barred = TO_ACCOUNTS.includes(command) ? await strangerIn(ledger, request) : null;
  const alone = command === 'SetApprovals' ? await aloneIn(ledger, request) : null;
  const done = barred ?? alone ?? (await carryOut(ledger, request));
  const { views, catchUp } = ledger;
  if (done.ok && policiesKind.commands.includes(String(request.fields.command))) {
    const cases = await followPolicies(ledger, request);
    return { ...done, warnings: [...done.warnings, { code: 'casesFollow', facts: { cases } }] };
  }
  const isOfCalendar = calendarKind.commands.includes(String(request.fields.command));
  if (!done.ok || !isOfCalendar || views === undefined || catchUp === undefined) return done;
  const cases = (await redateOpenCases({ ...ledger, views, catchUp }, request)).length;
  return { ...done, warnings: [...done.warnings, { code: 'casesRedated', facts: { cases } }] };
}

const TO_ACCOUNTS: readonly unknown[] = ['AssignCase', 'GrantAccess'];

/** A case is given to an account of its own office; without the accounts at hand nobody can tell. */
async function strangerIn({ people }: Ledger, { office, fields }: Request): Promise<Fault | null> {
  const { person } = fields;
  if (typeof person !== 'string' || people === undefined) return null;
  const account = await people.find(person);
  return account?.office === office && !account.disabled ? null : fault('person', 'unknownAccount');
}

/** What is of the rules, of a year or of the office itself; null where it is of a case. */
function carryOutBesideCases(ledger: Carrying, request: Request, held: boolean): Promise<Execution> | null {
  const { log, clock } = ledger;
  const { fields } = request;
  const name = String(fields.command);
  if (isRuleDecision(fields)) return decideRule(ledger, request);
  if (held && isRule(name)) return proposeRule(ledger, request);
  if (isOfficeCommand(name)) return executeOfficeCommand({ log, clock }, request);
  const isDecided = isYearDecision(fields);
  if (!isDecided && !isYearCommand(name)) return null;
  // a signature is held against what was sealed, and is sealed itself
  const { notary, signers } = ledger;
  const signing = { log, clock, ...(notary && { notary }), ...(signers && { signers }) };
  return (isDecided ? decideYear : held ? proposeYear : executeYearCommand)(signing, request);
}

async function carryOut(ledger: Carrying, request: Request): Promise<Execution> {
  const { log } = ledger;
  const naming = isPlain(request.fields) ? null : parseCommand(NAMINGS, [], ['naming', request.fields]);
  if (naming?.ok === false) return naming.field === 'command' ? fault('command', 'unknownCommand') : naming;
  const name = String(request.fields.command ?? '');
  const held = mayBeHeld(request) && (await isHeld(ledger, request));
  const ofNoCase = barredIn(request, held) ?? carryOutBesideCases(ledger, request, held);
  if (ofNoCase !== null) return ofNoCase;
  // entries of the register are named by `number` as in the rows of an import, or by `case` as everywhere
  const given = formerNumber(String(request.fields.case ?? request.fields.number ?? ''));
  const kinds = kindsFor(name);
  const kind = kinds.length === 1 ? kinds[0] : await kindAmong(kinds, request, { log, number: given });
  if (kind === undefined) return fault('command', kinds.length > 0 ? 'unknownCase' : 'unknownCommand');
  const waits = held && kind.meant !== undefined;
  const parsed = parseFor(kind, name, waits ? { ...request.fields, approvedBy: PROPOSE } : request.fields);
  if (!parsed.ok) return parsed;
  const number = kind.settingOf?.(request.office, parsed.command.value) ?? given;
  if (number === '' && !parsed.command.creates) return fault('case', 'required');
  const { command } = parsed;
  const ready = isWithFile(command)
    ? await withFileKept(ledger, request, { kind, number, command })
    : command;
  if ('ok' in ready) return ready;
  const result = await writeOne(log, jobOf(ledger, request, { kind, number, command: ready, waits }));
  const done = 'ok' in result ? result : executionOf(result);
  return waits ? asProposed(done) : done;
}

type Ready = {
  readonly kind: Kind;
  readonly number: string;
  readonly command: ParsedCommand;
  /** For a second person. */
  readonly waits: boolean;
};
type Job = (writer: LogWriter) => Promise<RecordResult | Fault>;

function jobOf({ clock, people }: Carrying, request: Request, { kind, number, ...ready }: Ready): Job {
  const { office, actor, key, expectedVersion, content } = request;
  const today = dateOfInstant(clock.now());
  const on = kind.opensOn?.(ready.command.value) ?? today;
  return async (writer) => {
    const asking = { log: writer, ...(people && { people }) };
    const barred = await unknowingOf(asking, request, { kind, number });
    if (barred !== null) return barred;
    const earlier = await earlierOf(writer, request);
    if (earlier !== null) return earlier;
    const where = {
      ...{ office, actor, ...(content && { request: content }) },
      number: number === '' ? await writer.nextNumber(ruleOfCases(office, kind.kind, on)) : number,
    };
    const own = number === '' ? withNumber(ready.command, where.number) : ready.command;
    const command = ready.waits ? proposing(request.fields) : own;
    const rest = { ...(key && { key }), ...(expectedVersion !== undefined && { expectedVersion }) };
    return await commandJob(kind, { where, command, context: { today }, ...rest })(writer);
  };
}

/** What every command is called and about: a list of one number, or `true`, is no number, whatever it reads like. */
const NAMINGS = {
  naming: z.object({
    command: z.string(),
    case: numberOrBlank.optional(),
    number: numberOrBlank.optional(),
  }),
};

/** Seen at a glance to fit: that most do is not read out of a schema each time. */
const PLAIN_NUMBER = /^[\x20-\x7e]{0,100}$/;
function isPlain({ command, case: named, number }: Fields): boolean {
  return typeof command === 'string' && [named, number].every(isPlainNumber);
}
function isPlainNumber(given: unknown): boolean {
  return given === undefined || (typeof given === 'string' && PLAIN_NUMBER.test(given));
}

function withNumber(command: ParsedCommand, number: string): ParsedCommand {
  return { ...command, value: { ...command.value, case: number } };
}

/** Names such as CorrectDate belong to several kinds of case: `kind` says which is meant, else the number decides. */
async function kindAmong(
  kinds: readonly Kind[],
  { office, fields }: Request,
  { log, number }: { log: LogReader; number: string },
): Promise<Kind | undefined> {
  const meant = kinds.find(({ kind }) => kind === fields.kind);
  if (meant !== undefined) return meant;
  for (const one of kinds)
    if ((await streamWritten(log, { office, kind: one.kind, number })) !== null) return one;
  return undefined;
}
