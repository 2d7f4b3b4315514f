/** The emulator of SQS and S3, in this process. Only for tests and `--engine dynamodb` on this machine. */
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { withConditionalPuts } from './conditional-puts.ts';
import { EMULATED } from './dynamodb-client.ts';
import type { Emulator } from './start-dynoxide.ts';

/** `folder` keeps messages and objects over a restart; without it they live in memory. */
export async function startFauxqsIn(folder?: string): Promise<Emulator> {
  const { startFauxqs } = await import('fauxqs');
  const kept = folder === undefined ? {} : { dataDir: folder };
  const server = await startFauxqs({ port: 0, logger: false, ...kept });
  return withConditionalPuts({
    endpoint: `http://127.0.0.1:${server.port}`,
    stop: () => server.stop(),
  });
}

export function sqsClient(endpoint: string): SQSClient {
  return new SQSClient({ ...EMULATED, endpoint, maxAttempts: 5 });
}

export function s3Client(endpoint: string): S3Client {
  return new S3Client({ ...EMULATED, endpoint, forcePathStyle: true, maxAttempts: 5 });
}
