/** What the stack of stores describes, on the emulators: tables, queues and buckets. */
import type { Account, Made } from './account.ts';
import type { Leading } from './asked-of-aws.ts';
import { forward } from './front.ts';
import type { Wire } from './sources.ts';
import type { Synthesised } from './synthesised.ts';

export const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=suite/20260101/cn-north-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** Calls of the suite itself, at the emulators. */
export function wire(endpoint: string, service: string, target: string): Wire {
  return async (operation, body) => {
    const answer = await forward(endpoint, {
      method: 'POST',
      path: '/',
      headers: {
        'content-type': `application/x-amz-json-1.0`,
        'x-amz-target': `${target}.${operation}`,
        authorization: signedFor(service),
        'x-amz-date': '20260101T000000Z',
      },
      body: Buffer.from(JSON.stringify(body)),
    });
    if (answer.status >= 300) throw new Error(`${operation}: ${answer.body}`);
    return answer.body.length === 0 ? {} : JSON.parse(answer.body.toString());
  };
}

export type Stream = { readonly arn: string; readonly label: string };

export async function furnishTables(dynamo: Wire, { stores }: Synthesised): Promise<Map<string, Stream>> {
  const streams = new Map<string, Stream>();
  const made = Object.entries(stores.Resources).map(async ([TableName, { Type, Properties }]) => {
    if (Type !== 'AWS::DynamoDB::Table') return;
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = Properties;
    const { TableDescription } = (await dynamo('CreateTable', {
      ...{ TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' },
      ...(GlobalSecondaryIndexes !== undefined && { GlobalSecondaryIndexes }),
      ...(StreamSpecification !== undefined && {
        StreamSpecification: { ...(StreamSpecification as object), StreamEnabled: true },
      }),
    })) as { TableDescription: { LatestStreamArn?: string; LatestStreamLabel?: string } };
    const { LatestStreamArn: arn, LatestStreamLabel: label } = TableDescription;
    if (arn !== undefined && label !== undefined) streams.set(TableName, { arn, label });
  });
  await Promise.all(made);
  return streams;
}

export type Lease = { readonly url: string; readonly leaseSeconds: number };

export async function furnishDesk(
  { sqs, desk }: { readonly sqs: Wire; readonly desk: string },
  account: Account,
): Promise<ReadonlyMap<string, Lease>> {
  const leases = new Map<string, Lease>();
  const queues = account.of('AWS::SQS::Queue');
  const isEnd = ({ Properties }: Made): boolean => Properties.RedrivePolicy === undefined;
  for (const { id, Properties } of [...queues.filter(isEnd), ...queues.filter((one) => !isEnd(one))]) {
    const { VisibilityTimeout = 30, RedrivePolicy } = Properties as {
      VisibilityTimeout?: number;
      RedrivePolicy?: { deadLetterTargetArn: string };
    };
    const redrive = RedrivePolicy && {
      ...RedrivePolicy,
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${RedrivePolicy.deadLetterTargetArn.split(':').at(-1)}`,
    };
    const { QueueUrl } = await sqs('CreateQueue', {
      QueueName: id,
      Attributes: {
        VisibilityTimeout: String(VisibilityTimeout),
        ...(redrive && { RedrivePolicy: JSON.stringify(redrive) }),
      },
    });
    leases.set(id, { url: String(QueueUrl), leaseSeconds: VisibilityTimeout });
  }
  for (const { id } of account.of('AWS::S3::Bucket')) {
    const authorization = signedFor('s3');
    await forward(desk, { method: 'PUT', path: `/${id}`, headers: { authorization }, body: Buffer.alloc(0) });
  }
  return leases;
}

type KeySchema = readonly { readonly AttributeName: string; readonly KeyType: string }[];

export function leadingOf(account: Account): Leading {
  const first = (keys: KeySchema): string =>
    keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  return new Map(
    account.of('AWS::DynamoDB::Table').map(({ id, Properties }) => {
      const indexes = (Properties.GlobalSecondaryIndexes ?? []) as readonly {
        IndexName: string;
        KeySchema: KeySchema;
      }[];
      return [
        id,
        {
          table: first(Properties.KeySchema as KeySchema),
          indexes: new Map(indexes.map((one) => [one.IndexName, first(one.KeySchema)])),
        },
      ];
    }),
  );
}
