/** `attach CASE FILE…`, `attach list CASE`, `attach get CASE ID`, `attach withdraw CASE ID`: what is attached to a case. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openFile } from '#shared/attachments/open-file.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { ATTACHMENT_KINDS } from '#shared/glossary/attachments.ts';
import { type Handled, handlingOf } from '#shared/handling/state.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { tellIfMalware } from '#shared/reminders/tell-of-malware.ts';
import type { House } from '#shared/store/house.ts';
import { type Ending, ended, refused } from './ending.ts';
import { type Arguments, given, needed, UsageError } from './options.ts';

export async function attach(house: House, args: Arguments): Promise<Ending> {
  const [first = '', number = '', file = ''] = args.rest;
  if (first === 'list') return ended(0, ...handlingOf((await caseNamed(house, args, number)).state).files);
  if (first === 'get') return get(house, await caseNamed(house, args, number), file);
  if (first !== 'withdraw') return attachAll(house, args);
  const of = await caseNamed(house, args, number);
  const fields = { command: 'WithdrawFile', kind: of.kind.kind, case: of.number, file };
  return carryOut(house, args, { ...fields, reason: needed(args, 'reason') });
}

/** Of whichever kind comes first; `--kind` says which is meant. */
export async function caseNamed(
  { log }: Pick<House, 'log'>,
  { office, option }: Arguments,
  number: string,
): Promise<CaseFile<Handled>> {
  const wanted = option('kind');
  for (const kind of KINDS.values()) {
    if (kind.isBeside === undefined || (wanted !== undefined && wanted !== kind.kind)) continue;
    const found = await openCase(log, kind, { office, number });
    if (found !== null) return found as CaseFile<Handled>;
  }
  throw new UsageError(`no case ${number} in office ${office}`);
}

/** In order; the first that is not taken ends it. */
async function attachAll(house: House, args: Arguments): Promise<Ending> {
  const [number = '', ...files] = args.rest;
  const paper = args.option('paper') ?? 'other';
  if (files.length === 0 || !ATTACHMENT_KINDS.some((one) => one === paper))
    throw new UsageError(`attach CASE FILE… --paper ${ATTACHMENT_KINDS.join('|')}`);
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`no such file: ${missing}`);
  const of = await caseNamed(house, args, number);
  let ending: Ending = { exit: 0, stdout: '' };
  for (const file of files) {
    const fields = { command: 'AttachFile', kind: of.kind.kind, case: of.number, paper };
    const content = readFileSync(file).toString('base64');
    const done = await carryOut(house, args, {
      ...{ ...fields, name: basename(file), content },
      ...given(args, 'note'),
    });
    ending = { ...done, stdout: ending.stdout + done.stdout };
    if (done.exit !== 0) return ending;
  }
  return ending;
}

async function carryOut(house: House, args: Arguments, fields: object): Promise<Ending> {
  const { office, actor } = args;
  const done = await executeCommand(house, { office, actor, fields: { ...fields } });
  if (!done.ok) return refused(done);
  await tellIfMalware(house, office, done);
  const { outcome, number, version, warnings } = done;
  return ended(0, { outcome, case: number, version, warnings });
}

/** The bytes as they were attached. */
async function get(house: House, of: CaseFile<Handled>, file: string): Promise<Ending> {
  const opened = await openFile(house, of, file);
  if (opened === null) throw new UsageError(`no file ${file} of ${of.number}; see attach list`);
  return opened.ok ? { exit: 0, stdout: '', bytes: opened.bytes } : ended(1, { file, code: opened.why });
}
