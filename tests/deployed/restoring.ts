/**
 * A stand-in of our own for the backups of DynamoDB, as far as docs/deployment.md goes: the engine here keeps none, so a
 * table comes back as it stood when the suite last remembered it, at or before the instant asked for. As with the
 * service, a new table has the keys, indexes and items of the first and none of its settings.
 */
import type { Account } from './account.ts';
import { type Call, json, type Leading, tableArn } from './asked-of-aws.ts';
import type { Statement } from './iam.ts';
import type { Wire } from './sources.ts';
import { type Answer, failing } from './stand-ins.ts';
import type { Stream } from './stores.ts';

type Guarded = Account['guarded'];
/** What was given back to a new table. */
export type Settings = {
  readonly source: string;
  recovery?: unknown;
  isProtected?: boolean;
  stream?: unknown;
  policy?: readonly Statement[];
};
export type Restoring = {
  /** In the place of the engine; null: it is asked for nothing of this. */
  answer(call: Call): Promise<Answer> | null;
  /** As the tables stand, at this instant of the suite's clock, in milliseconds. */
  remember(at: number): Promise<void>;
  /** By the name of the new table. */
  readonly tables: ReadonlyMap<string, Settings>;
  /** The label of the stream that a new table was given; '' where it has none. */
  streamOf(table: string): string;
  leading(first: Leading): Leading;
  guarded(first: Guarded): Guarded;
};
type Around = {
  readonly dynamo: Wire;
  readonly account: Account;
  /** Of the streams that new tables are given. */
  readonly labels: Map<string, Stream>;
};
type Items = readonly Readonly<Record<string, unknown>>[];

const answering = (body: object): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(body)),
});
const nameOf = (arn: unknown): string => String(arn).replace(/^.*table\//, '');

export function restoringOf({ dynamo, account, labels }: Around): Restoring {
  const remembered: { readonly at: number; readonly items: ReadonlyMap<string, Items> }[] = [];
  const tables = new Map<string, Settings>();
  const kept = account.of('AWS::DynamoDB::Table').filter(({ Properties }) => {
    const { PointInTimeRecoveryEnabled } = (Properties.PointInTimeRecoverySpecification ??
      {}) as Specification;
    return PointInTimeRecoveryEnabled === true;
  });
  const guarded: Restoring['guarded'] = (first) =>
    new Map([
      ...first,
      ...[...tables].flatMap(([name, { policy }]) =>
        policy === undefined ? [] : [[tableArn(name), policy] as const],
      ),
    ]);
  const setting = async (table: string, change: Partial<Settings>): Promise<Answer> => {
    const found = tables.get(table);
    if (found === undefined) return failing('ResourceNotFoundException', `nobody restored ${table}`);
    Object.assign(found, change);
    return answering({});
  };
  const operations: Readonly<Record<string, (asked: Readonly<Record<string, unknown>>) => Promise<Answer>>> =
    {
      RestoreTableToPointInTime: async (asked) => {
        const [source, target] = [String(asked.SourceTableName), String(asked.TargetTableName)];
        const at = Number(asked.RestoreDateTime) * 1000;
        const items = remembered.findLast((one) => one.at <= at)?.items.get(source);
        if (items === undefined)
          return failing('InvalidRestoreTimeException', `${source} is not remembered as of ${new Date(at)}`);
        await copied(dynamo, { source, target, items });
        tables.set(target, { source });
        return answering({ TableDescription: { TableName: target, TableStatus: 'CREATING' } });
      },
      UpdateContinuousBackups: (asked) =>
        setting(String(asked.TableName), { recovery: asked.PointInTimeRecoverySpecification }),
      UpdateTable: async ({ TableName, DeletionProtectionEnabled, StreamSpecification }) => {
        const name = String(TableName);
        if (StreamSpecification !== undefined)
          labels.set(name, await streaming(dynamo, name, StreamSpecification));
        return setting(name, {
          isProtected: DeletionProtectionEnabled === true,
          ...(StreamSpecification !== undefined && { stream: StreamSpecification }),
        });
      },
      GetResourcePolicy: async ({ ResourceArn }) => {
        const statements = guarded(account.guarded).get(tableArn(nameOf(ResourceArn)));
        return statements === undefined
          ? failing('PolicyNotFoundException', 'there is none')
          : answering({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
      },
      PutResourcePolicy: ({ ResourceArn, Policy }) => {
        const { Statement } = JSON.parse(String(Policy)) as { Statement: readonly Statement[] };
        return setting(nameOf(ResourceArn), { policy: Statement });
      },
    };
  return {
    tables,
    guarded,
    streamOf: (table) => labels.get(table)?.label ?? '',
    answer: (call) =>
      call.service === 'dynamodb' ? (operations[call.operation]?.(json(call)) ?? null) : null,
    remember: async (at) => {
      const items = new Map<string, Items>();
      for (const { id } of kept) items.set(id, await scanned(dynamo, id));
      remembered.push({ at, items });
    },
    leading: (first) =>
      new Map([
        ...first,
        ...[...tables].flatMap(([name, { source }]) => {
          const known = first.get(source);
          return known === undefined ? [] : [[name, known] as const];
        }),
      ]),
  };
}

type Specification = { readonly PointInTimeRecoveryEnabled?: boolean };
type Described = {
  readonly Table: {
    readonly AttributeDefinitions: object;
    readonly KeySchema: object;
    readonly GlobalSecondaryIndexes?: readonly Readonly<Record<string, unknown>>[];
  };
};

async function copied(
  dynamo: Wire,
  { source, target, items }: { readonly source: string; readonly target: string; readonly items: Items },
): Promise<void> {
  const { Table } = (await dynamo('DescribeTable', { TableName: source })) as Described;
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = Table;
  await dynamo('CreateTable', {
    ...{ TableName: target, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' },
    ...(GlobalSecondaryIndexes !== undefined && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((one) => ({
        ...{ IndexName: one.IndexName, KeySchema: one.KeySchema, Projection: one.Projection },
      })),
    }),
  });
  for (let at = 0; at < items.length; at += 25) {
    const puts = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    await dynamo('BatchWriteItem', { RequestItems: { [target]: puts } });
  }
}

async function scanned(dynamo: Wire, TableName: string): Promise<Items> {
  const items: Readonly<Record<string, unknown>>[] = [];
  for (let start: object = {}; ; ) {
    const { Items = [], LastEvaluatedKey } = (await dynamo('Scan', { TableName, ...start })) as {
      Items?: Items;
      LastEvaluatedKey?: object;
    };
    items.push(...Items);
    if (LastEvaluatedKey === undefined) return items;
    start = { ExclusiveStartKey: LastEvaluatedKey };
  }
}

async function streaming(dynamo: Wire, TableName: string, StreamSpecification: unknown): Promise<Stream> {
  const { TableDescription } = (await dynamo('UpdateTable', { TableName, StreamSpecification })) as {
    TableDescription: { LatestStreamArn?: string; LatestStreamLabel?: string };
  };
  const { LatestStreamArn: arn = '', LatestStreamLabel: label = '' } = TableDescription;
  return { arn, label };
}
