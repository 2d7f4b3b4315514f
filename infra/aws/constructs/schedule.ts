/** A call of a function by the clock of Asia/Shanghai; a call that could not be delivered lies in a queue. */
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

const TIME_ZONE = 'Asia/Shanghai';

type CallProps = {
  /** `cron(…)` or `rate(…)`. */
  readonly at: string;
  readonly call: HouseFunction;
  readonly failures: IQueue;
};

export class Call extends Construct {
  constructor(scope: Construct, id: string, { at, call, failures }: CallProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    const { functionArn } = call.lambda;
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }));
    const schedule = new CfnSchedule(this, 'Schedule', {
      flexibleTimeWindow: { mode: 'OFF' },
      scheduleExpression: at,
      scheduleExpressionTimezone: TIME_ZONE,
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: failures.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
      },
    });
    schedule.node.addDependency(role);
  }
}
