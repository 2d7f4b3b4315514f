/** What a ledger on DynamoDB knows of the master key in a file beside it. KMS names the key in what it wraps. */
import { GetCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ERASED } from '../seal.ts';
import type { Ledger } from './ledger-reader.ts';

const KEY = { pk: 'settings', sk: 'masterKey' };

export function dynamoKeyWitness({
  client,
  table,
  keyTable,
}: Pick<Ledger, 'client' | 'table'> & { readonly keyTable: string }) {
  return {
    fingerprint: async (): Promise<string | null> => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: KEY, ConsistentRead: true }),
      );
      return Item === undefined ? null : String(Item.fingerprint);
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
