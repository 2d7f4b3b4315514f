/**
 * GuardDuty Malware Protection for S3. It reads what is in a bucket, and what the product keeps there is sealed: the
 * bare file lies in a bucket of its own until GuardDuty has tagged it, and is deleted then; the bucket forgets the rest.
 */
import {
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ScanOutcome } from '#shared/glossary/attachments.ts';
import { type MalwareScanner, type Scan, UNSCANNED } from '../scanner.ts';

const BY = 'guardduty';
const STATUS = 'GuardDutyMalwareScanStatus';
/** Every word that the tag can hold; what GuardDuty could not look at was not scanned. */
const OUTCOMES: Readonly<Record<string, ScanOutcome>> = {
  NO_THREATS_FOUND: 'clean',
  THREATS_FOUND: 'infected',
  UNSUPPORTED: 'unscanned',
  ACCESS_DENIED: 'unscanned',
  FAILED: 'unscanned',
};

type Place = { readonly client: S3Client; readonly bucket: string };

export function guardDutyScanner({ client, bucket }: Place): MalwareScanner {
  const at = (file: string) => ({ Bucket: bucket, Key: `scan/${file}` });
  const tagOf = async (file: string): Promise<Scan> => {
    const { TagSet = [] } = await client.send(new GetObjectTaggingCommand(at(file)));
    const status = TagSet.find(({ Key }) => Key === STATUS)?.Value;
    if (status === undefined) return { outcome: 'pending', by: BY };
    await client.send(new DeleteObjectCommand(at(file)));
    const outcome = OUTCOMES[status] ?? 'unscanned';
    return { outcome, by: outcome === 'unscanned' ? null : BY };
  };
  return {
    scan: async (file, bytes) => {
      try {
        await client.send(new PutObjectCommand({ ...at(file), Body: bytes }));
        return { outcome: 'pending', by: BY };
      } catch {
        return UNSCANNED;
      }
    },
    // an object that is not there any more has not been tagged within its day
    again: (file) => tagOf(file).catch((fault: unknown) => whenFailed(fault)),
  };
}

function whenFailed(fault: unknown): Scan {
  const isGone = fault instanceof S3ServiceException && fault.$metadata.httpStatusCode === 404;
  return isGone ? UNSCANNED : { outcome: 'pending', by: BY };
}
