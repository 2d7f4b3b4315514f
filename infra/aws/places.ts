/** The parts of the house as the functions are given them: those of the stack of stores, or a table restored beside it. */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import { DUE_INDEXES } from '#shared/store/narrowings.ts';
import type { Topic } from '#shared/store/queue.ts';
import type { Stores } from './stores.ts';

export type NamedTable = { readonly name: string; readonly arn: string; readonly indexes: readonly string[] };
export const TABLE_ROLES = [
  'ledger',
  'keys',
  'views',
  'deadLetters',
  'accounts',
  'audit',
  'order',
  'jobs',
] as const;
export type TableRole = (typeof TABLE_ROLES)[number];
export type Places = Readonly<Record<TableRole, NamedTable>> & {
  readonly ledgerStream: string;
  readonly queues: Readonly<Record<Topic, IQueue>>;
  readonly feedFailures: IQueue;
  readonly callFailures: IQueue;
  readonly dead: readonly IQueue[];
  readonly documents: IBucket;
  readonly anchors: IBucket;
  readonly signingKey: string;
  readonly masterKey: string;
};

/** A table that was restored to a point in time, to be used in place of the first; of the ledger its stream too. */
export type Restored = Readonly<Partial<Record<TableRole, string>>> & { readonly ledgerStream?: string };

const INDEXES: Readonly<Record<TableRole, readonly string[]>> = {
  ledger: [],
  keys: [],
  views: ['status', 'number', 'concluded', ...DUE_INDEXES],
  deadLetters: ['open'],
  accounts: [],
  audit: ['person', 'case', 'right'],
  order: [],
  jobs: [],
};

export function placesIn(stores: Stores, restored: Restored = {}): Places {
  const { tables, queues, documents, anchors, masterKey, signingKey } = stores;
  const table = (role: TableRole): NamedTable => {
    const name = restored[role];
    const own: ITable = tables[role];
    const indexes = INDEXES[role];
    if (name === undefined) return { name: own.tableName, arn: own.tableArn, indexes };
    const arn = Stack.of(stores).formatArn({ service: 'dynamodb', resource: 'table', resourceName: name });
    return { name, arn, indexes };
  };
  return {
    ...{ ledger: table('ledger'), keys: table('keys'), views: table('views') },
    ...{ deadLetters: table('deadLetters'), accounts: table('accounts'), audit: table('audit') },
    ...{ order: table('order'), jobs: table('jobs') },
    ledgerStream: restored.ledgerStream ?? tables.ledger.tableStreamArn ?? '',
    queues: queues.topics,
    feedFailures: queues.feedFailures,
    callFailures: queues.callFailures,
    dead: queues.dead,
    documents: documents.bucket,
    anchors: anchors.bucket,
    signingKey: signingKey.keyArn,
    masterKey: masterKey.keyArn,
  };
}
