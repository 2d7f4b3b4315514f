/** What somebody is told of at once: what waits for a person, what fails, what is behind, what does not run at all. */
import {
  ComparisonOperator,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { type CfnParameter, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TOPICS } from '#shared/store/queue.ts';
import type { Schedule } from '#shared/telling/events.ts';
import { type Places, TABLE_ROLES } from '../places.ts';
import { AlarmBook, TAIZHANG, type Told } from './alarm-book.ts';
import { boardOf } from './dashboard.ts';
import type { Door } from './door.ts';
import { tellOfTheDoor } from './door-alarms.ts';
import type { HouseFunction } from './house-function.ts';
import { type CountedName, countLines, linesOf, measured, runsOf } from './lines.ts';

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

const IN_CLOUD = '--engine dynamodb';
const MAKE_UP = `${TAIZHANG} catch-up ${IN_CLOUD}`;
const READY = 'curl -s <Address>/readyz';
const LOG_OF = 'aws logs filter-log-events --log-group-name';

const LINES: Readonly<Record<CountedName, Pick<Told, 'when' | 'what' | 'first' | 'threshold'>>> = {
  DeadLetters: {
    ...{ when: 'today', first: `${TAIZHANG} dead-letters list ${IN_CLOUD}` },
    what: 'Something could not be carried out and waits for a person.',
  },
  Drifts: {
    ...{ when: 'now', first: `${TAIZHANG} rebuild ${IN_CLOUD}` },
    what: 'Live figures differ from the ledger; the log of Prove names cells and cases.',
  },
  AnchorFaults: {
    ...{ when: 'today', first: `${TAIZHANG} checkpoint ${IN_CLOUD}` },
    what: 'An anchor cannot be reached, or holds other checkpoints than ours: the log of Notarise names it.',
  },
  Unprotected: {
    ...{
      when: 'now',
      first: 'aws dynamodb describe-continuous-backups --table-name <the table the line names>',
    },
    what: 'A table that cannot be made again is not recoverable to a point in time.',
  },
  AuditUnwritable: {
    ...{ when: 'now', first: READY },
    what: 'Reading cannot be noted, so that nothing is shown.',
  },
  PageFaults: {
    ...{
      when: 'today',
      threshold: 3,
      first: `${LOG_OF} <log of Web> --filter-pattern '{ $.event = "fault" }'`,
    },
    what: 'Pages answer that the system is out of order: a fault of the program.',
  },
  StoreFaults: {
    ...{ when: 'now', threshold: 5, first: READY },
    what: 'Calls to a table, the key, the bucket or a queue end in faults; the lines name service and operation.',
  },
  SignInsRefused: {
    ...{ when: 'today', threshold: 100, first: `${TAIZHANG} audit list ${IN_CLOUD}` },
    what: 'Somebody tries passwords, or a provider of identities is out of order.',
  },
};

/** How long nothing may be heard: its own time, and slack. A day is watched by the hour. */
const SILENCE: Readonly<
  Partial<Record<Schedule, readonly [period: Duration, periods: number, what: string]>>
> = {
  EachMinute: [
    FIVE_MINUTES,
    2,
    'The tail of the figures is not folded: pages become slower with every change.',
  ],
  EachFiveMinutes: [
    Duration.minutes(5),
    2,
    'Nobody looks for long work that lost its message; the log of CarryJobs says why.',
  ],
  EachHour: [Duration.hours(1), 2, 'No checkpoint was signed for two hours; the log of Notarise says why.'],
  EachMorning: [Duration.hours(1), 26, 'No reminders were gathered for a day.'],
  // and the night of New Year, ten minutes after whose own call it runs
  EachNight: [Duration.hours(1), 26, 'Nobody has asked for the comparison of figures and ledger for a day.'],
};

export class Alarms extends Construct {
  private readonly book: AlarmBook;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.book = new AlarmBook(this, 'Book', props.mail);
    const logs = Object.values(props.functions).map(({ log }) => log);
    for (const log of logs) countLines(log);
    for (const [name, told] of Object.entries(LINES))
      this.book.tell(name, { ...told, metric: linesOf(name as CountedName, { period: FIVE_MINUTES }) });
    tellOfTheDoor(this.book, props.door);
    this.onQueues(props.places);
    this.onFunctions(props);
    this.onWhatIsBehind(props);
    this.onSilence();
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

  private onSilence(): void {
    for (const [schedule, [period, evaluationPeriods, what]] of Object.entries(SILENCE))
      this.book.tell(`Silent${schedule}`, {
        metric: runsOf(schedule as Schedule, { period }),
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
        ...{ evaluationPeriods, what, when: 'today' },
        first: 'aws scheduler list-schedules',
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
