/** What somebody is told of at once, by mail: dead letters, drift, throttles, errors, and how far the feed is behind. */
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSubscription, Topic as MailTopic } from 'aws-cdk-lib/aws-sns';
import { CfnCondition, type CfnParameter, Duration, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TOPICS } from '#shared/store/queue.ts';
import type { Places, TableRole } from '../places.ts';
import type { HouseFunction } from './house-function.ts';

type AlarmsProps = {
  readonly places: Places;
  readonly functions: Readonly<Record<string, HouseFunction>>;
  readonly projector: HouseFunction;
  readonly mail: CfnParameter;
};

const NAMESPACE = 'Taizhang';
const FIVE_MINUTES = Duration.minutes(5);
const FEED_BEHIND_MS = 60_000;
const QUEUE_BEHIND_SECONDS = 900;
/** What whoever is woken types first; docs/deployment.md tells the rest. */
const TAIZHANG = 'npm run -s taizhang --';
const MAKE_UP = `${TAIZHANG} catch-up --engine dynamodb`;
const REFILL = `${TAIZHANG} rebuild --engine dynamodb`;
const LETTERS = `${TAIZHANG} dead-letters list --engine dynamodb`;

const TABLES: readonly TableRole[] = ['ledger', 'keys', 'views', 'deadLetters', 'accounts', 'order'];

type Line = { readonly log: LogGroup; readonly event: string; readonly what: string };

export class Alarms extends Construct {
  private readonly mail: MailTopic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.mail = new MailTopic(this, 'Mail', { enforceSSL: true });
    this.subscribe(props.mail);
    this.onQueues(props.places);
    this.onFunctions(props);
    for (const role of TABLES) this.onThrottles(role, props.places[role].name);
  }

  private subscribe(mail: CfnParameter): void {
    const given = new CfnCondition(this, 'HasMail', {
      expression: Fn.conditionNot(Fn.conditionEquals(mail.valueAsString, '')),
    });
    const subscription = new CfnSubscription(this, 'Subscription', {
      topicArn: this.mail.topicArn,
      protocol: 'email',
      endpoint: mail.valueAsString,
    });
    subscription.cfnOptions.condition = given;
  }

  private tell(name: string, metric: IMetric, more: Partial<AlarmProps> = {}): void {
    const alarm = new Alarm(this, name, {
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...more,
    });
    alarm.addAlarmAction(new SnsAction(this.mail));
  }

  private onQueues({ dead, feedFailures, queues }: Places): void {
    for (const queue of dead) {
      const waiting = queue.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      });
      this.tell(`Dead${queue.node.id}`, waiting, {
        alarmDescription:
          queue === feedFailures
            ? `A stretch of the change feed, or a call by the clock, was laid aside. The figures lack what it told of until you run: ${MAKE_UP}`
            : `Messages that no function answered. When it works again, send them back: aws sqs start-message-move-task --source-arn ${queue.queueArn}`,
      });
    }
    for (const topic of TOPICS) {
      const age = queues[topic].metricApproximateAgeOfOldestMessage({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      });
      this.tell(`Age${topic}`, age, { threshold: QUEUE_BEHIND_SECONDS });
    }
  }

  private onFunctions({ functions, projector }: AlarmsProps): void {
    for (const [name, { lambda, log }] of Object.entries(functions)) {
      this.tell(`Errors${name}`, lambda.metricErrors({ period: FIVE_MINUTES }), {
        threshold: 3,
        alarmDescription: `${name} fails: its log says why. A right or a name that is missing is mended by deploying again; if the feed was laid aside meanwhile, then run: ${MAKE_UP}`,
      });
      this.tell(`Throttles${name}`, lambda.metricThrottles({ period: FIVE_MINUTES }));
      this.onLine(`DeadLetter${name}`, {
        ...{ log, event: 'deadLetter' },
        what: `Something could not be carried out and waits for a person: ${LETTERS}`,
      });
      this.onLine(`Drift${name}`, {
        ...{ log, event: 'drift' },
        what: `Live figures differ from the ledger; the log names cells and cases. Run: ${REFILL}`,
      });
    }
    this.onSealing(functions);
    const age = projector.lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' });
    this.tell('FeedBehind', age, { threshold: FEED_BEHIND_MS, evaluationPeriods: 3 });
  }

  /** A notary that says nothing for two hours is told of as well as one that could not reach an anchor. */
  private onSealing({ notary }: AlarmsProps['functions']): void {
    if (notary === undefined) return;
    const filter = notary.log.addMetricFilter('Sealed', {
      filterPattern: FilterPattern.stringValue('$.event', '=', 'sealed'),
      metricNamespace: NAMESPACE,
      metricName: 'Sealed',
    });
    this.tell('NothingSealed', filter.metric({ period: Duration.hours(1), statistic: 'Sum' }), {
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: 'No checkpoint was signed for two hours; the log of the notary says why.',
    });
    this.onLine('AnchorFault', {
      ...{ log: notary.log, event: 'anchorFault' },
      what: 'An anchor cannot be reached, or holds other checkpoints than ours: the log names it.',
    });
  }

  /** Functions say in their log what no metric of the service counts. */
  private onLine(name: string, { log, event, what }: Line): void {
    const filter = log.addMetricFilter(name, {
      filterPattern: FilterPattern.stringValue('$.event', '=', event),
      metricNamespace: NAMESPACE,
      metricName: name,
    });
    const lines = filter.metric({ period: FIVE_MINUTES, statistic: 'Sum' });
    this.tell(`${name}Lines`, lines, { alarmDescription: what });
  }

  private onThrottles(role: TableRole, TableName: string): void {
    for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
      const place = { namespace: 'AWS/DynamoDB', metricName, dimensionsMap: { TableName } };
      this.tell(`${role}${metricName}`, new Metric({ ...place, period: FIVE_MINUTES, statistic: 'Sum' }));
    }
  }
}
