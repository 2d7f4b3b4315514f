/** Everything that is kept, in a stack of its own: the functions may be thrown away and deployed anew, this may not. */

import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { TOPICS } from '#shared/store/queue.ts';
import { Documents } from './constructs/documents.ts';
import { Queues, queueName } from './constructs/queues.ts';
import { Tables } from './constructs/tables.ts';

export class Stores extends Stack {
  readonly tables: Tables;
  readonly queues: Queues;
  readonly documents: Documents;
  /** Wraps the data key of every case. */
  readonly masterKey: Key;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true });
    this.tables = new Tables(this, 'Tables');
    this.queues = new Queues(this, 'Queues');
    this.documents = new Documents(this, 'Documents');
    this.masterKey = new Key(this, 'MasterKey', {
      description: 'Taizhang: wraps the data keys under which personal data is sealed',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.nameEverything();
  }

  /** Outputs carry the names under which functions, command line and emulators look for each part. */
  private nameEverything(): void {
    const { ledger, keys, views, deadLetters, accounts, audit } = this.tables;
    const tables = { LedgerTable: ledger, KeysTable: keys, ViewsTable: views, DeadLettersTable: deadLetters };
    for (const [name, table] of Object.entries({ ...tables, AccountsTable: accounts, AuditTable: audit }))
      new CfnOutput(this, name, { value: table.tableName });
    for (const topic of TOPICS)
      new CfnOutput(this, `${queueName(topic)}Queue`, { value: this.queues.topics[topic].queueUrl });
    new CfnOutput(this, 'DocumentsBucket', { value: this.documents.bucket.bucketName });
    new CfnOutput(this, 'MasterKeyArn', { value: this.masterKey.keyArn });
  }
}
