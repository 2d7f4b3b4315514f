/** Everything that is kept, in a stack of its own: the functions may be thrown away and deployed anew, this may not. */

import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { TOPICS } from '#shared/store/queue.ts';
import { Anchors } from './constructs/anchors.ts';
import { Documents } from './constructs/documents.ts';
import { People } from './constructs/people.ts';
import { Queues, queueName } from './constructs/queues.ts';
import { Tables } from './constructs/tables.ts';

export class Stores extends Stack {
  readonly tables: Tables;
  readonly queues: Queues;
  readonly documents: Documents;
  readonly anchors: Anchors;
  /** Signs checkpoints: Ed25519, and never leaves KMS. */
  readonly signingKey: Key;
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
    this.anchors = new Anchors(this, 'Anchors');
    this.signingKey = new Key(this, 'SigningKey', {
      description: 'Taizhang: signs the checkpoints of the ledger',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new People(this, 'People');
    this.nameEverything();
  }

  /** Outputs carry the names under which functions, command line and emulators look for each part. */
  private nameEverything(): void {
    const { ledger, keys, views, deadLetters, accounts, audit, order, jobs } = this.tables;
    const tables = { LedgerTable: ledger, KeysTable: keys, ViewsTable: views, DeadLettersTable: deadLetters };
    const others = { AccountsTable: accounts, AuditTable: audit, OrderTable: order, JobsTable: jobs };
    for (const [name, table] of Object.entries({ ...tables, ...others }))
      new CfnOutput(this, name, { value: table.tableName });
    for (const topic of TOPICS)
      new CfnOutput(this, `${queueName(topic)}Queue`, { value: this.queues.topics[topic].queueUrl });
    new CfnOutput(this, 'DocumentsBucket', { value: this.documents.bucket.bucketName });
    new CfnOutput(this, 'MasterKeyArn', { value: this.masterKey.keyArn });
    new CfnOutput(this, 'SigningKeyArn', { value: this.signingKey.keyArn });
    new CfnOutput(this, 'AnchorBucket', { value: this.anchors.bucket.bucketName });
  }
}
