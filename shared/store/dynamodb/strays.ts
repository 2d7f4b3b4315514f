/** What stands beside the log with no commit behind it, found by scanning what is no commit. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import type { LogReader, Stray } from '../ports.ts';
import { isAuditKey, SEARCH_KEY } from './data-keys.ts';
import { addressOfItem, caseAtKey, commitKeyOf, commitOfItem, idempotencyKeyOf } from './ledger-items.ts';
import type { Ledger } from './ledger-reader.ts';
import { itemAt, type Stored } from './rows.ts';

type Books = Ledger & { readonly keyTable: string; readonly reader: Pick<LogReader, 'history'> };

export async function straysIn(books: Books): Promise<readonly Stray[]> {
  const { client, table, keyTable } = books;
  const found: (Stray | null)[] = [];
  const beside = { TableName: table, ConsistentRead: true, FilterExpression: 'attribute_not_exists(body)' };
  for await (const { Items = [] } of paginateScan({ client }, beside))
    found.push(...(await Promise.all(Items.map((item) => strayOf(books, item)))));
  for await (const { Items = [] } of paginateScan({ client }, { TableName: keyTable, ConsistentRead: true }))
    found.push(...(await Promise.all(Items.map(({ pk }) => strayKey(books, String(pk))))));
  return found.filter((stray) => stray !== null);
}

async function strayOf(books: Books, item: Stored): Promise<Stray | null> {
  const [pk, sk] = [String(item.pk), String(item.sk)];
  const at = caseAtKey(pk);
  if (at.stream === 'number' && item.stream !== undefined) {
    const named = { ...at, stream: String(item.stream) };
    return (await commitAt(books, named, 1))?.number === sk ? null : { what: 'number', name: sk };
  }
  if (sk === 'key') {
    const address = addressOfItem(item);
    const key = (await commitAt(books, address, address.version))?.key;
    const isOwn = key !== undefined && idempotencyKeyOf(address.office, key).pk === pk;
    return isOwn ? null : { what: 'key', name: address.number };
  }
  const [, version] = /^sv(\d{8})#/.exec(sk) ?? [];
  if (version === undefined) return null;
  const commit = await commitAt(books, at, Number(version));
  return commit?.seal === undefined ? { what: 'seal', name: `${pk} ${sk}` } : null;
}

async function strayKey({ reader }: Books, pk: string): Promise<Stray | null> {
  if (pk === SEARCH_KEY || isAuditKey(pk)) return null;
  const commits = await reader.history(caseAtKey(pk));
  return commits.some(({ seal }) => seal !== undefined) ? null : { what: 'dataKey', name: pk };
}

async function commitAt({ client, table }: Ledger, at: StreamKey, version: number): Promise<Commit | null> {
  const item = await itemAt(client, table, commitKeyOf(at, version));
  return item && commitOfItem(item);
}
