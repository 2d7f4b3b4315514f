/** A queue for each topic, each with its own dead letters; the one where failed stretches of the change feed end. */

import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JOB_TOPICS, TOPICS, type Topic } from '#shared/store/queue.ts';

/** Longer than any function runs: a message on lease is not delivered to a second one. */
const LEASE = Duration.minutes(6);
/** Six times what its function may take: one that is in hand is not begun by a second. */
const LEASE_OF_JOBS = Duration.minutes(30);
/**
 * Our own rules bury a message after six tries and say why (ADR 16). What the engine moves by itself was never
 * answered at all: the function was ended, or could not start.
 */
const NET = 12;
const KEPT = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
  retentionPeriod: Duration.days(14),
} as const;

export const queueName = (topic: Topic): string => `${topic[0]?.toUpperCase()}${topic.slice(1)}`;

export class Queues extends Construct {
  readonly topics: Readonly<Record<Topic, Queue>>;
  /** Dead-letter queues and failure destinations: whatever lies in one is for a person. */
  readonly dead: readonly Queue[];
  readonly feedFailures: Queue;
  /** Calls by the clock that could not be delivered, or failed as often as they were tried. */
  readonly callFailures: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const dead: Queue[] = [];
    const made = TOPICS.map((topic) => {
      const queue = new Queue(this, `${queueName(topic)}Dead`, KEPT);
      dead.push(queue);
      const deadLetterQueue = { queue, maxReceiveCount: NET };
      return [
        topic,
        new Queue(this, queueName(topic), {
          ...KEPT,
          visibilityTimeout: JOB_TOPICS.some((one) => one === topic) ? LEASE_OF_JOBS : LEASE,
          deadLetterQueue,
        }),
      ] as const;
    });
    this.topics = Object.fromEntries(made) as Record<Topic, Queue>;
    this.feedFailures = new Queue(this, 'ChangeFeedDead', KEPT);
    this.callFailures = new Queue(this, 'CallsDead', KEPT);
    for (const end of [this.feedFailures, this.callFailures])
      Validations.of(end).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason: 'It is itself where failed stretches of the change feed, or calls, end; an alarm watches it.',
      });
    this.dead = [...dead, this.feedFailures, this.callFailures];
  }
}
