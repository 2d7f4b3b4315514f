/** The audit stream in an archive, as one machine writes it (`sqlite/audit-archive.ts`). */
import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { EntrySource } from '#shared/transparency/log-entry.ts';
import { ArchiveError, type ArchiveRow, AUDIT_KEYS, AUDIT_ROWS } from '../archive-form.ts';
import { auditKeyAt, auditLineOf } from '../audit-log.ts';
import type { StoredCommit } from '../ports.ts';
import type { ArchivedLedger } from './archive.ts';
import { entryOf, isChain } from './audit-items.ts';
import { putEntry } from './audit-log.ts';
import { isAuditKey } from './data-keys.ts';
import { caseAtKey, caseKeyOf } from './ledger-items.ts';

export type ArchivedAudit = Pick<ArchivedLedger, 'client' | 'keyTable'> & {
  readonly auditTable: string;
  readonly order: Pick<EntrySource, 'indexOf'>;
};

/** Each with its place in the tree, from 1; 0 where it was not sealed yet. */
export async function* auditRowsOf({
  client,
  keyTable,
  auditTable,
  order,
}: ArchivedAudit): AsyncGenerator<ArchiveRow> {
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: auditTable, ConsistentRead: true },
  ))
    for (const item of Items.filter((one) => !isChain(one))) {
      const { office, stream, version, bytes, hash } = entryOf(item);
      const index = await order.indexOf({ hash, position: 0 });
      const r = [(index ?? -1) + 1, office, stream, version, bytes, hash, String(item.sealed ?? '')];
      yield { t: AUDIT_ROWS, r };
    }
  for await (const { Items = [] } of paginateScan({ client }, { TableName: keyTable, ConsistentRead: true }))
    for (const { pk, wrapped } of Items)
      if (isAuditKey(pk)) yield { t: AUDIT_KEYS, r: [caseAtKey(String(pk)).office, String(wrapped)] };
}

/** Fills an empty stream. */
export async function restoreAuditTo(
  audit: Omit<ArchivedAudit, 'order'>,
  rows: Iterable<ArchiveRow>,
): Promise<void> {
  const { client, keyTable, auditTable: table } = audit;
  for (const { t, r } of rows) {
    if (t === AUDIT_KEYS) {
      const Item = { pk: caseKeyOf(auditKeyAt(String(r[0]))), wrapped: String(r[1]) };
      await client.send(new PutCommand({ TableName: keyTable, Item }));
    }
    if (t !== AUDIT_ROWS) continue;
    const [, office, stream, version, bytes, hash, sealed] = r;
    const at = {
      office: String(office),
      kind: 'audit',
      stream: String(stream),
      version: Number(version),
    } as const;
    const commit: StoredCommit = { ...at, position: 0, bytes: String(bytes), hash: String(hash) };
    const entry = { line: auditLineOf(commit), sealed: String(sealed) };
    if (!(await putEntry({ client, table }, entry)))
      throw new ArchiveError(`${stream}.${version} stands there already`);
  }
}
