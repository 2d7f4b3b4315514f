/** The cloud on this machine: emulators of DynamoDB, SQS and S3 whose data lies in a folder, furnished as deployed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { documentClient } from './dynamodb-client.ts';
import { furnishBucket, furnishQueues, furnishTables } from './furnish.ts';
import type { Places } from './places.ts';
import { startDynoxide } from './start-dynoxide.ts';
import { s3Client, sqsClient, startFauxqsIn } from './start-fauxqs.ts';
import { storesTemplate } from './stores-template.ts';

export type Addresses = {
  readonly dynamodb: string;
  /** SQS and S3 answer at one address. */
  readonly desk: string;
  readonly places: Places;
};
type Emulators = { readonly addresses: Addresses; stop(): Promise<void> };

/** `endpoint` is a DynamoDB that stands somewhere already: then none is started, and its tables are made when missing. */
export async function startEmulators(folder: string, endpoint?: string): Promise<Emulators> {
  mkdirSync(folder, { recursive: true });
  const [own, desk] = await Promise.all([
    endpoint === undefined ? startDynoxide(join(folder, 'dynamodb.db')) : null,
    startFauxqsIn(join(folder, 'desk')),
  ]);
  const dynamodb = endpoint ?? own?.endpoint ?? '';
  const stop = async (): Promise<void> => {
    await desk.stop();
    await own?.stop();
  };
  try {
    const places = await furnish(dynamodb, desk.endpoint);
    return { addresses: { dynamodb, desk: desk.endpoint, places }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function furnish(dynamodb: string, desk: string): Promise<Places> {
  const template = storesTemplate();
  const [tables, sqs, s3] = [documentClient(dynamodb), sqsClient(desk), s3Client(desk)];
  const places = {
    ...(await furnishTables(tables, template)),
    queues: await furnishQueues(sqs, template),
    documents: await furnishBucket(s3),
    scanned: '',
  };
  for (const client of [tables, sqs, s3]) client.destroy();
  return places;
}
