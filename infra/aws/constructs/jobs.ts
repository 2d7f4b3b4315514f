/**
 * Who carries long work out: by messages, some seconds each, and by the clock where a message was lost. Three functions by
 * the work, each with a queue of its own, no more of the program than that work needs, and no more rights (ADR 89).
 */
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JOB_TOPICS, type JobTopic } from '#shared/store/queue.ts';
import type { HandlerName } from '../bundle.ts';
import type { Places } from '../places.ts';
import { sendToScan, whyAllOf } from './document-rights.ts';
import { HouseFunction } from './house-function.ts';
import { type Right, rightsOn } from './rights.ts';
import type { Scanned } from './scanned.ts';
import { Call, calledByTheClock } from './schedule.ts';
import { knowOrder, readSealed, readsSealed, tellNotary } from './sealing.ts';
import type { Folders } from './work.ts';

type JobsProps = { readonly places: Places; readonly folders: Folders; readonly scanned: Scanned };

type Carrier = Extract<HandlerName, 'jobs' | 'sign' | 'commands'>;
type Sort = {
  readonly folder: Carrier;
  /** Of the function, and of what brings it its messages. */
  readonly ids: readonly [carrier: string, asked: string];
  /** Whose work it may come upon: it hands that on. */
  readonly handsTo: readonly JobTopic[];
  readonly rights: (places: Places, scanned: Scanned) => readonly Right[];
};

const SORTS: Readonly<Record<JobTopic, Sort>> = {
  job: {
    folder: 'jobs',
    ids: ['CarryJobs', 'Asked'],
    // by the clock it asks again for what any of them has lost
    handsTo: ['signing', 'commands'],
    rights: (places) => {
      const may = rightsOn(places);
      return [may.carryJobs, may.scanAndAppendToLedger, may.fillViews, tellNotary(places)];
    },
  },
  signing: {
    folder: 'sign',
    ids: ['CarrySigning', 'AskedToSign'],
    handsTo: ['commands'],
    rights: (places) => {
      const may = rightsOn(places);
      // it reads all of the ledger, holds it against what was sealed, and asks for a checkpoint
      const sealed = [may.scanTraces, readSealed(places), knowOrder(places), tellNotary(places)];
      return [may.askJobs, may.scanAndAppendToLedger, ...sealed, may.send('seal'), may.fillAndReadViews];
    },
  },
  commands: {
    folder: 'commands',
    ids: ['CarryCommands', 'AskedForCommands'],
    handsTo: ['signing'],
    rights: (places, scanned) => {
      const may = rightsOn(places);
      const cases = [
        may.scanAndAppendToLedger,
        may.countNumbers,
        may.projectAndReadViews,
        tellNotary(places),
      ];
      return [may.askJobs, ...cases, may.readAccounts, may.addAttachments, sendToScan(scanned)];
    },
  },
};

export class Jobs extends Construct {
  readonly carriers: Readonly<Record<Carrier, HouseFunction>>;

  constructor(scope: Construct, id: string, props: JobsProps) {
    super(scope, id);
    const made = JOB_TOPICS.map((topic) => [SORTS[topic].folder, this.carry(topic, props)] as const);
    this.carriers = Object.fromEntries(made) as Jobs['carriers'];
    const failures = props.places.callFailures;
    const { jobs } = this.carriers;
    calledByTheClock(jobs, { failures, retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    new Call(this, 'EachFiveMinutes', { at: 'rate(5 minutes)', call: jobs, failures });
    readsSealed(this.carriers.sign);
    for (const reason of [whyAllOf('attachments'), props.scanned.why])
      this.carriers.commands.acknowledge(...reason);
  }

  private carry(topic: JobTopic, { places, folders, scanned }: JobsProps): HouseFunction {
    const { folder, ids, handsTo, rights } = SORTS[topic];
    const [name, asked] = ids;
    const may = rightsOn(places);
    const carrier = new HouseFunction(this, name, {
      folder: folders[folder],
      // a sixth of the lease of its queue
      timeout: Duration.minutes(5),
      memorySize: 3008,
      rights: [
        ...[may.consume(topic), ...[topic, ...handsTo].map(may.send), may.keepJobs, may.buryLetters],
        // what is sealed of jobs, files and cases
        ...[may.makeKeys, may.wrapKeys, may.keepUploads],
        ...rights(places, scanned),
      ],
    });
    for (const kept of ['jobs', 'uploads'] as const) carrier.acknowledge(...whyAllOf(kept));
    new EventSourceMapping(this, asked, {
      target: carrier.lambda,
      eventSourceArn: places.queues[topic].queueArn,
      // one waits for nobody else's
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: 10,
    });
    return carrier;
  }
}
