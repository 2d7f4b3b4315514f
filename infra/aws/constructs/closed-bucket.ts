/** What holds for every bucket of the house: nobody from outside, nothing in the clear, no rights but those of policies. */
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export const CLOSED: BucketProps = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** One in which files lie on their way: without versions, so that what is deleted is gone, and the rest within a day. */
export function passingBucket(scope: Construct, own: Pick<BucketProps, 'bucketName'> = {}): Bucket {
  const bucket = new Bucket(scope, 'Bucket', {
    ...CLOSED,
    ...own,
    removalPolicy: RemovalPolicy.DESTROY,
    lifecycleRules: [{ expiration: Duration.days(1) }],
  });
  const reason = 'Nothing stays here for a day, and every file is in the log of the ledger.';
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason });
  return bucket;
}
