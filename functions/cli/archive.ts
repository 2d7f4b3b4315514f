/** `export FILE` and `restore FILE`. */

import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder, openLocalLedger, SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import { SIGNING_FILES } from '#shared/house/signing-key.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { ArchiveError } from '#shared/store/archive-form.ts';
import { archiveOf, restoreArchive } from '#shared/store/dynamodb/archive.ts';
import { archiveLines, restoreLines } from '#shared/store/sqlite/archive.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { brokenChainsOf } from '#shared/store/verify-chains.ts';
import { exportAudit, exportCloudAudit, restoreAudit, restoreCloudAudit } from './archive-audit.ts';
import { archiveLinesOf } from './archive-lines.ts';
import { documentsIn, keyLineIn, proofRows, restoreCloudProof, restoreProof } from './archive-proof.ts';
import type { Ending } from './ending.ts';
import { engineOf, openCloud } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';
import { writeOut } from './output.ts';

const DONE: Ending = { exit: 0, stdout: '' };
const NO_KEY = Buffer.alloc(32);

/** The file appears whole or not at all. No key is needed for it: everything goes as it is stored. */
export async function exportLedger(args: Arguments): Promise<Ending> {
  const { folder } = args;
  const file = fileOf(args.rest);
  if (engineOf(args) === 'dynamodb') return exportCloud(args, file);
  const stored = join(folder, 'ledger.db');
  if (!existsSync(stored)) (await openLocalLedger(folder)).log.close();
  await exportAudit(args, file);
  const proof = await proofRows(documentsIn(folder), keyLineIn(folder));
  const db = openLedger(stored);
  try {
    await writeOut({ file, mode: 0o600 }, archiveLines(db, proof));
  } finally {
    db.close();
  }
  return DONE;
}

async function exportCloud(args: Arguments, file: string): Promise<Ending> {
  const house = await openCloud(args);
  try {
    await exportCloudAudit(args, house, file);
    const keyLine = await house.notary.keyLine();
    const proof = await proofRows(house.blobs, keyLine === null ? null : `${keyLine}\n`);
    await writeOut({ file, mode: 0o600 }, archiveOf(house.archived, proof));
  } finally {
    house.close();
  }
  return DONE;
}

/** What is not in an archive and is brought by hand, before or after. */
const BROUGHT_BY_HAND = [
  ...['master.key', ...SIGNING_FILES, 'documents'],
  // what was changed while the service ran stands beside the file
  ...['accounts.db', 'accounts.db-wal', 'accounts.db-shm'],
];
/** A ledger that is being filled; only one that was found sound gets its name. */
const RESTORING = 'ledger.db.restoring';

/** Into an empty folder only; the master key and the accounts of the old folder are brought by hand. */
export async function restoreLedger(args: Arguments): Promise<Ending> {
  const { folder } = args;
  const file = fileOf(args.rest);
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  if (engineOf(args) === 'dynamodb') return restoreCloud(args, file);
  const isForeign = (name: string): boolean =>
    !BROUGHT_BY_HAND.includes(name) && !name.startsWith(RESTORING) && !name.startsWith('audit.db.restoring');
  if (existsSync(folder) && readdirSync(folder).some(isForeign))
    throw new UsageError(`${folder} is not empty`);
  makeFolder(folder);
  await restoredAt(join(folder, RESTORING), args, file);
  await restoredAudit(args, file);
  renameSync(join(folder, RESTORING), join(folder, 'ledger.db'));
  return DONE;
}

async function restoredAudit({ folder }: Arguments, file: string): Promise<void> {
  try {
    await restoreAudit(folder, file);
  } catch (fault) {
    removeDraft(join(folder, 'audit.db.restoring'));
    removeDraft(join(folder, RESTORING));
    throw fault instanceof ArchiveError ? new UnreadableFile(`${file}.audit: ${fault.message}`) : fault;
  }
}

const readingOf = (args: Arguments) => ({ unclosed: args.flag('without-closing-line') });

/** A ledger at `draft` from the archive, or nothing at all: UnreadableFile says what is wrong. */
async function restoredAt(draft: string, args: Arguments, file: string): Promise<void> {
  removeDraft(draft);
  const db = openLedger(draft);
  try {
    restoreLines(db, archiveLinesOf(file), readingOf(args));
    const log = sqliteEventLog(db, { clock: SYSTEM_CLOCK, masterKey: NO_KEY });
    const [first, ...others] = await brokenChainsOf(log);
    if (first !== undefined)
      throw new ArchiveError(
        `case ${first.case} version ${first.version}: ${first.what}, and ${others.length} more (哈希链断裂)`,
      );
    await restoreProof(dirname(draft), log, { lines: archiveLinesOf(file), reading: readingOf(args) });
    db.close();
  } catch (fault) {
    db.close();
    removeDraft(draft);
    throw fault instanceof ArchiveError ? new UnreadableFile(`${file}: ${fault.message}`) : fault;
  }
}

function removeDraft(draft: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
}

/** Read and checked on this machine first: nothing that is not whole goes into the tables. */
async function restoreCloud(args: Arguments, file: string): Promise<Ending> {
  const scratch = mkdtempSync(join(tmpdir(), 'taizhang-restore-'));
  try {
    await restoredAt(join(scratch, RESTORING), args, file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const house = await openCloud(args, { empty: true });
  try {
    for await (const page of house.log.scan())
      if (page.length > 0) throw new UsageError('the ledger is not empty');
    await restoreArchive(house.archived, archiveLinesOf(file), readingOf(args));
    const archived = { lines: archiveLinesOf(file), reading: readingOf(args) };
    await restoreCloudProof(args.folder, house, archived);
    await restoreCloudAudit(args.folder, house, file);
  } finally {
    house.close();
  }
  return DONE;
}

function fileOf(rest: readonly string[]): string {
  if (rest[0] === undefined) throw new UsageError('which file?');
  return rest[0];
}
