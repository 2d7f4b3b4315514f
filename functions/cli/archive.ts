/** `export FILE` and `restore FILE`. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalLedger } from '../../infra/local/open-ledger.ts';
import { archiveOf, restoreArchive } from '../../shared/store/dynamodb/archive.ts';
import { ArchiveError, archiveLines, restoreLines } from '../../shared/store/sqlite/archive.ts';
import { openLedger } from '../../shared/store/sqlite/schema.ts';
import { UnreadableFile } from '../import/unreadable-file.ts';
import { archiveLinesOf } from './archive-lines.ts';
import type { Ending } from './ending.ts';
import { engineOf, openCloud } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';
import { writeOut } from './output.ts';

export async function exportLedger(args: Arguments): Promise<Ending> {
  const { folder } = args;
  const file = fileOf(args.rest);
  if (engineOf(args) === 'dynamodb') return exportCloud(args, file);
  (await openLocalLedger(folder)).log.close();
  const db = openLedger(join(folder, 'ledger.db'));
  try {
    await writeOut({ file, mode: 0o600 }, archiveLines(db));
  } finally {
    db.close();
  }
  return { exit: 0, stdout: '' };
}

/** What is not in an archive and is brought by hand, before or after. */
const BROUGHT_BY_HAND = ['master.key', 'accounts.db'];

/** Into an empty folder only; the master key and the accounts of the old folder are brought by hand. */
export async function restoreLedger(args: Arguments): Promise<Ending> {
  const { folder } = args;
  const file = fileOf(args.rest);
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  if (engineOf(args) === 'dynamodb') return restoreCloud(args, file);
  if (existsSync(folder) && readdirSync(folder).some((name) => !BROUGHT_BY_HAND.includes(name)))
    throw new UsageError(`${folder} is not empty`);
  const ledger = await openLocalLedger(folder, { empty: true });
  ledger.log.close();
  const made = join(folder, 'ledger.db');
  const db = openLedger(made);
  try {
    restoreLines(db, archiveLinesOf(file));
  } catch (fault) {
    db.close();
    // all or nothing: the folder is as empty as it was found, for the right file
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${made}${suffix}`, { force: true });
    throw fault instanceof ArchiveError ? new UnreadableFile(`${file}: ${fault.message}`) : fault;
  }
  db.close();
  return { exit: 0, stdout: '' };
}

async function exportCloud(args: Arguments, file: string): Promise<Ending> {
  const house = await openCloud(args);
  try {
    await writeOut({ file, mode: 0o600 }, archiveOf(house.archived));
  } finally {
    house.close();
  }
  return { exit: 0, stdout: '' };
}

async function restoreCloud(args: Arguments, file: string): Promise<Ending> {
  const house = await openCloud(args, { empty: true });
  try {
    for await (const page of house.log.scan())
      if (page.length > 0) throw new UsageError('the ledger is not empty');
    await restoreArchive(house.archived, [...archiveLinesOf(file)]);
  } finally {
    house.close();
  }
  return { exit: 0, stdout: '' };
}

function fileOf(rest: readonly string[]): string {
  if (rest[0] === undefined) throw new UsageError('which file?');
  return rest[0];
}
