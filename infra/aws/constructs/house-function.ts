/** A function of the house: its own role with its rights and no more, its own log, kept as long as the law asks. */
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  type LayerVersion,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { packagesIn } from './packages-layer.ts';
import type { Right } from './rights.ts';

export type HouseFunctionProps = {
  /** The folder with `index.mjs`; its packages lie in a layer of the stack. */
  readonly folder: string;
  /** The name it exports. */
  readonly handler?: string;
  readonly rights: readonly Right[];
  readonly timeout: Duration;
  readonly memorySize?: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly layers?: readonly LayerVersion[];
};

export class HouseFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    // Cybersecurity Law art. 21: logs are kept for at least six months
    this.log = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const { statements } of props.rights)
      for (const statement of statements) this.role.addToPolicy(statement);
    this.role.addToPolicy(writing(this.log));
    for (const [finding, reason] of props.rights.flatMap(({ why = [] }) => why))
      this.acknowledge(finding, reason);
    this.role.addToPolicy(TRACING);
    this.acknowledge('AwsSolutions-IAM5[Resource::*]', WHY_ALL_TRACES);
    const variables = Object.assign({}, ...props.rights.map((right) => right.variables), props.variables);
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      code: Code.fromAsset(props.folder),
      handler: `index.${props.handler ?? 'handler'}`,
      role: this.role.withoutPolicyUpdates(),
      logGroup: this.log,
      // a line of ours is JSON by itself and reaches the log as it is; what the service says is JSON, too
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      timeout: props.timeout,
      memorySize: props.memorySize ?? 1024,
      layers: [packagesIn(this), ...(props.layers ?? [])],
      environment: variables,
    });
  }

  /** A right that a wildcard of the service itself makes necessary: named, on this function's role alone. */
  acknowledge(finding: string, reason: string): void {
    Validations.of(this.role).acknowledge({ id: finding, reason });
  }
}

const WHY_ALL_TRACES = 'Traces are no resource: the two actions by which they are told of know none (X-Ray).';
const TRACING = new PolicyStatement({
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
});

function writing(log: LogGroup): PolicyStatement {
  return new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [log.logGroupArn],
  });
}
