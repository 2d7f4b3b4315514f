/**
 * The one way an alarm is made: what it says begins with how urgent it is, goes on with what is typed first, and ends
 * with where the rest is written. All are told by mail; the urgent ones, however many at once, are one call.
 */
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type CreateAlarmOptions,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic as MailTopic } from 'aws-cdk-lib/aws-sns';
import { CfnCondition, type CfnParameter, Fn, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** What whoever is woken types first. */
export const TAIZHANG = 'npm run -s taizhang --';
export const IN_CLOUD = '--engine dynamodb';
export const READY = 'curl -s <Address>/readyz';
export const LOG_OF = 'aws logs filter-log-events --log-group-name';

export type Told = {
  readonly metric: IMetric;
  /** `now`: people cannot work, or something is being lost. `today`: somebody looks in the course of the day. */
  readonly when: 'now' | 'today';
  readonly what: string;
  /** A command, as it is typed. */
  readonly first: string;
} & Partial<Omit<CreateAlarmOptions, 'alarmDescription' | 'alarmName'>>;

export class AlarmBook extends Construct {
  readonly alarms: Alarm[] = [];
  private readonly urgent: Alarm[] = [];
  private readonly mail: MailTopic;

  constructor(scope: Construct, id: string, mail: CfnParameter) {
    super(scope, id);
    this.mail = this.topic('Mail', mail);
  }

  tell(name: string, { when, what, first, metric, ...more }: Told): void {
    const alarm = new Alarm(this, name, {
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...more,
      alarmDescription: `[${when}] ${what} First: ${first} — then docs/deployment.md §8.`,
    });
    alarm.addAlarmAction(new SnsAction(this.mail));
    this.alarms.push(alarm);
    if (when === 'now') this.urgent.push(alarm);
  }

  /** In an outage a dozen alarms go off: whoever is on call is called once. */
  callFor(whom: CfnParameter): CompositeAlarm {
    const any = this.urgent.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM));
    const composite = new CompositeAlarm(this, 'OutOfOrder', {
      alarmRule: AlarmRule.anyOf(...any),
      alarmDescription:
        '[now] At least one urgent alarm. First: aws cloudwatch describe-alarms --state-value ALARM — then docs/deployment.md §8.',
    });
    composite.addAlarmAction(new SnsAction(this.topic('Call', whom)));
    return composite;
  }

  private topic(name: string, to: CfnParameter): MailTopic {
    // a policy of its own takes the place of the one by which the account's services may publish
    const topic = new MailTopic(this, name, { enforceSSL: true });
    topic.addToResourcePolicy(publishing(Stack.of(this), topic.topicArn));
    const given = new CfnCondition(this, `Has${name}`, {
      expression: Fn.conditionNot(Fn.conditionEquals(to.valueAsString, '')),
    });
    const subscription = new CfnSubscription(this, `${name}Subscription`, {
      topicArn: topic.topicArn,
      protocol: 'email',
      endpoint: to.valueAsString,
    });
    subscription.cfnOptions.condition = given;
    return topic;
  }
}

/** Alarms of this account and region, and no other's. */
function publishing(stack: Stack, topicArn: string): PolicyStatement {
  const alarms = stack.formatArn({ service: 'cloudwatch', resource: 'alarm:*' });
  return new PolicyStatement({
    sid: 'AlarmsPublish',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': alarms },
    },
  });
}
