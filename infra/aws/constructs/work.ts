/** The functions behind the pages: recorder, projector, aggregator, reminders, and what calls each. */

import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type CfnParameter, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Topic } from '#shared/store/queue.ts';
import type { HandlerName } from '../bundle.ts';
import type { Places } from '../places.ts';
import { sendMail } from './bound-rights.ts';
import { whyAllOf } from './document-rights.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';
import { rightsOn } from './rights.ts';
import { Call, calledByTheClock } from './schedule.ts';
import { readSealed, readsSealed, Sealing, tellNotary } from './sealing.ts';

export type Folders = Readonly<Record<HandlerName, string>>;
export type WorkProps = {
  readonly places: Places;
  readonly folders: Folders;
  /** A domain verified with SES, from which reminders are mailed; none are where it is empty. */
  readonly mailDomain: CfnParameter;
};

const MINUTE = Duration.minutes(1);
/** The longest a function may run; the lease of the queues is longer. */
const LONG = Duration.minutes(5);

type Made = (
  name: string,
  props: Omit<HouseFunctionProps, 'timeout'> & { timeout?: Duration },
) => HouseFunction;
type Reminding = { readonly folder: string; readonly mailDomain: CfnParameter };

export class Work extends Construct {
  readonly functions: Readonly<Record<string, HouseFunction>>;
  readonly projector: HouseFunction;
  readonly prover: HouseFunction;

  constructor(scope: Construct, id: string, { places, folders, mailDomain }: WorkProps) {
    super(scope, id);
    const may = rightsOn(places);
    const made: Made = (name, props) => new HouseFunction(this, name, { timeout: LONG, ...props });
    const { 'record-feed': feed, project, aggregate, remind } = folders;
    const projecting = [
      ...[may.readLedger, may.projectViews, may.indexTexts, may.buryLetters],
      tellNotary(places),
    ];
    const recorder = made('RecordFeed', {
      folder: feed,
      rights: [may.appendToLedger, may.openKeys, may.buryLetters, may.consume('feed')],
    });
    this.projector = made('Project', { folder: project, rights: projecting, timeout: MINUTE });
    const again = made('ProjectAgain', {
      ...{ folder: project, handler: 'again' },
      rights: [...projecting, may.consume('project')],
    });
    const folder = made('Fold', {
      ...{ folder: aggregate, handler: 'fold', timeout: MINUTE },
      rights: [may.foldViews],
    });
    const startProof = made('StartProof', {
      ...{ folder: aggregate, handler: 'startProof' },
      rights: [may.send('proof'), may.seeBackups],
    });
    this.prover = made('Prove', {
      ...{ folder: aggregate, handler: 'prove', memorySize: 3008 },
      rights: [
        ...[may.scanAndAppendToLedger, may.compareViews, may.noteWritten],
        may.keepDocuments('aggregates', ['PutObject']),
        ...[may.buryLetters, may.consume('proof'), readSealed(places), tellNotary(places)],
        ...[may.scanTraces, may.keepSlices, may.send('proof')],
      ],
    });
    for (const one of ['aggregates', 'slices'] as const) this.prover.acknowledge(...whyAllOf(one));
    readsSealed(this.prover);
    const { notary } = new Sealing(this, 'Sealing', { places, folder: folders.notarise });
    const { reminder, sender } = this.remind(made, may, { folder: remind, mailDomain });
    this.functions = {
      recorder,
      ...{ projector: this.projector, again, folder, startProof, prover: this.prover },
      ...{ reminder, sender, notary },
    };
    const consumers: readonly (readonly [Topic, HouseFunction])[] = [
      ['feed', recorder],
      ['project', again],
      ['proof', this.prover],
      ['reminder', sender],
    ];
    for (const [topic, consumer] of consumers) this.consume(topic, consumer, places);
    this.follow(places);
    this.byTheClock({ folder, startProof, reminder }, places.callFailures);
  }

  private byTheClock(
    { folder, startProof, reminder }: Record<'folder' | 'startProof' | 'reminder', HouseFunction>,
    failures: IQueue,
  ): void {
    calledByTheClock(folder, { failures, retryAttempts: 0, maxEventAge: MINUTE });
    for (const once of [startProof, reminder])
      calledByTheClock(once, { failures, retryAttempts: 2, maxEventAge: Duration.hours(2) });
    new Call(this, 'EachMinute', { at: 'rate(1 minute)', call: folder, failures });
    new Call(this, 'EachNight', { at: 'cron(30 2 * * ? *)', call: startProof, failures });
    new Call(this, 'EachNewYear', { at: 'cron(10 0 1 1 ? *)', call: startProof, failures });
    new Call(this, 'EachMorning', { at: 'cron(30 8 ? * MON-SUN *)', call: reminder, failures });
  }

  /** The run of the morning, and the sender behind its queue. */
  private remind(made: Made, may: ReturnType<typeof rightsOn>, { folder, mailDomain }: Reminding) {
    const reminder = made('Remind', {
      folder,
      rights: [may.appendToLedger, may.readDue, may.openAddresses, may.send('reminder')],
    });
    const sender = made('SendReminders', {
      ...{ folder, handler: 'send', timeout: MINUTE },
      rights: [
        ...[may.appendToLedger, may.openAddresses, may.knowSecret],
        may.keepDocuments('reminders', ['GetObject', 'PutObject', 'PutObjectRetention']),
        ...[may.buryLetters, may.consume('reminder')],
        sendMail(this, mailDomain.valueAsString),
      ],
    });
    sender.acknowledge(...whyAllOf('reminders'));
    return { reminder, sender };
  }

  private consume(topic: Topic, { lambda }: HouseFunction, { queues }: Places): void {
    new EventSourceMapping(this, `${topic}Source`, {
      target: lambda,
      eventSourceArn: queues[topic].queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: 10,
    });
  }

  /** Notices of commits alone; a stretch that fails is halved, tried for a while, and then laid aside. */
  private follow({ ledgerStream, feedFailures }: Places): void {
    const { role, lambda } = this.projector;
    const verbs = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    const statement = { actions: verbs.map((verb) => `dynamodb:${verb}`), resources: [ledgerStream] };
    role.addToPolicy(new PolicyStatement(statement));
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [feedFailures.queueArn] }),
    );
    const pattern = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'v' }] } } } };
    const source = new EventSourceMapping(this, 'ChangeFeed', {
      target: lambda,
      eventSourceArn: ledgerStream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      retryAttempts: 8,
      maxRecordAge: Duration.hours(6),
      reportBatchItemFailures: true,
      onFailure: new SqsDestination(feedFailures),
      filters: [{ pattern: JSON.stringify(pattern) }],
    });
    source.node.addDependency(role);
  }
}
