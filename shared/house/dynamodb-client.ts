/** The one way this program speaks to DynamoDB, deployed or emulated: what hangs is given up, and every call has an end. */

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A request that hangs is given up and made again. */
export const PATIENCE = { requestTimeout: 10_000, connectionTimeout: 3_000, throwOnRequestTimeout: true };
/** All tries of one call together: below the shortest time a function runs. */
const DEADLINE_MS = 25_000;

type Patience = { readonly requestTimeout?: number; readonly deadline?: number };

export function dynamoClient(
  config: DynamoDBClientConfig,
  { requestTimeout = PATIENCE.requestTimeout, deadline = DEADLINE_MS }: Patience = {},
): DynamoDBDocumentClient {
  const requestHandler = { ...PATIENCE, requestTimeout };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...config, requestHandler }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return endingCalls(client, deadline);
}

/** A call that its deadline ends is not made again; whatever of it arrives late finds its condition gone (ADR 41). */
function endingCalls(client: DynamoDBDocumentClient, deadline: number): DynamoDBDocumentClient {
  const send = client.send.bind(client) as (command: unknown, options: object) => Promise<unknown>;
  const ending = (command: unknown, options: object = {}) =>
    send(command, { abortSignal: AbortSignal.timeout(deadline), ...options });
  return Object.assign(client, { send: ending });
}

/** Emulators take any credentials; a real endpoint on this machine is addressed with those of the environment. */
export const EMULATED = {
  region: 'cn-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** Throttling and lost answers are tried again by the SDK, with growing pauses. */
export function documentClient(endpoint: string): DynamoDBDocumentClient {
  return dynamoClient({ ...EMULATED, endpoint, maxAttempts: 8 });
}
