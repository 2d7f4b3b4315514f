/** Tables, queues and the bucket on emulators, from the synthesised template: what is tested is what is deployed. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { BucketAlreadyOwnedByYou, CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { keysOf, recordOf } from '#shared/kernel/keys.ts';
import { TOPICS } from '#shared/store/queue.ts';
import type { Places } from './places.ts';
import { referredTo, type Template } from './stores-template.ts';

const TABLES = {
  ledger: 'LedgerTable',
  keys: 'KeysTable',
  views: 'ViewsTable',
  deadLetters: 'DeadLettersTable',
  accounts: 'AccountsTable',
  order: 'OrderTable',
  audit: 'AuditTable',
  jobs: 'JobsTable',
} as const;
type TableName = keyof typeof TABLES;
type Properties = Readonly<Record<string, unknown>>;

type Some = { readonly suffix?: string; readonly only?: readonly TableName[] };

/** Tables that exist are left as they are. `suffix` tells the tables of one test from another's, which may want `only` some. */
export async function furnishTables(
  client: DynamoDBClient,
  template: Template,
  { suffix = '', only = keysOf(TABLES) }: Some = {},
): Promise<Pick<Places, TableName>> {
  const names = recordOf(only, (name) => TABLES[name].replace(/Table$/, '') + suffix);
  const made = only.map((name) => {
    const { Properties = {} } = template.Resources[referredTo(template, TABLES[name])] ?? {};
    return createTable(client, names[name], Properties);
  });
  await Promise.all(made);
  return names;
}

/** What of an `AWS::DynamoDB::Table` an emulator knows. */
async function createTable(client: DynamoDBClient, TableName: string, properties: Properties): Promise<void> {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } =
    properties as unknown as CreateTableCommandInput;
  const input = {
    ...{ TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' as const },
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    ...(StreamSpecification && { StreamSpecification: { ...StreamSpecification, StreamEnabled: true } }),
  };
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
}

/** Queues with their redrive, by topic. */
export async function furnishQueues(
  client: SQSClient,
  template: Template,
  suffix = '',
): Promise<Places['queues']> {
  const made = TOPICS.map((topic) => {
    const output = `${topic[0]?.toUpperCase()}${topic.slice(1)}Queue`;
    return createQueue(client, template, { id: referredTo(template, output), suffix });
  });
  const urls = await Promise.all(made);
  return recordOf(TOPICS, (topic) => urls[TOPICS.indexOf(topic)] ?? '');
}

type Wanted = { readonly id: string; readonly suffix: string };
type Redrive = { deadLetterTargetArn: { 'Fn::GetAtt': [string, string] }; maxReceiveCount: number };

async function createQueue(client: SQSClient, template: Template, { id, suffix }: Wanted): Promise<string> {
  const { VisibilityTimeout, RedrivePolicy } = (template.Resources[id]?.Properties ?? {}) as {
    VisibilityTimeout?: number;
    RedrivePolicy?: Redrive;
  };
  const attributes: Record<string, string> = {};
  if (VisibilityTimeout !== undefined) attributes.VisibilityTimeout = String(VisibilityTimeout);
  if (RedrivePolicy !== undefined) {
    const [dead] = RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'];
    const arn = await arnOf(client, await createQueue(client, template, { id: dead, suffix }));
    attributes.RedrivePolicy = JSON.stringify({ ...RedrivePolicy, deadLetterTargetArn: arn });
  }
  const made = await client.send(new CreateQueueCommand({ QueueName: id + suffix, Attributes: attributes }));
  return made.QueueUrl ?? '';
}

async function arnOf(client: SQSClient, QueueUrl: string): Promise<string> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return Attributes?.QueueArn ?? '';
}

export async function furnishBucket(client: S3Client, suffix = ''): Promise<string> {
  const Bucket = `documents${suffix.toLowerCase()}`;
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
  return Bucket;
}
