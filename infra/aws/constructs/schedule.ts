/**
 * A call of a function by the clock of Asia/Shanghai. It is put down and carried out later: the schedule knows whether it
 * could be put down, and only the function's own destination whether it was carried out. Both end in one queue.
 */
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Schedule } from '#shared/telling/events.ts';
import type { HouseFunction } from './house-function.ts';

const TIME_ZONE = 'Asia/Shanghai';

type CallProps = {
  /** `cron(…)` or `rate(…)`. */
  readonly at: string;
  readonly call: HouseFunction;
  readonly failures: IQueue;
};

export class Call extends Construct {
  constructor(scope: Construct, id: Schedule, { at, call, failures }: CallProps) {
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
        input: JSON.stringify({ schedule: id }),
        deadLetterConfig: { arn: failures.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
      },
    });
    schedule.node.addDependency(role);
  }
}

type Calling = {
  readonly failures: IQueue;
  /** After a failure, with a minute and then two between. */
  readonly retryAttempts: 0 | 1 | 2;
  /** A call that has waited for longer is not carried out: the next is near. */
  readonly maxEventAge: Duration;
};

/** How often a function that is called by the clock is tried, and where its failed calls end. */
export function calledByTheClock({ lambda, role }: HouseFunction, { failures, ...calling }: Calling): void {
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }));
  const config = new EventInvokeConfig(lambda, 'Calling', {
    ...{ function: lambda, onFailure: new SqsDestination(failures) },
    ...calling,
  });
  config.node.addDependency(role);
}
