/** What somebody is told of at once: what waits for a person, what fails, what is behind, what does not run at all. */
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type CfnParameter, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TOPICS } from '#shared/store/queue.ts';
import { type Places, TABLE_ROLES } from '../places.ts';
import { AlarmBook, IN_CLOUD, LOG_OF, TAIZHANG } from './alarm-book.ts';
import { boardOf } from './dashboard.ts';
import type { Door } from './door.ts';
import { tellOfTheDoor } from './door-alarms.ts';
import type { HouseFunction } from './house-function.ts';
import { tellOfLines, tellOfSilence } from './line-alarms.ts';
import { countLines, measured } from './lines.ts';

type AlarmsProps = {
  readonly places: Places;
  readonly functions: Readonly<Record<string, HouseFunction>>;
  readonly projector: HouseFunction;
  readonly door: Door;
  readonly mail: CfnParameter;
  /** Whom the urgent ones call, all together once. */
  readonly call: CfnParameter;
  /** How many functions at once are near the limit of the account. */
  readonly concurrency: CfnParameter;
};

const FIVE_MINUTES = Duration.minutes(5);
const QUARTER = Duration.minutes(15);
const FEED_BEHIND_MS = 60_000;
const TAIL_BEHIND_MS = 15 * 60_000;
const QUEUE_BEHIND_SECONDS = 900;
/**
 * Thrice in a quarter of an hour is twice in one of the two quarters of the clock that it may lie in: it is reached
 * however the periods fall.
 */
const FAILED_IN_A_QUARTER = 2;

const MAKE_UP = `${TAIZHANG} catch-up ${IN_CLOUD}`;

export class Alarms extends Construct {
  private readonly book: AlarmBook;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.book = new AlarmBook(this, 'Book', props.mail);
    const logs = Object.values(props.functions).map(({ log }) => log);
    for (const log of logs) countLines(log);
    tellOfLines(this.book);
    tellOfTheDoor(this.book, props.door);
    this.onQueues(props.places);
    this.onFunctions(props);
    this.onWhatIsBehind(props);
    tellOfSilence(this.book);
    this.onThrottles(props.places);
    this.book.callFor(props.call);
    boardOf(this, { ...props, alarms: this.book.alarms });
  }

  private onQueues({ dead, feedFailures, callFailures }: Places): void {
    const others = (arn: string) => ({
      what: 'Messages that no function answered. When it works again, send them back.',
      first: `aws sqs start-message-move-task --source-arn ${arn}`,
    });
    const named = new Map([
      [
        feedFailures,
        {
          what: 'A stretch of the change feed was laid aside: the figures lack what it told of.',
          first: MAKE_UP,
        },
      ],
      [
        callFailures,
        {
          what: 'A call by the clock failed as often as it was tried, or was never delivered.',
          first: `aws sqs receive-message --queue-url ${callFailures.queueUrl} --attribute-names All`,
        },
      ],
    ]);
    for (const queue of dead)
      this.book.tell(`Dead${queue.node.id}`, {
        metric: queue.metricApproximateNumberOfMessagesVisible({
          period: FIVE_MINUTES,
          statistic: 'Maximum',
        }),
        ...{ when: 'today', ...(named.get(queue) ?? others(queue.queueArn)) },
      });
  }

  private onFunctions({ functions, concurrency }: AlarmsProps): void {
    for (const [name, { lambda, log }] of Object.entries(functions))
      this.book.tell(`Errors${name}`, {
        metric: lambda.metricErrors({ period: QUARTER }),
        threshold: FAILED_IN_A_QUARTER,
        when: name === 'web' ? 'now' : 'today',
        what: `The function ${name} fails. A right or a name that is missing is mended by deploying again; what waits in queues comes by itself.`,
        first: `${LOG_OF} ${log.logGroupName} --filter-pattern '{ $.event = "failed" }'`,
      });
    const account = (metricName: string, statistic: string): Metric =>
      new Metric({ namespace: 'AWS/Lambda', metricName, statistic, period: FIVE_MINUTES });
    const limits = 'aws lambda get-account-settings';
    this.book.tell('Throttles', {
      ...{ metric: account('Throttles', Stats.SUM), when: 'today', evaluationPeriods: 3, first: limits },
      what: 'Functions of this account wait for others to end.',
    });
    this.book.tell('Concurrency', {
      ...{ metric: account('ConcurrentExecutions', Stats.MAXIMUM), when: 'today', first: limits },
      threshold: concurrency.valueAsNumber,
      what: 'As many functions run at once as the account nearly allows.',
    });
  }

  private onWhatIsBehind({ places: { queues }, projector: { lambda } }: AlarmsProps): void {
    const minute = Duration.minutes(1);
    const ages = TOPICS.map((topic) => [
      topic,
      queues[topic].metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
    ]);
    this.book.tell('QueueBehind', {
      metric: new MathExpression({
        expression: `MAX([${TOPICS.join()}])`,
        usingMetrics: Object.fromEntries(ages),
        period: FIVE_MINUTES,
      }),
      ...{ threshold: QUEUE_BEHIND_SECONDS, when: 'today' },
      what: 'The oldest message of a queue waits for a quarter of an hour; the dashboard says which.',
      first: `${TAIZHANG} dead-letters list ${IN_CLOUD}`,
    });
    this.book.tell('FeedBehind', {
      metric: lambda.metric('IteratorAge', { period: minute, statistic: 'Maximum' }),
      ...{ threshold: FEED_BEHIND_MS, evaluationPeriods: 3, when: 'today' },
      what: 'The change feed is behind: lists and figures lack the newest.',
      first: `${LOG_OF} <log of Project> --filter-pattern '{ $.level = "ERROR" }'`,
    });
    this.book.tell('TailBehind', {
      metric: measured('folded', { period: minute }),
      ...{ threshold: TAIL_BEHIND_MS, evaluationPeriods: 5, when: 'today' },
      what: 'Folding does not keep up with what is recorded: pages become slower, and stay right.',
      first: `${LOG_OF} <log of Fold> --filter-pattern '{ $.event = "folded" }'`,
    });
  }

  private onThrottles(places: Places): void {
    for (const verb of ['Read', 'Write'] as const) {
      const using = TABLE_ROLES.map((role) => [
        role,
        new Metric({
          ...{ namespace: 'AWS/DynamoDB', metricName: `${verb}ThrottleEvents`, statistic: Stats.SUM },
          dimensionsMap: { TableName: places[role].name },
          period: FIVE_MINUTES,
        }),
      ]);
      this.book.tell(`Throttled${verb}s`, {
        metric: new MathExpression({
          expression: `SUM([${TABLE_ROLES.join()}])`,
          usingMetrics: Object.fromEntries(using),
          period: FIVE_MINUTES,
        }),
        ...{ when: 'today', evaluationPeriods: 3 },
        what: `Tables refuse ${verb.toLowerCase()}s for a quarter of an hour: a burst, or one hot office.`,
        first: 'aws dynamodb describe-table --table-name <the table the dashboard names>',
      });
    }
  }
}
