/**
 * Documents in a versioned bucket. What is published is put only where nothing stands, and locked until its time has
 * run out: no role of the product may lift the lock or delete a version.
 */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type BlobStore, checkBlobName } from '../blobs.ts';
import type { Page, PageRequest } from '../views.ts';

type S3BlobOptions = {
  readonly client: S3Client;
  readonly bucket: string;
  /** Until when what is published now stays locked; absent where the engine knows no lock. */
  readonly lockedUntil?: () => Date;
};

export function s3Blobs({ client, bucket, lockedUntil }: S3BlobOptions): BlobStore {
  const get = async (name: string): Promise<Uint8Array | null> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: checkBlobName(name) }));
      return (await Body?.transformToByteArray()) ?? null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  };
  return {
    get,
    put: async (name, bytes) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: checkBlobName(name), Body: bytes }));
    },
    putOnce: async (name, bytes) => {
      const until = lockedUntil?.();
      const lock = until && ({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until } as const);
      const object = { Bucket: bucket, Key: checkBlobName(name), Body: bytes, IfNoneMatch: '*' };
      try {
        await client.send(new PutObjectCommand({ ...object, ...lock }));
        return true;
      } catch (error) {
        if (!isTaken(error)) throw error;
        return Buffer.compare((await get(name)) ?? new Uint8Array(), bytes) === 0;
      }
    },
    // a version stays below the mark until the rules of the bucket take it; a locked one longer
    remove: async (name) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: checkBlobName(name) }));
    },
    list: (prefix, page) => namesIn({ client, bucket }, prefix, page),
  };
}

async function namesIn(
  { client, bucket }: S3BlobOptions,
  prefix: string,
  { after, limit }: PageRequest,
): Promise<Page<string>> {
  const start = after ? { StartAfter: after } : {};
  const query = { Bucket: bucket, Prefix: prefix, MaxKeys: limit, ...start };
  // a page may be empty and not be the last
  for await (const { Contents = [], IsTruncated } of paginateListObjectsV2({ client }, query)) {
    const items = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    if (items.length > 0) return { items, next: IsTruncated === true ? (items.at(-1) ?? null) : null };
  }
  return { items: [], next: null };
}

/** Something stands under the name, or another writer is putting it there this moment. */
function isTaken(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status === 412 || status === 409;
}
