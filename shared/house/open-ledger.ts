/** The composition for one machine: a folder with the ledger, its key and its office. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { Clock, OrderedLog } from '#shared/store/ports.ts';
import { closeToOthers } from '#shared/store/sqlite/database-file.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { keyWitness } from '#shared/store/sqlite/settings.ts';
import { addOffice, DEFAULT_OFFICE } from './first-office.ts';
import { masterKeyFor } from './master-key.ts';
import { isRotating, rotateMasterKey } from './rotate-master-key.ts';

export const SYSTEM_CLOCK: Clock = { now: systemNow };
export type LocalLedger = {
  readonly log: OrderedLog;
  readonly folder: string;
  readonly clock: Clock;
  readonly masterKey: Buffer;
};

const OWNER_ALONE = 0o700;

let latest = { epoch: 0, instant: instantOf(0) };

/** An import asks a dozen times a millisecond: its text is put together once. */
function systemNow(): Instant {
  const epoch = Date.now();
  if (epoch !== latest.epoch) latest = { epoch, instant: instantOf(epoch) };
  return latest.instant;
}

/** Opens the folder, made with one default office when it is empty, unless `empty` is wanted. Throws when the folder cannot be written. */
export async function openLocalLedger(
  folder: string,
  { empty = false, clock = SYSTEM_CLOCK } = {},
): Promise<LocalLedger> {
  makeFolder(folder);
  keepToOwner(folder);
  // a change of the key that broke off: the old one and the new stand side by side
  if (isRotating(folder)) await rotateMasterKey(folder);
  const db = openLedger(join(folder, 'ledger.db'));
  const masterKey = await masterKeyFor(folder, keyWitness(db)).catch((fault: unknown) => {
    db.close();
    throw fault;
  });
  const log = sqliteEventLog(db, { clock, masterKey });
  if (!empty && (await log.streamOf(DEFAULT_OFFICE.id, 'office', DEFAULT_OFFICE.id)) === null)
    await addOffice(log, DEFAULT_OFFICE, clock);
  return { log, folder, clock, masterKey };
}

/** Of the ledger in that folder, for what lies beside it. Throws MasterKeyError. */
export async function masterKeyIn(folder: string): Promise<Buffer> {
  const { log, masterKey } = await openLocalLedger(folder, { empty: true });
  log.close();
  return masterKey;
}

/** Level by level: where nothing can be made (as under /proc) the recursive call of Node never comes back. */
export function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, OWNER_ALONE);
  } catch (fault) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw fault;
  }
}

/** The folder of an earlier program, with what it has made there. A folder that holds no ledger yet is not ours to close. */
function keepToOwner(folder: string): void {
  if (!existsSync(join(folder, 'ledger.db'))) return;
  closeToOthers(folder);
  for (const name of readdirSync(folder)) closeToOthers(join(folder, name));
}
