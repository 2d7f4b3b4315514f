/** The parts of the house on one machine that stand beside the ledger: `queue.db` and the folder of documents. */
import { join } from 'node:path';
import { scannerHere } from '#shared/store/clamd/scanner.ts';
import { saidLetters } from '#shared/store/dead-letters.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import type { House } from '#shared/store/house.ts';
import { keptJobs } from '#shared/store/jobs.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import { sqliteDeadLetters } from '#shared/store/sqlite/dead-letters.ts';
import { sqliteDrafts } from '#shared/store/sqlite/drafts.ts';
import { sqliteJobRows } from '#shared/store/sqlite/job-rows.ts';
import { openQueueFile, type QueueOptions, sqliteQueue } from '#shared/store/sqlite/queue.ts';
import { sealedUploads } from '#shared/store/uploads.ts';
import { vaultUnder } from '#shared/store/vault.ts';

export type LocalDesk = Pick<
  House,
  'queue' | 'deadLetters' | 'drafts' | 'jobs' | 'blobs' | 'uploads' | 'vault' | 'scanner'
> & {
  close(): void;
};

/** `folder` exists. */
export function openLocalDesk(folder: string, options: QueueOptions): LocalDesk {
  const db = openQueueFile(join(folder, 'queue.db'));
  const blobs = folderBlobs(join(folder, 'documents'));
  const vault = vaultUnder(keyFileWrapper(options.masterKey));
  return {
    queue: sqliteQueue(db, options),
    deadLetters: saidLetters(sqliteDeadLetters(db, options)),
    drafts: sqliteDrafts(db, options),
    jobs: keptJobs({ rows: sqliteJobRows(db), blobs, vault, clock: options.clock }),
    ...{ blobs, vault },
    uploads: sealedUploads({ blobs, vault, clock: options.clock }),
    scanner: scannerHere(),
    close: () => db.close(),
  };
}
