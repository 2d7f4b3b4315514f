/** An address under which one object can be fetched for a while (AWS Signature Version 4 in the query). */
import { createHash, createHmac } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';

type At = { readonly bucket: string; readonly key: string };

const ALGORITHM = 'AWS4-HMAC-SHA256';
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export async function presignedGet(client: S3Client, { bucket, key }: At, seconds: number): Promise<string> {
  // a form says at which address the client reaches the bucket, in every partition and with every kind of endpoint
  const { url } = await createPresignedPost(client, { Bucket: bucket, Key: key });
  const at = new URL(`${url.replace(/\/$/, '')}/${key}`);
  const [region, credentials] = [await client.config.region(), await client.config.credentials()];
  const now = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const scope = `${now.slice(0, 8)}/${region}/s3/aws4_request`;
  const asked = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${credentials.accessKeyId}/${scope}`,
    'X-Amz-Date': now,
    'X-Amz-Expires': String(seconds),
    ...(credentials.sessionToken && { 'X-Amz-Security-Token': credentials.sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  };
  const query = Object.entries(asked)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const request = ['GET', at.pathname, query, `host:${at.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const digest = createHash('sha256').update(request).digest('hex');
  const day = hmac(`AWS4${credentials.secretAccessKey}`, now.slice(0, 8));
  const signing = [region, 's3', 'aws4_request'].reduce(hmac, day);
  const signature = hmac(signing, [ALGORITHM, now, scope, digest].join('\n')).toString('hex');
  return `${at.href}?${query}&X-Amz-Signature=${signature}`;
}
