/**
 * What is too large for a request of the pages (ADR 70): a bucket without versions, so that what is deleted is gone, which
 * forgets within a day whatever was left lying in it.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { HATCH_BUCKET } from '#shared/house/places.ts';
import { passingBucket } from './closed-bucket.ts';
import type { Right } from './rights.ts';

const WHY =
  'Names are made when files come: the right is on the objects of the one bucket that keeps nothing.';

export class Hatch extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = passingBucket(this);
  }

  /** A form and an address that were signed may do no more than who has signed them. */
  right(): Right {
    const { bucket } = this;
    const logicalId = Stack.of(this).getLogicalId(bucket.node.defaultChild as never);
    const allow = (verbs: readonly string[], resource: string): PolicyStatement =>
      new PolicyStatement({ actions: verbs.map((verb) => `s3:${verb}`), resources: [resource] });
    return {
      variables: { [HATCH_BUCKET]: bucket.bucketName },
      statements: [
        allow(['ListBucket'], bucket.bucketArn),
        allow(['GetObject', 'PutObject', 'DeleteObject'], bucket.arnForObjects('in/*')),
        allow(['GetObject', 'PutObject'], bucket.arnForObjects('out/*')),
      ],
      why: ['in', 'out'].map(
        (part) => [`AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${part}/*]`, WHY] as const,
      ),
    };
  }
}
