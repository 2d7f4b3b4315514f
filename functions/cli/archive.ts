/** `export FILE` and `restore FILE`. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalLedger } from '../../infra/local/open-ledger.ts';
import { archiveOf, restoreArchive } from '../../shared/store/dynamodb/archive.ts';
import { archiveLines, restoreLines } from '../../shared/store/sqlite/archive.ts';
import { openLedger } from '../../shared/store/sqlite/schema.ts';
import type { Ending } from './ending.ts';
import { engineOf, openCloud } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';

/** The file appears whole or not at all. */
export async function exportLedger(args: Arguments): Promise<Ending> {
  const { folder } = args;
  const file = fileOf(args.rest);
  if (engineOf(args) === 'dynamodb') return exportCloud(args, file);
  (await openLocalLedger(folder)).log.close();
  const db = openLedger(join(folder, 'ledger.db'));
  const draft = openSync(`${file}.part`, 'w', 0o600);
  for (const line of archiveLines(db)) writeSync(draft, line);
  closeSync(draft);
  db.close();
  renameSync(`${file}.part`, file);
  return { exit: 0, stdout: '' };
}

/** Into an empty folder only; the master key of the old folder is brought by hand. */
export async function restoreLedger(args: Arguments): Promise<Ending> {
  const { folder } = args;
  const file = fileOf(args.rest);
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  if (engineOf(args) === 'dynamodb') return restoreCloud(args, file);
  if (existsSync(folder) && readdirSync(folder).some((name) => name !== 'master.key'))
    throw new UsageError(`${folder} is not empty`);
  const lines = linesOf(file);
  const ledger = await openLocalLedger(folder, { empty: true });
  ledger.log.close();
  const db = openLedger(join(folder, 'ledger.db'));
  restoreLines(db, lines);
  db.close();
  return { exit: 0, stdout: '' };
}

async function exportCloud(args: Arguments, file: string): Promise<Ending> {
  const house = await openCloud(args);
  try {
    const draft = openSync(`${file}.part`, 'w', 0o600);
    for await (const line of archiveOf(house.archived)) writeSync(draft, line);
    closeSync(draft);
  } finally {
    house.close();
  }
  renameSync(`${file}.part`, file);
  return { exit: 0, stdout: '' };
}

async function restoreCloud(args: Arguments, file: string): Promise<Ending> {
  const house = await openCloud(args, { empty: true });
  try {
    for await (const page of house.log.scan())
      if (page.length > 0) throw new UsageError('the ledger is not empty');
    await restoreArchive(house.archived, linesOf(file));
  } finally {
    house.close();
  }
  return { exit: 0, stdout: '' };
}

/** Not readline: it also ends lines at U+2028, which may stand in a label. */
function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function fileOf(rest: readonly string[]): string {
  if (rest[0] === undefined) throw new UsageError('which file?');
  return rest[0];
}
