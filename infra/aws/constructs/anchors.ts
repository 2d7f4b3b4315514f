/**
 * The bucket where checkpoints are kept for good: what is put there is locked for thirty years, and nobody of the account,
 * its root user included, lifts that (COMPLIANCE). Only the notary writes to it.
 */
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CLOSED } from './closed-bucket.ts';

const LOCKED_DAYS = 30 * 365;

export class Anchors extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...CLOSED,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(LOCKED_DAYS)),
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'One function writes a few small objects an hour; what it put says when and what by itself.',
    });
  }
}
