import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ImportRequest, ReadingOptions } from '#shared/intake/import-result.ts';
import { caseKindOf } from '#shared/intake/import-rows.ts';
import { type DateOrder, isZone } from '#shared/intake/parse-dates.ts';
import { recentImports } from '#shared/intake/past-imports.ts';
import { formatOf } from '#shared/intake/read-records.ts';
import { optionsOf, readingIn } from '#shared/intake/reading.ts';
import { runOf } from '#shared/intake/run-of.ts';
import { LINE_KINDS } from '#shared/intake/sent-file.ts';
import { undoImport } from '#shared/intake/undo-import.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import type { House } from '#shared/store/house.ts';
import { type Ending, ended } from './ending.ts';
import { withAccounts } from './open-house.ts';
import { type Arguments, given, UsageError } from './options.ts';
import { importProgress } from './progress.ts';
import { textOfFile } from './text-file.ts';

/** From here on a second thread is worth its start. */
const MANY_ROWS = 3000;

/** Exit 1 when a row was rejected or not taken back, 2 when the file or the kind cannot be read. */
export async function runImport(house: House, args: Arguments): Promise<Ending> {
  if (args.rest[0] === 'undo') return undo(house, args);
  if (args.rest[0] === 'list') return list(house, args);
  const request = requestOf(args);
  if ((await officeOf(house.log, request.office)) === null)
    throw new UsageError(`no office ${request.office}`);
  const show = await importProgress(request.file);
  let end: (() => Promise<void>) | undefined;
  const progress: typeof show = (done, finished, share) => {
    if (done >= MANY_ROWS && !finished && !request.dryRun) end ??= house.catchUpMeanwhile?.();
    show(done, finished, share);
  };
  const result = await withAccounts(args, (people) => {
    const ledger = { ...house, people };
    return runOf(request.kind)(ledger, { ...request, progress });
  }).finally(() => end?.());
  await house.catchUp();
  return ended(result.rejected.length > 0 ? 1 : 0, result);
}

async function undo(house: House, { rest, office, actor, option }: Arguments): Promise<Ending> {
  const [, receipt] = rest;
  const reason = option('reason') ?? '';
  if (receipt === undefined || reason.trim() === '')
    throw new UsageError('import undo RECEIPT --reason TEXT');
  const progress = (done: number) => void process.stderr.write(`taken back: ${done}\n`);
  const undone = await undoImport(house, { office, actor, receipt, reason, progress });
  await house.catchUp();
  if ('code' in undone) throw new UsageError(`${receipt}: ${undone.message} [${undone.code}]`);
  return ended(undone.kept.length > 0 ? 1 : 0, undone);
}

/** The imports of this month and the one before it, the newest first. */
async function list({ log, clock }: House, { office }: Arguments): Promise<Ending> {
  return ended(0, ...(await recentImports(log, office, { today: dateOfInstant(clock.now()) })));
}

function requestOf(args: Arguments): ImportRequest {
  const [kind, file] = args.rest;
  if (kind === undefined || file === undefined) throw new UsageError('import KIND FILE');
  const isLines = LINE_KINDS.some((one) => one === kind);
  if (!isLines && caseKindOf(kind) === undefined) throw new UsageError(`cannot import ${kind}`);
  if (file !== '-' && statSync(file, { throwIfNoEntry: false })?.isDirectory() !== false)
    throw new UsageError(`no such file: ${file}`);
  const format = formatOf(file);
  if (!isLines && format === undefined) throw new UsageError(`${file}: neither .csv, .xlsx nor .ndjson`);
  if (isLines && (format === 'csv' || format === 'xlsx'))
    throw new UsageError(`${file}: ${kind} are read from .ndjson`);
  const { dates, zone, map } = given(args, 'dates', 'zone', 'map');
  const options = {
    ...(map === undefined ? {} : readingOf(map, kind)),
    ...(dates === undefined ? {} : { dates: orderOf(dates) }),
    ...(zone === undefined ? {} : { zone }),
  };
  if (zone !== undefined && !isZone(zone)) throw new UsageError(`no such time zone: ${zone}`);
  const { office, actor } = args;
  const warn = ({ code, facts = {} }: Warning) =>
    process.stderr.write(`warning: ${code} ${JSON.stringify(facts)}\n`);
  return {
    kind,
    file,
    ...(file !== '-' && { name: basename(file) }),
    office,
    actor: { ...actor, via: 'import' },
    dryRun: args.flag('dry-run'),
    options,
    warn,
  };
}

/** What `--map` says of the file; what stands beside it on the command line goes before. */
function readingOf(file: string, kind: string): ReadingOptions {
  const reading = readingIn(parsedJson(file), kind);
  if (typeof reading === 'string') throw new UsageError(`${file}: ${reading}`);
  return optionsOf(reading);
}

function parsedJson(file: string): unknown {
  try {
    return JSON.parse(textOfFile(file));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function orderOf(text: string): DateOrder {
  if (text === 'ymd' || text === 'mdy' || text === 'dmy') return text;
  throw new UsageError('--dates is ymd, mdy or dmy');
}
