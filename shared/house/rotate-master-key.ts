/**
 * Another master key for a folder. The new one stands beside the old until everything is under it, each file in one
 * write, the ledger last: whatever breaks off leaves both, and the next opening goes on. Nobody else may have the folder
 * open, since a program that runs goes on with the key it began with.
 */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BlobStore } from '#shared/store/blobs.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import {
  type Rewrap,
  rewrapFile,
  rewrapLedger,
  rewrapping,
  rewrapVault,
  SEALED_FILES,
} from '#shared/store/sqlite/rewrap.ts';
import { UPLOADS_PREFIX } from '#shared/store/uploads.ts';
import type { Page } from '#shared/store/views.ts';
import { fingerprintOfMaster, makeKey } from './master-key.ts';

/** The folder is open elsewhere: nothing was changed. */
export class FolderInUse extends Error {}

const NEXT = 'master.key.next';
const SEALED_FOLDERS = ['feeds/', UPLOADS_PREFIX];
const PAGE = 500;

export const isRotating = (folder: string): boolean => existsSync(join(folder, NEXT));

/** Fingerprints of the key before and the key now. Throws FolderInUse. */
export async function rotateMasterKey(
  folder: string,
): Promise<{ readonly from: string; readonly to: string }> {
  const [file, next] = [join(folder, 'master.key'), join(folder, NEXT)];
  const ledger = aloneWith(join(folder, 'ledger.db'));
  try {
    if (!existsSync(next)) makeKey(next);
    const [before, after] = [readFileSync(file), readFileSync(next)];
    const rewrap = rewrapping(before, after);
    for (const name of SEALED_FILES) rewrapFile(folder, name, rewrap);
    await rewrapBlobs(folder, rewrap);
    rewrapLedger(ledger, rewrap, fingerprintOfMaster(after));
    renameSync(next, file);
    // its hashes follow from the key: the next question fills it anew
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `search.db${suffix}`), { force: true });
    return { from: fingerprintOfMaster(before), to: fingerprintOfMaster(after) };
  } finally {
    ledger.close();
  }
}

/** Whoever else has the file open, in this process or another, stands in the way. */
function aloneWith(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA secure_delete = ON');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    return db;
  } catch (fault) {
    db.close();
    if (/locked|busy/.test(String(fault)))
      throw new FolderInUse(`${file} is in use: stop the service first (请先停止服务)`);
    throw fault;
  }
}

async function rewrapBlobs(folder: string, rewrap: Rewrap): Promise<void> {
  const blobs = folderBlobs(join(folder, 'documents'));
  for (const prefix of SEALED_FOLDERS)
    for await (const name of namesBelow(blobs, prefix)) {
      const sealed = await blobs.get(name);
      // batches of earlier programs lie there unsealed
      if (sealed !== null && sealed[0] !== '{'.charCodeAt(0))
        await blobs.put(name, rewrapVault(rewrap, sealed));
    }
}

async function* namesBelow(blobs: BlobStore, prefix: string): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const page: Page<string> = await blobs.list(prefix, { after, limit: PAGE });
    yield* page.items;
    if (page.next === null) return;
    after = page.next;
  }
}
