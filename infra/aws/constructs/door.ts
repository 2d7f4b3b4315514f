/** The way in: API Gateway before the pages and the API, under the office's own domain where one is given. */

import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnApi,
  type CfnStage,
  HttpApi,
  HttpMethod,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Aws,
  CfnCondition,
  CfnOutput,
  type CfnParameter,
  Duration,
  Fn,
  RemovalPolicy,
  Validations,
} from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JOB_TOPICS } from '#shared/store/queue.ts';
import { LINE } from './access-line.ts';
import { haveScanned, whyAllOf } from './document-rights.ts';
import { Hatch } from './hatch.ts';
import { HouseFunction } from './house-function.ts';
import { Identified, type Identities } from './identities.ts';
import { OwnDomain, type Parameters } from './own-domain.ts';
import type { Print } from './print.ts';
import { rightsOn } from './rights.ts';
import type { Scanned } from './scanned.ts';
import { knowOrder, showSealed, tellNotary } from './sealing.ts';
import { Shield } from './shield.ts';
import type { WorkProps } from './work.ts';

type DoorProps = Omit<WorkProps, 'mailDomain'> & {
  readonly parameters: Parameters;
  readonly identities: Identities;
  readonly scanned: Scanned;
  readonly print: Print;
};

/** Put and got, and never locked. */
const TWO_WAYS = ['GetObject', 'PutObject'];
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
    const { parameters, identities } = props;
    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const domain = new OwnDomain(this, 'Domain', parameters);
    const address = Fn.conditionIf(domain.given.logicalId, domain.address, api.apiEndpoint).toString();
    this.web = this.pages(props, new Identified(this, 'Identified', { identities, address }));
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.behindGateway(api, domain, parameters);
    this.apiId = api.apiId;
    // asked for the whole of an address it would answer beside the office's own, and past the rules before that
    const closed = Fn.conditionIf(domain.given.logicalId, true, false);
    (api.node.defaultChild as CfnApi).addPropertyOverride('DisableExecuteApiEndpoint', closed);
    new CfnOutput(this, 'Address', { value: address });
  }

  private pages(
    { places, folders, parameters, scanned, print }: DoorProps,
    { variables }: Identified,
  ): HouseFunction {
    const may = rightsOn(places);
    const web = new HouseFunction(this, 'Web', {
      folder: folders.web,
      timeout: Duration.seconds(29),
      memorySize: 2048,
      rights: [
        ...[may.scanAndAppendToLedger, may.leaveTraces, may.knowAccounts],
        ...[may.makeKeys, may.destroyKeys, may.wrapKeys, may.projectAndListViews, may.tendLetters],
        may.countNumbers,
        ...[may.keepDocuments('reports'), may.keepDocuments('erasures')],
        ...[may.keepDocuments('feeds', TWO_WAYS), may.keepDocuments('witness')],
        may.keepAttachments,
        ...[may.send('feed'), may.measure('feed'), haveScanned(scanned)],
        ...[may.send('project'), may.keepUploads, new Hatch(this, 'Hatch').right()],
        ...[may.send('reminder'), may.send('proof')],
        ...[may.send('seal'), showSealed(places), knowOrder(places), tellNotary(places), print.may],
        ...[may.askJobs, may.keepJobs, ...JOB_TOPICS.map(may.send)],
      ],
      variables: {
        OFFICE_ID: parameters.officeId.valueAsString,
        OFFICE_NAME: parameters.officeName.valueAsString,
        ...variables,
      },
    });
    for (const folder of [
      'reports',
      'erasures',
      'feeds',
      'attachments',
      'uploads',
      'witness',
      'jobs',
      'proof',
    ] as const)
      web.acknowledge(...whyAllOf(folder));
    web.acknowledge(...scanned.why);
    this.keepPlaces(web, parameters.atOnce);
    return web;
  }

  /** So many of the account's environments are the pages' alone, and no more than these: a burst takes none from the feeds. */
  private keepPlaces(web: HouseFunction, { valueAsNumber, valueAsString }: CfnParameter): void {
    const some = new CfnCondition(this, 'KeepsPlaces', {
      expression: Fn.conditionNot(Fn.conditionEquals(valueAsString, '0')),
    });
    const kept = Fn.conditionIf(some.logicalId, valueAsNumber, Aws.NO_VALUE);
    (web.lambda.node.defaultChild as CfnFunction).addPropertyOverride('ReservedConcurrentExecutions', kept);
  }

  private behindGateway(api: HttpApi, domain: OwnDomain, { perSecond, burst }: Parameters): void {
    const throttle = { rate: perSecond.valueAsNumber, burst: burst.valueAsNumber };
    const integration = new HttpLambdaIntegration('Pages', this.web.lambda);
    const everything = ['/', '/{path+}'].flatMap((path) =>
      api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST], integration }),
    );
    for (const route of everything)
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: WHY_OPEN });
    const stage = api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(LINE)),
      },
    });
    const shield = new Shield(this, 'Shield', {
      ...{ web: this.web, throttle, asked: domain.shielded, accessLog: this.accessLog },
    });
    domain.answeredBy({ apiId: api.apiId, stage: (stage.node.defaultChild as CfnStage).ref }, shield);
  }
}
