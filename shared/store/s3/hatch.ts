/** The hatch is a bucket that keeps no versions: what is deleted is gone, and a rule deletes what was left lying. */
import { randomBytes } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Hatch } from '../hatch.ts';
import { presignedGet } from './presigned-get.ts';

type Place = { readonly client: S3Client; readonly bucket: string };

/** A clerk looks for the file on the page that has the form. */
const HAND_IN_SECONDS = 1800;
const HAND_OUT_SECONDS = 60;
/** No browser guesses here what a file is. */
const OPAQUE = 'application/octet-stream';

const folderOf = (id: string): string => `in/${id}/`;

export function s3Hatch({ client, bucket: Bucket }: Place): Hatch {
  return {
    handIn: async (id, { back, most }) => {
      const { url, fields } = await createPresignedPost(client, {
        Bucket,
        Key: `${folderOf(id)}\${filename}`,
        Conditions: [['content-length-range', 1, most]],
        Fields: { success_action_redirect: back, 'Content-Type': OPAQUE },
        Expires: HAND_IN_SECONDS,
      });
      return { action: url, fields };
    },
    take: async (id, key) => {
      if (!key.startsWith(folderOf(id))) return null;
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        const bytes = await Body?.transformToByteArray();
        return bytes === undefined ? null : { name: key.slice(folderOf(id).length), bytes };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    drop: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
    handOut: async ({ bytes, mediaType, disposition }) => {
      const Key = `out/${randomBytes(16).toString('hex')}`;
      const told = { ContentType: mediaType, ContentDisposition: disposition };
      await client.send(
        new PutObjectCommand({ Bucket, Key, Body: bytes, ...told, CacheControl: 'no-store' }),
      );
      return presignedGet(client, { bucket: Bucket, key: Key }, HAND_OUT_SECONDS);
    },
  };
}
