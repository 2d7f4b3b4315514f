/** The signed tree in an archive: every checkpoint, the names of what each covers, and the line of the key. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedLog } from '#shared/notary/check-log.ts';
import { folderOf, keptChain, type Shelf, shelfIn } from '#shared/notary/kept-tree.ts';
import { storedEntries } from '#shared/notary/ordered-log.ts';
import { tilesAnew } from '#shared/notary/rebuild-tiles.ts';
import { ArchiveError, type ArchiveRow, archiveRows, PROOF_ROWS } from '#shared/store/archive-form.ts';
import type { AuditLog } from '#shared/store/audit-log.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { LogOrder } from '#shared/store/dynamodb/log-order.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import type { House } from '#shared/store/house.ts';
import { isOfTheLedger, treeFaultLine } from '#shared/store/notary.ts';
import type { EventLog } from '#shared/store/ports.ts';
import {
  rankOf,
  readCheckpoint,
  type SignedCheckpoint,
  standingOf,
} from '#shared/transparency/checkpoint.ts';
import { entriesOfNames, LOGS, type LogName } from '#shared/transparency/log-entry.ts';

const KEY_LINE = 'signing.pub';

export const documentsIn = (folder: string): BlobStore => folderBlobs(join(folder, 'documents'));
export const keyLineIn = (folder: string): string | null =>
  existsSync(join(folder, KEY_LINE)) ? readFileSync(join(folder, KEY_LINE), 'utf8') : null;

/**
 * What stands there now, to be read before the ledger is: what is sealed meanwhile stays out, as what is recorded
 * meanwhile does. Empty where nothing was sealed.
 */
export async function proofRows(
  blobs: BlobStore,
  keyLine: string | null,
  log: LogName = 'ledger',
): Promise<ArchiveRow[]> {
  const rows: ArchiveRow[] = [];
  const put = (name: string, text: string): void => void rows.push({ t: PROOF_ROWS, r: [name, text] });
  const shelf = shelfIn(blobs, folderOf(log));
  const newest = await shelf.get('checkpoint');
  if (newest !== null) {
    for (const name of await namesUpTo(shelf, newest)) put(`${log}/${name}`, (await shelf.get(name)) ?? '');
    put(`${log}/checkpoint`, newest);
  }
  if (keyLine !== null) put(KEY_LINE, keyLine);
  return rows;
}

async function namesUpTo(shelf: Shelf, newest: string): Promise<string[]> {
  const read = readCheckpoint(newest);
  const rank = read === null ? 0 : rankOf(read);
  const names: string[] = [];
  for (const folder of ['checkpoints', 'names'])
    for await (const name of shelf.names(folder)) if (rankIn(name) <= rank) names.push(name);
  return names;
}

/** Of a checkpoint its rank, of names the one up to which they reach. */
const rankIn = (name: string): number => Number(/(\d{20})(?:-\d{8}T\d+)?$/.exec(name)?.[1] ?? 0);

type Reading = { readonly unclosed: boolean };
type Archived = { readonly lines: Iterable<string>; readonly reading: Reading };

/** Puts them where the notary goes on from, and holds the restored ledger against them. Throws ArchiveError. */
export async function restoreProof(folder: string, log: EventLog, archived: Archived): Promise<void> {
  const blobs = documentsIn(folder);
  await putProof(folder, blobs, archiveRows(archived.lines, archived.reading));
  const keyLine = keyLineIn(folder)?.trim() ?? null;
  const stored = () => storedEntries(log);
  const { checkpoints } = await checkedLog({
    ...{ log: 'ledger', stored, blobs, keyLine },
    ...{ hasSigned: false, sealedAt: null },
    anchors: [],
  });
  const [first, ...others] = checkpoints.filter(isOfTheLedger);
  if (first !== undefined)
    throw new ArchiveError(`${treeFaultLine(first)}, and ${others.length} more (与已签名的存证不符)`);
}

type Cloud = Pick<House, 'blobs' | 'log'> & { readonly order: LogOrder };

/** The order in which the notary of another home took the commits is kept; what was not sealed waits for it. */
export async function restoreCloudProof(folder: string, house: Cloud, archived: Archived): Promise<void> {
  await putProof(folder, house.blobs, archiveRows(archived.lines, archived.reading));
  await restoreCloudOrder(house.blobs, house.order, house.log);
}

/** What was sealed keeps its place; the rest waits for one. */
export async function restoreCloudOrder(
  blobs: BlobStore,
  order: LogOrder,
  log: Pick<EventLog, 'stored'> | Pick<AuditLog, 'stored'>,
): Promise<void> {
  const shelf = shelfIn(blobs, folderOf(order.log));
  for await (const name of shelf.names('names'))
    await order.fill(entriesOfNames((await shelf.get(name)) ?? '') ?? []);
  for await (const page of storedEntries(log)) await order.note(page);
}

export async function putProof(folder: string, blobs: BlobStore, rows: Iterable<ArchiveRow>): Promise<void> {
  const newest = new Map<string, string>();
  for (const { t, r } of rows) {
    const [name, text] = r.map(String);
    if (t !== PROOF_ROWS || name === undefined || text === undefined) continue;
    if (name === KEY_LINE) {
      if (!existsSync(join(folder, KEY_LINE))) writeFileSync(join(folder, KEY_LINE), text, { mode: 0o644 });
    } else if (name.endsWith('/checkpoint')) newest.set(`proof/${name}`, text);
    else if (!(await blobs.putOnce(`proof/${name}`, Buffer.from(text))))
      throw new ArchiveError(`documents/proof/${name} is another one than in the archive`);
  }
  for (const log of LOGS) {
    const chain = await keptChain(shelfIn(blobs, folderOf(log)));
    const [name, text] = [`${folderOf(log)}/checkpoint`, newest.get(`${folderOf(log)}/checkpoint`)];
    if (text !== undefined) await blobs.put(name, Buffer.from(laterOf(text, chain.at(-1))));
    await tilesAnew(blobs, log, standingOf(chain));
  }
}

/** Documents that were copied after the archive was made bring checkpoints of what is sealed since. */
function laterOf(text: string, last: SignedCheckpoint | undefined): string {
  const named = readCheckpoint(text);
  return last !== undefined && named !== null && rankOf(last) > rankOf(named) ? last.whole : text;
}
