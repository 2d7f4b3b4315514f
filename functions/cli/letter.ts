/** `letter CASE KIND`, `letter settings [FILE]`, `letter template NAME [FILE]`: the notices of arts. 30–42 as .docx. */

import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { LetterRequest } from '#shared/correspondence/draft-letter.ts';
import { type Issuing, issueLetter, previewLetter } from '#shared/correspondence/issue-letter.ts';
import { digestOf, letterSettings, templateInForce } from '#shared/correspondence/letter-settings.ts';
import { executeCommand, type Fields, type Ledger } from '#shared/desk/execute.ts';
import { DATINGS } from '#shared/disclosure/letter-dating.ts';
import { LETTER_KINDS, type LetterKind, TYPED_FACTS } from '#shared/disclosure/letters.ts';
import { typed } from '#shared/kernel/command-fields.ts';
import { isKeyOf, keysOf } from '#shared/kernel/keys.ts';
import { formerNumber } from '#shared/kernel/written.ts';
import { isTemplateName } from '#shared/letters/check-template.ts';
import { type Ending, ended, lines, refused } from './ending.ts';
import { type Arguments, given, UsageError } from './options.ts';
import { objectIn } from './text-file.ts';

export async function letter(ledger: Ledger, args: Arguments): Promise<Ending> {
  const [first, second] = args.rest;
  if (first === 'settings') return settings(ledger, args);
  if (first === 'template') return template(ledger, args);
  const kind = LETTER_KINDS.find((one) => one === second);
  if (first === undefined || kind === undefined)
    throw new UsageError(`letter CASE ${LETTER_KINDS.join('|')}`);
  const request = await requestOf(args, first, kind);
  if (args.flag('dry-run')) return preview(ledger, request);
  const done = await issueLetter(ledger, { ...request, actor: args.actor, ...given(args, 'reason') });
  return done.ok ? { exit: 0, stdout: '', bytes: done.letter.document } : notIssued(done);
}

async function requestOf(args: Arguments, number: string, kind: LetterKind): Promise<LetterRequest> {
  const facts = args.option('facts');
  const dated = args.option('dated');
  if (dated !== undefined && !isKeyOf(DATINGS, dated))
    throw new UsageError(`--dated ${keysOf(DATINGS).join('|')}`);
  return {
    office: args.office,
    case: formerNumber(number),
    kind,
    typed: facts === undefined ? {} : await factsIn(facts),
    ...given(args, 'about'),
    ...(dated !== undefined && { dated }),
  };
}

const Facts = z.partialRecord(z.enum(TYPED_FACTS), typed(10_000));

async function factsIn(file: string): Promise<LetterRequest['typed']> {
  const { success, data, error } = Facts.safeParse(await objectIn(file));
  if (success) return data;
  throw new UsageError(`${file} holds no facts of a letter: ${error.issues[0]?.path.join('.') ?? ''}`);
}

async function preview(ledger: Ledger, request: LetterRequest): Promise<Ending> {
  const made = await previewLetter(ledger, request);
  if (made === null) throw new UsageError(`nothing to tell yet in ${request.case}`);
  const { missing, texts } = made.draft;
  const unchecked = texts.filter(({ read }) => read === 'unchecked');
  const said = { ...(missing.length > 0 && { missing }), ...(unchecked.length > 0 && { unchecked }) };
  const stderr = Object.keys(said).length > 0 && { stderr: lines([said]) };
  return { exit: 0, stdout: '', bytes: made.document, ...stderr };
}

function notIssued({ code, message, missing }: Extract<Issuing, { ok: false }>): Ending {
  return ended(1, { code, message, missing });
}

/** Prints what is settled; with a file, changes it first. */
async function settings(ledger: Ledger, args: Arguments): Promise<Ending> {
  const [, file] = args.rest;
  if (file !== undefined) {
    const done = await execute(ledger, args, { ...(await objectIn(file)), command: 'SetLetterSettings' });
    if (done !== null) return done;
  }
  return ended(0, await letterSettings(ledger.log, args.office));
}

/** The template in force; with a file, that one takes its place; `template NAME default` goes back to the product's. */
async function template(ledger: Ledger, args: Arguments): Promise<Ending> {
  const [, name = '', file] = args.rest;
  if (!isTemplateName(name)) throw new UsageError(`no letter ${name}`);
  if (file !== undefined) {
    const failed = await execute(ledger, args, templateFields(name, file));
    return failed ?? { exit: 0, stdout: '' };
  }
  const { document } = await templateInForce(ledger.log, args.office, name);
  return { exit: 0, stdout: '', bytes: document };
}

function templateFields(name: string, file: string): Fields {
  if (file === 'default') return { command: 'ResetLetterTemplate', template: name };
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  const bytes = readFileSync(file);
  const document = bytes.toString('base64');
  return { command: 'SetLetterTemplate', template: name, digest: digestOf(bytes), document };
}

/** The ending of a refusal, or null. */
async function execute(ledger: Ledger, args: Arguments, fields: Fields): Promise<Ending | null> {
  const done = await executeCommand(ledger, { office: args.office, actor: args.actor, fields });
  return done.ok ? null : refused(done);
}
