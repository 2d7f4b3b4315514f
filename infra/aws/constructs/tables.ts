/** The eight tables. Nobody may change or remove what stands in the ledger and the audit stream: the tables themselves refuse, whoever asks. */
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DUE_INDEXES } from '#shared/store/narrowings.ts';

const S = (name: string) => ({ name, type: AttributeType.STRING });

/** By the second (`expires`, seconds since 1970) rows of the tail, sessions, failed sign-ins and jobs are forgotten. */
const FORGETTING = { timeToLiveAttribute: 'expires' } as const;

const KEPT: Pick<
  TableProps,
  'billingMode' | 'pointInTimeRecoverySpecification' | 'deletionProtection' | 'encryption' | 'removalPolicy'
> = {
  billingMode: BillingMode.PAY_PER_REQUEST,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
  deletionProtection: true,
  encryption: TableEncryption.AWS_MANAGED,
  removalPolicy: RemovalPolicy.RETAIN,
};

export class Tables extends Construct {
  readonly ledger: Table;
  readonly keys: Table;
  readonly views: Table;
  readonly deadLetters: Table;
  readonly accounts: Table;
  readonly order: Table;
  readonly audit: Table;
  readonly jobs: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const table = (name: string, props: Omit<TableProps, 'tableName'>): Table =>
      new Table(this, name, { ...KEPT, ...props });
    const row = { partitionKey: S('pk'), sortKey: S('sk') };
    this.ledger = table('Ledger', {
      ...row,
      stream: StreamViewType.NEW_IMAGE,
      resourcePolicy: new PolicyDocument({ statements: [appendOnly()] }),
    });
    this.keys = table('Keys', { partitionKey: S('pk') });
    this.views = table('Views', { ...row, ...FORGETTING });
    index(this.views, 'status', { partitionKey: S('statusKey'), sortKey: S('daySort') });
    index(this.views, 'number', { partitionKey: S('numberKey'), sortKey: S('numberSort') });
    index(this.views, 'concluded', { partitionKey: S('concludedKey'), sortKey: S('concludedSort') });
    for (const name of DUE_INDEXES)
      index(this.views, name, { partitionKey: S(`${name}Key`), sortKey: S('dueSort') });
    this.deadLetters = table('DeadLetters', { partitionKey: S('id') });
    this.deadLetters.addGlobalSecondaryIndex({
      indexName: 'open',
      ...{ partitionKey: S('state'), sortKey: S('failedAt') },
      projectionType: ProjectionType.ALL,
    });
    this.accounts = table('Accounts', { ...row, ...FORGETTING });
    this.order = table('Order', row);
    this.jobs = table('Jobs', { partitionKey: S('id'), ...FORGETTING });
    this.audit = table('Audit', {
      ...row,
      resourcePolicy: new PolicyDocument({ statements: [appendOnly()] }),
    });
    for (const indexName of ['person', 'case', 'right'])
      this.audit.addGlobalSecondaryIndex({
        indexName,
        ...{ partitionKey: S(`${indexName}Key`), sortKey: S('sk') },
        projectionType: ProjectionType.ALL,
      });
  }
}

type Keys = Pick<TableProps, 'partitionKey' | 'sortKey'> & Required<Pick<TableProps, 'partitionKey'>>;

/** Lists find keys here and read the items themselves consistently. */
function index(table: Table, indexName: string, keys: Keys): void {
  table.addGlobalSecondaryIndex({ indexName, ...keys, projectionType: ProjectionType.KEYS_ONLY });
}

/** Also an administrator, also by mistake. `PutItem` of ours is conditional on nothing standing there. */
function appendOnly(): PolicyStatement {
  return new PolicyStatement({
    sid: 'NobodyChangesTheLedger',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLDelete'].map(
      (action) => `dynamodb:${action}`,
    ),
    resources: ['*'],
  });
}
