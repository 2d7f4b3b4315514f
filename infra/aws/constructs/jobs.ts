/** Who carries long work out: by messages, some seconds each, and by the clock where a message was lost. */
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Places } from '../places.ts';
import { sendToScan, whyAllOf } from './document-rights.ts';
import { HouseFunction } from './house-function.ts';
import { rightsOn } from './rights.ts';
import type { Scanned } from './scanned.ts';
import { Call, calledByTheClock } from './schedule.ts';
import { knowOrder, readSealed, readsSealed, tellNotary } from './sealing.ts';

type JobsProps = { readonly places: Places; readonly folder: string; readonly scanned: Scanned };

export class Jobs extends Construct {
  readonly carrier: HouseFunction;

  constructor(scope: Construct, id: string, { places, folder, scanned }: JobsProps) {
    super(scope, id);
    const may = rightsOn(places);
    this.carrier = new HouseFunction(this, 'CarryJobs', {
      folder,
      // a sixth of the lease of its queue
      timeout: Duration.minutes(5),
      memorySize: 3008,
      rights: [
        ...[may.carryJobs, may.keepJobs, may.consume('job'), may.send('job'), may.buryLetters],
        // signing reads all of it, holds it against what was sealed, and asks for a checkpoint
        ...[
          may.scanAndAppendToLedger,
          may.scanTraces,
          readSealed(places),
          knowOrder(places),
          tellNotary(places),
        ],
        may.send('seal'),
        // an import seals texts and files, and projects what it has recorded
        ...[may.makeKeys, may.wrapKeys, may.projectAndReadViews, may.keepUploads, may.readAccounts],
        may.countNumbers,
        ...[may.addAttachments, sendToScan(scanned)],
      ],
    });
    for (const name of ['jobs', 'uploads', 'attachments'] as const)
      this.carrier.acknowledge(...whyAllOf(name));
    readsSealed(this.carrier);
    this.carrier.acknowledge(...scanned.why);
    new EventSourceMapping(this, 'Asked', {
      target: this.carrier.lambda,
      eventSourceArn: places.queues.job.queueArn,
      // one waits for nobody else's
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: 10,
    });
    const failures = places.callFailures;
    calledByTheClock(this.carrier, { failures, retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    new Call(this, 'EachFiveMinutes', { at: 'rate(5 minutes)', call: this.carrier, failures });
  }
}
