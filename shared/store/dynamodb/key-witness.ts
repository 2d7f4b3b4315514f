/** What a ledger on DynamoDB knows of the master key in a file beside it. KMS names the key in what it wraps. */
import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ERASED } from '../seal.ts';
import type { Ledger } from './ledger-reader.ts';
import { itemAt } from './rows.ts';

const KEY = { pk: 'settings', sk: 'masterKey' };

export function dynamoKeyWitness({
  client,
  table,
  keyTable,
}: Pick<Ledger, 'client' | 'table'> & { readonly keyTable: string }) {
  return {
    fingerprint: async (): Promise<string | null> => {
      const item = await itemAt(client, table, KEY);
      return item && String(item.fingerprint);
    },
    note: async (fingerprint: string): Promise<void> => {
      await client.send(new PutCommand({ TableName: table, Item: { ...KEY, fingerprint } }));
    },
    async *wrapped(): AsyncGenerator<{ readonly owner: string; readonly wrapped: string }> {
      for await (const { Items = [] } of paginateScan(
        { client },
        { TableName: keyTable, ConsistentRead: true },
      ))
        for (const { pk, wrapped } of Items)
          if (wrapped !== ERASED) yield { owner: String(pk), wrapped: String(wrapped) };
    },
  };
}
