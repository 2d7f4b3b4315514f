/** Whether the tables that cannot be made again can still be restored to any second of the last weeks. */
import { DescribeContinuousBackupsCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { nameOf, say } from '#shared/telling/say.ts';
import { type Environment, placesOf } from './places.ts';

/**
 * Says `unprotected` of each that is not, and of each of which the service does not say so. An engine that has no
 * such backups at all, an emulator, is none of those.
 */
export async function sayUnprotected(client: DynamoDBDocumentClient, env: Environment): Promise<void> {
  const { ledger, keys, accounts, audit } = placesOf(env);
  for (const table of [ledger, keys, accounts, audit].filter((name) => name !== '')) {
    const status = await recoveryOf(client, table);
    if (status !== 'ENABLED' && status !== 'UnknownOperationException')
      say('unprotected', { table, name: status });
  }
}

async function recoveryOf(client: DynamoDBDocumentClient, TableName: string): Promise<string> {
  const asked = new DescribeContinuousBackupsCommand({ TableName });
  try {
    const { ContinuousBackupsDescription } = await (client as unknown as DynamoDBClient).send(asked);
    return (
      ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus ?? 'UNKNOWN'
    );
  } catch (fault) {
    return nameOf(fault);
  }
}
