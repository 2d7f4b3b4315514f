/** The way in: API Gateway before the pages and the API, under the office's own domain where one is given. */

import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnApiMapping,
  CfnDomainName,
  type CfnStage,
  HttpApi,
  HttpMethod,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnCondition,
  CfnOutput,
  type CfnParameter,
  Duration,
  Fn,
  RemovalPolicy,
  Validations,
} from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Hatch } from './hatch.ts';
import { HouseFunction } from './house-function.ts';
import { type Identities, identified } from './identities.ts';
import type { Print } from './print.ts';
import { haveScanned, rightsOn, whyAllOf } from './rights.ts';
import type { Scanned } from './scanned.ts';
import { readSealed, readsSealed, tellNotary } from './sealing.ts';
import type { WorkProps } from './work.ts';

type Parameters = {
  readonly officeId: CfnParameter;
  readonly officeName: CfnParameter;
  readonly domain: CfnParameter;
  readonly certificate: CfnParameter;
};
type DoorProps = Omit<WorkProps, 'mailDomain'> & {
  readonly parameters: Parameters;
  readonly identities: Identities;
  readonly scanned: Scanned;
  readonly print: Print;
};

/** Requests a second, and for a moment; an office has a few dozen clerks. */
const RATE = { rateLimit: 200, burstLimit: 400 };
/**
 * Which route, how it ended, how long it took, and the name by which the lines of the pages are found. No address, no
 * query, nobody's network address: what somebody typed or who they are stands in no access log.
 */
const LINE = {
  at: '$context.requestTime',
  request: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
  bytes: '$context.responseLength',
};
const WHY_OPEN =
  'The app itself knows its visitors: every route names the roles that may use it, and a test walks them all. An ' +
  'authorizer would only know tokens, not sessions and their forms.';

export class Door extends Construct {
  readonly web: HouseFunction;
  readonly accessLog: LogGroup;
  /** Of the gateway: its metrics go by it. */
  readonly apiId: string;

  constructor(scope: Construct, id: string, props: DoorProps) {
    super(scope, id);
    this.web = this.pages(props);
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.apiId = this.behindGateway(props.parameters);
  }

  private pages({ places, folders, parameters, identities, scanned, print }: DoorProps): HouseFunction {
    const may = rightsOn(places);
    const web = new HouseFunction(this, 'Web', {
      folder: folders.web,
      timeout: Duration.seconds(29),
      memorySize: 2048,
      rights: [
        ...[may.scanAndAppendToLedger, may.leaveTraces, may.knowAccounts],
        ...[may.makeKeys, may.destroyKeys, may.wrapKeys, may.projectViews, may.tendLetters],
        may.countNumbers,
        ...[may.keepDocuments('reports'), may.keepDocuments('feeds'), may.keepDocuments('erasures')],
        may.keepAttachments,
        ...[may.send('feed'), may.measure('feed'), haveScanned(scanned)],
        ...[may.send('project'), may.keepUploads, new Hatch(this, 'Hatch').right()],
        ...[may.send('reminder'), may.send('proof')],
        ...[may.send('seal'), readSealed(places), tellNotary(places), print.may],
        ...[may.askJobs, may.keepJobs, may.send('job')],
      ],
      variables: {
        OFFICE_ID: parameters.officeId.valueAsString,
        OFFICE_NAME: parameters.officeName.valueAsString,
        ...identified(this, identities),
      },
    });
    for (const folder of ['reports', 'erasures', 'feeds', 'attachments', 'uploads', 'jobs'] as const)
      web.acknowledge(...whyAllOf(folder));
    readsSealed(web);
    web.acknowledge(...scanned.why);
    return web;
  }

  private behindGateway(parameters: Parameters): string {
    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const integration = new HttpLambdaIntegration('Pages', this.web.lambda);
    const everything = ['/', '/{path+}'].flatMap((path) =>
      api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST], integration }),
    );
    for (const route of everything)
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: WHY_OPEN });
    const stage = api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: RATE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(LINE)),
      },
    });
    this.underOwnDomain(api, stage.node.defaultChild as CfnStage, parameters);
    new CfnOutput(this, 'Address', { value: api.apiEndpoint });
    return api.apiId;
  }

  private underOwnDomain(api: HttpApi, stage: CfnStage, { domain, certificate }: Parameters): void {
    const given = new CfnCondition(this, 'HasDomain', {
      expression: Fn.conditionNot(Fn.conditionEquals(domain.valueAsString, '')),
    });
    const name = new CfnDomainName(this, 'Domain', {
      domainName: domain.valueAsString,
      domainNameConfigurations: [
        { certificateArn: certificate.valueAsString, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    const mapping = new CfnApiMapping(this, 'Mapping', {
      apiId: api.apiId,
      domainName: name.ref,
      stage: stage.ref,
    });
    for (const one of [name, mapping]) one.cfnOptions.condition = given;
    const output = new CfnOutput(this, 'DomainTarget', { value: name.attrRegionalDomainName });
    output.condition = given;
  }
}
