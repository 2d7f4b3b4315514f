/** Commands of the reporting year: signing it, and writing its paragraphs. They are of no kind: signing reads the whole log. */

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { typed } from '#shared/kernel/command-fields.ts';
import { nameField } from '#shared/kernel/name-fields.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { earlierOf } from '#shared/ledger/earlier.ts';
import { type Execution, executionOf, fault, type Ledger, type Request } from '#shared/ledger/execution.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import { parseCommand } from '#shared/ledger/parse-command.ts';
import { FIRST_REPORTED_YEAR, TEMPLATE_STREAM, yearStreamOf } from '#shared/reporting/year-events.ts';
import { appendAlone } from '#shared/store/ports.ts';
import type { Signing } from './freeze-year.ts';
import type { signTree } from './sign-tree.ts';
import type { signYear } from './sign-year.ts';

const year = z.int().min(FIRST_REPORTED_YEAR).max(2999);
const section = z.int().min(1).max(6);
const approvedBy = nameField('approvedBy').trim().min(1);
const text = typed(50_000).nullable();
/** The newest record bears a time to come, and that is known: see `clockBehindLedger`. */
const clockAhead = z.boolean().optional();
/** Tokens of the numbers of the prose that were looked at, or the one that stands for all of them. */
const confirmed = z.array(z.string().max(64)).max(10_000).optional();
/** `tree`: the report of the office with all below it. */
const scope = z.enum(['own', 'tree']).default('own');

/** `WriteSection` and `WriteTemplate` with `text` null go back to the template, and to the product's own. */
export const YEAR_COMMANDS = {
  CloseYear: z.object({ command: z.literal('CloseYear'), year, approvedBy, scope, clockAhead, confirmed }),
  RestateYear: z.object({
    command: z.literal('RestateYear'),
    year,
    approvedBy,
    scope,
    clockAhead,
    confirmed,
    reason: typed(4000).trim().min(1),
  }),
  WriteSection: z.object({ command: z.literal('WriteSection'), year, section, text, scope }),
  WriteTemplate: z.object({ command: z.literal('WriteTemplate'), section, text }),
} as const;
type YearCommand = z.infer<(typeof YEAR_COMMANDS)[keyof typeof YEAR_COMMANDS]>;

export function isYearCommand(name: string): boolean {
  return Object.hasOwn(YEAR_COMMANDS, name);
}

type How = Pick<Signing, 'tried' | 'approves'>;
/** Who reads the ledger and signs: handed in, so that a function that never does need not carry it. */
type Signers = { readonly own: typeof signYear; readonly tree: typeof signTree };
export type YearLedger = Ledger & { readonly signers?: Signers };

/** As `executeCommand`. A refused signing hands over what stands in the way as `facts.obstacles`. */
export async function executeYearCommand(
  ledger: YearLedger,
  request: Request,
  how: How = {},
): Promise<Execution> {
  const name = String(request.fields.command);
  const parsed = parseCommand<YearCommand>(YEAR_COMMANDS, [], [name, request.fields]);
  if (!parsed.ok) return parsed;
  return executeParsed(ledger, { ...request, ...how }, parsed.command.value);
}

type Sending = Request & How;

async function executeParsed(
  { signers, ...ledger }: YearLedger,
  request: Sending,
  command: YearCommand,
): Promise<Execution> {
  const earlier = await earlierOf(ledger.log, request);
  if (earlier !== null) return executionOf(earlier);
  if (command.command === 'WriteSection' || command.command === 'WriteTemplate')
    return write(ledger, request, command);
  if (signers === undefined) throw new Error('years are signed by a job');
  const office = await officeOf(ledger.log, request.office);
  if (office === null) return fault('office', 'badChoice');
  const { actor, key, tried, approves } = request;
  const reason = command.command === 'RestateYear' ? { reason: command.reason } : {};
  const { year: which, approvedBy: approver, confirmed: numbers } = command;
  const ahead = command.clockAhead ? { clockAhead: true } : {};
  const given = { ...reason, ...ahead, ...(numbers && { confirmed: numbers }), ...(key && { key }) };
  const towards = { ...(tried && { tried }), ...(approves && { approves }) };
  const what = { office, year: which, approvedBy: approver, actor, ...given, ...towards };
  const signed = await signers[command.scope](ledger, what);
  if (signed.ok) return recorded(String(which), signed.frozen.version);
  const facts = { obstacles: JSON.parse(JSON.stringify(signed.obstacles)) };
  return { ...fault('', signed.code), article: '条例50', facts };
}

function recorded(number: string, version: number): Execution {
  return { ok: true, outcome: 'recorded', number, version, warnings: [] };
}

type Writing = Extract<YearCommand, { command: 'WriteSection' | 'WriteTemplate' }>;

async function write({ log, clock }: Ledger, request: Request, command: Writing): Promise<Execution> {
  const { office, actor, key, expectedVersion, content } = request;
  const ofYear = command.command === 'WriteSection';
  const stream = ofYear ? yearStreamOf(command.year, command.scope) : TEMPLATE_STREAM;
  const at = { office, kind: ofYear ? 'year' : 'letters', stream } as const;
  const type = ofYear ? 'SectionWritten' : 'TemplateWritten';
  const data = { section: command.section, text: command.text };
  const event = { type, v: 1, on: dateOfInstant(clock.now()), data };
  const entry = { at, actor, request: content ?? randomUUID(), key, after: expectedVersion, events: [event] };
  const written = await appendAlone(log, entry);
  if (written?.ok) return recorded(stream, written.commit.version);
  return fault('', 'staleVersion');
}
