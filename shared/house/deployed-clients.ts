/** What a deployed function is given: clients of the region, names from the environment, KMS for the keys. */
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { kmsKeyWrapper } from '#shared/store/kms/key-wrapper.ts';
import type { Clock } from '#shared/store/ports.ts';
import type { LedgerOptions } from './cloud-ledger.ts';
import { dynamoClient, PATIENCE, patient, triesOf } from './dynamodb-client.ts';
import { type DeployedPlaces, type Environment, placesOf } from './places.ts';
import { watched } from './watched-client.ts';

/** The law keeps what was published for good; a lock has to name an end. */
const LOCKED_YEARS = 30;
/** Of one call, by the SDK; what it takes for final is asked again after it. */
const TRIES = 6;
const CLOCK: Clock = { now: () => instantOf(Date.now()) };

export type Given = { readonly clock?: Clock; readonly endpoint?: string; readonly env?: Environment };
type Deployed = LedgerOptions & { readonly places: DeployedPlaces; readonly kms: KMSClient };

export function deployedClients({ clock = CLOCK, endpoint, env = process.env }: Given): Deployed {
  const client = () => ({ retryStrategy: triesOf(TRIES), requestHandler: PATIENCE });
  const dynamodb = watched(dynamoClient({ maxAttempts: TRIES, ...(endpoint && { endpoint }) }));
  const places = placesOf(env);
  const [kms, s3] = [watched(patient(new KMSClient(client()))), watched(patient(new S3Client(client())))];
  return {
    clients: { dynamodb, sqs: watched(patient(new SQSClient(client()))), s3 },
    wrapper: kmsKeyWrapper(kms, places.masterKey),
    ...{ places, clock, kms },
    lockedUntil: () => new Date(Date.now() + LOCKED_YEARS * 365 * 86_400_000),
  };
}
