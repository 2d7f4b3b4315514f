/** Rights on what is kept in buckets, each on the one folder of whoever keeps it there. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SCANNED_BUCKET, VARIABLES } from '#shared/house/places.ts';
import type { LONG_PREFIX, LongFolder } from '#shared/store/dynamodb/long-shelf.ts';
import type { Places } from '../places.ts';

export const allow = (
  service: string,
  verbs: readonly string[],
  resources: readonly string[],
): PolicyStatement =>
  new PolicyStatement({ actions: verbs.map((verb) => `${service}:${verb}`), resources: [...resources] });

/** Who keeps what under which name in the one bucket. */
export type DocumentFolder =
  | 'reports'
  | 'erasures'
  | 'feeds'
  | 'aggregates'
  | 'reminders'
  | 'attachments'
  | 'uploads'
  | 'witness'
  | 'jobs'
  | 'slices'
  | 'proof';

/** The one kind of wildcard there is, and why; for the functions that keep documents. */
export const whyAllOf = (folder: DocumentFolder | `${typeof LONG_PREFIX}${LongFolder}`) =>
  [
    `AwsSolutions-IAM5[Resource::Taizhang-Stores:ExportsOutputFnGetAttDocumentsBucket089EA665Arn9C7B4550/${folder}/*]`,
    'Documents are named when they are made: the right is on the objects of this one folder of the bucket.',
  ] as const;

/** Without it nobody is told that an object is missing: it looks forbidden. */
export const LIST = 'ListBucket';
/** Locks may be set; lifting one, and deleting a version, is nobody's right. */
const KEEP: readonly string[] = [LIST, 'GetObject', 'PutObject', 'PutObjectRetention'];

export function documents({ documents: bucket }: Places, folder: DocumentFolder, verbs = KEEP) {
  const onObjects = verbs.filter((verb) => verb !== LIST);
  return {
    variables: { [VARIABLES.DocumentsBucket]: bucket.bucketName },
    statements: [
      ...(verbs.includes(LIST) ? [allow('s3', [LIST], [bucket.bucketArn])] : []),
      allow('s3', onObjects, [bucket.arnForObjects(`${folder}/*`)]),
    ],
  };
}

type ScannedBucket = { readonly arn: string; readonly variable: string };

/** The bare file until it was scanned: put, its tag read, deleted. The bucket is there where scanning is asked for. */
export function haveScanned(bucket: ScannedBucket) {
  const { variables, statements } = sendToScan(bucket);
  const read = [
    allow('s3', ['ListBucket'], [bucket.arn]),
    allow('s3', ['GetObjectTagging', 'DeleteObject'], [`${bucket.arn}/scan/*`]),
  ];
  return { variables, statements: [...statements, ...read] };
}

/** The bare file is put there; what was found the pages read when it is opened. */
export function sendToScan({ arn, variable }: ScannedBucket) {
  return {
    variables: { [SCANNED_BUCKET]: variable },
    statements: [allow('s3', ['PutObject'], [`${arn}/scan/*`])],
  };
}
