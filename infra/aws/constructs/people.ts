/**
 * A pool of people at Cognito, where the partition has one: who comes in is known there, with a second factor, and what
 * they may do is known here. In `aws-cn` there is no such service; people come in by the accounts of the house (ADR 73).
 */
import { Mfa, UserPool, type UserPoolProps } from 'aws-cdk-lib/aws-cognito';
import {
  Aws,
  CfnCondition,
  CfnOutput,
  type CfnResource,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
  Token,
  Validations,
} from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Under which the stack of functions asks for it. */
export const POOL_EXPORT = 'Taizhang-People';

const POOL: UserPoolProps = {
  // who works here is entered by who may
  selfSignUpEnabled: false,
  signInCaseSensitive: false,
  mfa: Mfa.REQUIRED,
  mfaSecondFactor: { otp: true, sms: false },
  passwordPolicy: {
    minLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
    tempPasswordValidity: Duration.days(7),
  },
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** CloudFormation refuses a template that names a type its region does not know, whatever the conditions say. */
export function hasCognito(scope: Construct): boolean {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) || !region.startsWith('cn-');
}

export class People extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    if (!hasCognito(this)) return;
    const pool = new UserPool(this, 'Pool', POOL);
    for (const finding of ['AwsSolutions-COG3', 'AwsSolutions-COG8'])
      Validations.of(pool).acknowledge({
        id: finding,
        reason:
          'The plan that watches for stolen passwords is paid by the head; a second factor is asked of all.',
      });
    const condition = new CfnCondition(this, 'Known', {
      expression: Fn.conditionNot(Fn.conditionEquals(Aws.PARTITION, 'aws-cn')),
    });
    const resource = pool.node.defaultChild as CfnResource;
    resource.cfnOptions.condition = condition;
    const output = new CfnOutput(this, 'PeoplePool', { value: pool.userPoolId, exportName: POOL_EXPORT });
    output.overrideLogicalId('PeoplePool');
    output.condition = condition;
  }
}
