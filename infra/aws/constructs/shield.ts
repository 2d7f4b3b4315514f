/**
 * A firewall before the pages, where it is asked for. It attaches to no HTTP API: then a REST API answers under the
 * office's own domain, with the rules before it, and the HTTP API is closed (ADR 73).
 */
import {
  CfnAccount,
  CfnDeployment,
  CfnMethod,
  CfnResource as CfnPath,
  CfnRestApi,
  CfnStage,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Aws, type CfnCondition, type CfnResource, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { LINE_OF_REST } from './access-line.ts';
import type { HouseFunction } from './house-function.ts';

export type Throttle = { readonly rate: number; readonly burst: number };
type ShieldProps = {
  readonly web: HouseFunction;
  readonly throttle: Throttle;
  readonly asked: CfnCondition;
  readonly accessLog: ILogGroup;
};

/** Of one address in five minutes: a whole office may stand behind one. */
const REQUESTS_OF_ADDRESS = 10_000;
/** Rules on bodies would refuse files, long texts and whatever people complain of; the pages escape all of it. */
const COUNTED = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'GenericRFI_BODY',
  'EC2MetaDataSSRF_BODY',
];
const MANAGED = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

const WRITES_LOGS = 'policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
const WHY_MANAGED = 'The policy that the provider gives for writing logs of gateways, and nothing else.';
const WHY_NO_TRACE =
  'What the gateway itself would log of a call holds what was typed: the pages log by what passes.';

export class Shield extends Construct {
  readonly apiId: string;
  readonly stage: string;

  constructor(scope: Construct, id: string, { web, throttle, asked, accessLog }: ShieldProps) {
    super(scope, id);
    const api = new CfnRestApi(this, 'Api', {
      name: 'Taizhang',
      endpointConfiguration: { types: ['REGIONAL'] },
      binaryMediaTypes: ['*/*'],
      disableExecuteApiEndpoint: true,
    });
    const below = new CfnPath(this, 'Below', {
      restApiId: api.ref,
      parentId: api.attrRootResourceId,
      pathPart: '{path+}',
    });
    const uri = `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${web.lambda.functionArn}/invocations`;
    const methods = [api.attrRootResourceId, below.ref].map((resourceId, at) =>
      this.method(`Any${at}`, { restApiId: api.ref, resourceId, uri }),
    );
    const deployment = new CfnDeployment(this, 'Deployment', { restApiId: api.ref });
    for (const method of methods) deployment.addResourceDependency(method);
    const stage = new CfnStage(this, 'Stage', {
      restApiId: api.ref,
      deploymentId: deployment.ref,
      stageName: 'pages',
      accessLogSetting: { destinationArn: accessLog.logGroupArn, format: JSON.stringify(LINE_OF_REST) },
      methodSettings: [
        {
          ...{ httpMethod: '*', resourcePath: '/*', metricsEnabled: true },
          ...{ throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst },
        },
      ],
    });
    const writing = this.writing();
    stage.addResourceDependency(writing.account);
    const permission = new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: web.lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${api.ref}/*`,
    });
    const { acl, association } = this.rules(api, stage);
    const parts: readonly CfnResource[] = [
      api,
      below,
      ...methods,
      deployment,
      stage,
      permission,
      writing.account,
      writing.role,
      acl,
      association,
    ];
    for (const part of parts) part.cfnOptions.condition = asked;
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-APIG2',
      reason: 'The pages look at what they are sent.',
    });
    Validations.of(stage).acknowledge({ id: 'AwsSolutions-APIG6', reason: WHY_NO_TRACE });
    [this.apiId, this.stage] = [api.ref, stage.ref];
  }

  private method(
    id: string,
    { uri, ...where }: { uri: string; restApiId: string; resourceId: string },
  ): CfnMethod {
    const method = new CfnMethod(this, id, {
      ...where,
      httpMethod: 'ANY',
      authorizationType: 'NONE',
      integration: { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri, timeoutInMillis: 29_000 },
    });
    for (const finding of ['AwsSolutions-APIG4', 'AwsSolutions-COG4'])
      Validations.of(method).acknowledge({
        id: finding,
        reason:
          'The app itself knows its visitors: every route names the roles that may use it, and a test walks them all.',
      });
    return method;
  }

  /** Gateways of an account write their logs by one role, which is set for all of them: it stays when this one goes. */
  private writing() {
    const role = new CfnRole(this, 'Writer', {
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'apigateway.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      managedPolicyArns: [`arn:${Aws.PARTITION}:iam::aws:${WRITES_LOGS}`],
    });
    const finding = `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:${WRITES_LOGS}]`;
    Validations.of(role).acknowledge({ id: finding, reason: WHY_MANAGED });
    const account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.attrArn });
    for (const one of [role, account]) one.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return { role, account };
  }

  private rules(api: CfnRestApi, stage: CfnStage) {
    const seen = (metricName: string) => ({
      ...{ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName },
    });
    const managed = MANAGED.map((name, at) => ({
      name,
      priority: at + 1,
      overrideAction: { none: {} },
      visibilityConfig: seen(name),
      statement: {
        managedRuleGroupStatement: {
          ...{ vendorName: 'AWS', name },
          ruleActionOverrides:
            at === 0 ? COUNTED.map((one) => ({ name: one, actionToUse: { count: {} } })) : [],
        },
      },
    }));
    const acl = new CfnWebACL(this, 'Rules', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen('Taizhang'),
      rules: [
        {
          ...{ name: 'TooMany', priority: 0, action: { block: { customResponse: { responseCode: 429 } } } },
          visibilityConfig: seen('TooMany'),
          statement: { rateBasedStatement: { limit: REQUESTS_OF_ADDRESS, aggregateKeyType: 'IP' } },
        },
        ...managed,
      ],
    });
    const resourceArn = `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}::/restapis/${api.ref}/stages/${stage.ref}`;
    return {
      acl,
      association: new CfnWebACLAssociation(this, 'Before', { webAclArn: acl.attrArn, resourceArn }),
    };
  }
}
