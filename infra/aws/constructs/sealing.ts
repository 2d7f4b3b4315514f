/** Who seals the ledger, and who may ask for it: the notary alone signs, orders and writes where nobody rewrites. */

import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type CfnFunction, EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { NEXT_SIGNING_KEY_ARN, SM2_SIGNING_KEY_ARN, VARIABLES } from '#shared/house/places.ts';
import { type SigningKeys, signingKeysTold } from '../context.ts';
import type { Places } from '../places.ts';
import { whyAllOf } from './document-rights.ts';
import { HouseFunction } from './house-function.ts';
import { type Right, rightsOn } from './rights.ts';
import { Call, calledByTheClock } from './schedule.ts';

const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

/** To tell the notary of commits: what waits is put, and nothing that was ordered is touched. */
export function tellNotary({ order }: Places): Right {
  const pending = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#pending#*'] } };
  return {
    variables: { [VARIABLES.OrderTable]: order.name },
    statements: [
      new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [order.arn], conditions: pending }),
    ],
  };
}

/** To show what is sealed, and what was noted of where it is anchored besides. */
export function showSealed({ order, documents, anchors }: Places): Right {
  return {
    variables: {
      [VARIABLES.OrderTable]: order.name,
      [VARIABLES.DocumentsBucket]: documents.bucketName,
      [VARIABLES.AnchorBucket]: anchors.bucketName,
    },
    statements: [
      allow(['s3:ListBucket'], [documents.bucketArn]),
      allow(['s3:GetObject'], [documents.arnForObjects('proof/*')]),
    ],
  };
}

/** To hold what is sealed against the ledger: tree and anchor are read. */
export function readSealed(places: Places): Right {
  const { variables, statements } = showSealed(places);
  const { anchors } = places;
  return {
    variables,
    statements: [
      ...statements,
      allow(['s3:ListBucket'], [anchors.bucketArn]),
      allow(['s3:GetObject'], [anchors.arnForObjects('*')]),
    ],
  };
}

/** To say where a commit stands in the order. */
export function knowOrder({ order }: Places): Right {
  return {
    variables: { [VARIABLES.OrderTable]: order.name },
    statements: [allow(['dynamodb:GetItem', 'dynamodb:Query'], [order.arn])],
  };
}

function sealing(places: Places, told: SigningKeys): Right {
  const { order, documents, anchors } = places;
  const { now = places.signingKey, next, sm2 } = told;
  const { variables, statements } = readSealed(places);
  const ordering = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'].map(
    (verb) => `dynamodb:${verb}`,
  );
  const keeping = ['PutObject', 'PutObjectRetention', 'DeleteObject'].map((verb) => `s3:${verb}`);
  return {
    variables: {
      ...{ ...variables, [VARIABLES.SigningKeyArn]: now },
      ...(next !== undefined && { [NEXT_SIGNING_KEY_ARN]: next }),
      ...(sm2 !== undefined && { [SM2_SIGNING_KEY_ARN]: sm2 }),
    },
    statements: [
      ...statements,
      allow(ordering, [order.arn]),
      allow(keeping, [documents.arnForObjects('proof/*')]),
      allow(['s3:PutObject'], [anchors.arnForObjects('*')]),
      allow(
        ['kms:GetPublicKey', 'kms:Sign'],
        [now, next, sm2].filter((one) => one !== undefined),
      ),
    ],
  };
}

type SealingProps = { readonly places: Places; readonly folder: string };

export class Sealing extends Construct {
  readonly notary: HouseFunction;

  constructor(scope: Construct, id: string, { places, folder }: SealingProps) {
    super(scope, id);
    const may = rightsOn(places);
    this.notary = new HouseFunction(this, 'Notarise', {
      folder,
      timeout: Duration.minutes(5),
      memorySize: 2048,
      rights: [
        may.scanWholeLedger,
        may.sealTraces,
        sealing(places, signingKeysTold(this.node)),
        may.consume('seal'),
        may.buryLetters,
      ],
    });
    readsSealed(this.notary);
    // one at a time: every checkpoint has one successor
    const lambda = this.notary.lambda.node.defaultChild as CfnFunction;
    lambda.reservedConcurrentExecutions = 1;
    new EventSourceMapping(this, 'Asked', {
      target: this.notary.lambda,
      eventSourceArn: places.queues.seal.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: 2,
    });
    const failures = places.callFailures;
    calledByTheClock(this.notary, { failures, retryAttempts: 2, maxEventAge: Duration.minutes(50) });
    new Call(this, 'EachHour', { at: 'cron(5 * * * ? *)', call: this.notary, failures });
  }
}

/** Its two wildcards, and why. */
export function readsSealed(reader: HouseFunction): void {
  reader.acknowledge(...whyAllOf('proof'));
  reader.acknowledge(...WHY_ALL_ANCHORS);
}

const WHY_ALL_ANCHORS = [
  'AwsSolutions-IAM5[Resource::Taizhang-Stores:ExportsOutputFnGetAttAnchorsBucketE0A93AD3Arn2FDA401E/*]',
  'Checkpoints are named when they are made: the bucket holds nothing else.',
] as const;
