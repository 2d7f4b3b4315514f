/**
 * The audit stream beside an archive, in a file of its own (`FILE.audit`): the archive itself stays the same however often
 * it is read. In the same form: entries as stored with their texts sealed, its signed tree, and a closing line.
 */
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudHouse } from '#shared/house/deployed-house.ts';
import { SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import { type ArchiveRow, ArchiveSum, archiveRows, headLine, rowLine } from '#shared/store/archive-form.ts';
import { auditRowsOf, restoreAuditTo } from '#shared/store/dynamodb/audit-archive.ts';
import { auditRowsIn, restoreAuditRows } from '#shared/store/sqlite/audit-archive.ts';
import { openAuditFile, openAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { archiveLinesOf } from './archive-lines.ts';
import { documentsIn, proofRows, putProof, restoreCloudOrder } from './archive-proof.ts';
import type { Arguments } from './options.ts';
import { placeOf, writeOut } from './output.ts';
import { noteRead } from './reads.ts';

const besides = (file: string): string => `${file}.audit`;

/** What is written through a pipe or a device has nothing beside it: the stream goes with the next archive that is a file. */
function hasBeside(file: string): boolean {
  const place = placeOf(file);
  const found = typeof place === 'number' ? undefined : statSync(place, { throwIfNoEntry: false });
  return typeof place === 'string' && (found === undefined || found.isFile());
}

const auditIn = (folder: string): string => join(folder, 'audit.db');
const READING = { unclosed: false };
const NO_KEY = Buffer.alloc(32);

/** With the entry of this export itself, of which nothing is sealed: no key is needed. */
export async function exportAudit(args: Arguments, file: string): Promise<void> {
  const at = auditIn(args.folder);
  const stream = openAuditLog(at, { clock: SYSTEM_CLOCK, masterKey: NO_KEY });
  await noteRead(stream, args, { what: 'exported' });
  stream.close();
  if (!hasBeside(file)) return;
  const proof = await proofRows(documentsIn(args.folder), null, 'audit');
  const db = openAuditFile(at);
  try {
    await writeOut({ file: besides(file), mode: 0o600 }, linesOf(auditRowsIn(db), proof));
  } finally {
    db.close();
  }
}

export async function exportCloudAudit(args: Arguments, house: CloudHouse, file: string): Promise<void> {
  await noteRead(house.audit, args, { what: 'exported' });
  if (!hasBeside(file)) return;
  const proof = await proofRows(house.blobs, null, 'audit');
  await writeOut({ file: besides(file), mode: 0o600 }, linesOf(auditRowsOf(house.archivedAudit), proof));
}

async function* linesOf(
  entries: AsyncIterable<ArchiveRow> | Iterable<ArchiveRow>,
  proof: readonly ArchiveRow[],
): AsyncGenerator<string> {
  const sum = new ArchiveSum();
  yield sum.note(headLine());
  for await (const row of entries) yield sum.note(rowLine(row), row.t);
  for (const row of proof) yield sum.note(rowLine(row), row.t);
  yield sum.closingLine();
}

const rowsOf = (file: string) => archiveRows(archiveLinesOf(besides(file)), READING);

/** Nothing where the archive has none beside it: what an earlier program wrote. */
export async function restoreAudit(folder: string, file: string): Promise<void> {
  if (!existsSync(besides(file))) return;
  const draft = `${auditIn(folder)}.restoring`;
  const db = openAuditFile(draft);
  try {
    restoreAuditRows(db, rowsOf(file));
  } finally {
    db.close();
  }
  await putProof(folder, documentsIn(folder), rowsOf(file));
  renameSync(draft, auditIn(folder));
}

export async function restoreCloudAudit(folder: string, house: CloudHouse, file: string): Promise<void> {
  if (!existsSync(besides(file))) return;
  await restoreAuditTo(house.archivedAudit, rowsOf(file));
  await putProof(folder, house.blobs, rowsOf(file));
  await restoreCloudOrder(house.blobs, house.archivedAudit.order, house.audit);
}
