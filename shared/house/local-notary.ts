/** The notary of one machine: its key lies in the folder, and one process of the machine seals at a time. */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { openNotary } from '#shared/notary/open-notary.ts';
import { orderedSource, storedEntries } from '#shared/notary/ordered-log.ts';
import type { NotaryOptions } from '#shared/notary/read-notary.ts';
import { type Notary, SealingRefused } from '#shared/store/notary.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import type { OrderedAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { say } from '#shared/telling/say.ts';
import { signingKeyIn } from './signing-key.ts';

type Local = Pick<NotaryOptions, 'blobs' | 'clock' | 'anchors'>;

type Logs = { readonly log: OrderedLog; readonly audit: OrderedAuditLog };

export function localNotary(folder: string, { log, audit }: Logs, local: Local): Notary {
  const logs = [
    { source: orderedSource(log), stored: () => storedEntries(log) },
    { source: orderedSource(audit, 'audit'), stored: () => storedEntries(audit) },
  ];
  return openNotary({ ...local, logs, ...sealingIn(folder) });
}

/** How anything is sealed with the key of a folder. */
export function sealingIn(folder: string): Pick<NotaryOptions, 'key' | 'alone' | 'note'> {
  return {
    key: signingKeyIn(folder),
    alone: (work) => alone(join(folder, 'sealing.lock'), work),
    note: (anchor, what) => say('anchorFault', { anchor, what }),
  };
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** A lock of SQLite: it goes with the process that holds it, however that ends. */
async function alone<T>(file: string, work: () => Promise<T>): Promise<T> {
  closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file);
  try {
    for (let waited = 0; !isTaken(db); waited += PAUSE_MS) {
      if (waited > PATIENCE_MS)
        throw new SealingRefused('busy', 'another process has been sealing for a minute');
      await setTimeout(PAUSE_MS);
    }
    return await work();
  } finally {
    db.close();
  }
}

function isTaken(db: DatabaseSync): boolean {
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return true;
  } catch (fault) {
    if (!/locked|busy/.test(String(fault))) throw fault;
    return false;
  }
}
