/** Documents and attachments: every version is kept, and what is published stays locked. */

import { Bucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { keysOf } from '#shared/kernel/keys.ts';
import { LONG_FOLDERS, LONG_PREFIX, PASSING, PASSING_DAYS } from '#shared/store/dynamodb/long-shelf.ts';
import { JOB_KEPT_MS, JOBS_PREFIX } from '#shared/store/jobs.ts';
import { UPLOADS_PREFIX } from '#shared/store/uploads.ts';
import { PASSES } from '#shared/year/pass-notes.ts';
import { CLOSED } from './closed-bucket.ts';

const LOGS_DAYS = 400;
const DAY = Duration.days(1);
/** A day longer than what came of it can be looked at. */
const OF_JOBS = Duration.millis(JOB_KEPT_MS).plus(DAY);

/** What an item takes with it is not kept below the mark, and what is forgotten with its item is forgotten here. */
function longValues(): LifecycleRule[] {
  return keysOf(LONG_FOLDERS)
    .filter((folder) => LONG_FOLDERS[folder] === 'goes')
    .flatMap((folder) => {
      const prefix = `${LONG_PREFIX}${folder}/`;
      const passing = { prefix: `${prefix}${PASSING}`, expiration: Duration.days(PASSING_DAYS) };
      return [{ prefix, noncurrentVersionExpiration: DAY }, passing];
    });
}

export class Documents extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logs = new Bucket(this, 'AccessLogs', {
      ...CLOSED,
      lifecycleRules: [{ expiration: Duration.days(LOGS_DAYS) }],
    });
    // each published object is given its own lock when it is put; nothing else is locked by default
    this.bucket = new Bucket(this, 'Bucket', {
      ...CLOSED,
      versioned: true,
      objectLockEnabled: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'documents/',
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        // files that are looked at before they are imported
        { prefix: UPLOADS_PREFIX, expiration: DAY, noncurrentVersionExpiration: DAY },
        ...longValues(),
        { prefix: JOBS_PREFIX, expiration: OF_JOBS, noncurrentVersionExpiration: DAY },
        // what a nightly pass keeps between its slices
        { prefix: PASSES, expiration: Duration.days(7), noncurrentVersionExpiration: DAY },
      ],
    });
  }
}
