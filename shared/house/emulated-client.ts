import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoClient } from './dynamodb-client.ts';

/** Emulators take any credentials; a real endpoint on this machine is addressed with those of the environment. */
export const EMULATED = {
  region: 'cn-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** Throttling and lost answers are tried again by the SDK, with growing pauses. */
export function documentClient(endpoint: string): DynamoDBDocumentClient {
  return dynamoClient({ ...EMULATED, endpoint, maxAttempts: 8 });
}
