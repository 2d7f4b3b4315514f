/**
 * What a function may do with one part of the house, together with the variable that tells it where that part is: who
 * is not granted a part is not told of it either. Every right names its resource.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { SCANNED_BUCKET, VARIABLES } from '#shared/house/places.ts';
import { SEARCH_KEY } from '#shared/store/dynamodb/data-keys.ts';
import { LONG_FOLDERS, LONG_PREFIX, type LongFolder } from '#shared/store/dynamodb/long-shelf.ts';
import { NUMBERS_START } from '#shared/store/dynamodb/number-counter.ts';
import type { Topic } from '#shared/store/queue.ts';
import type { NamedTable, Places } from '../places.ts';

export type Right = {
  readonly variables: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** What the checker of rights finds in them, and why it is so. */
  readonly why?: readonly (readonly [finding: string, reason: string])[];
};

type Verbs = readonly string[];
const allow = (service: string, verbs: Verbs, resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: verbs.map((verb) => `${service}:${verb}`), resources: [...resources] });

const READ: Verbs = ['GetItem', 'BatchGetItem', 'Query'];
/** Of the ledger only putting: what stands there is neither updated nor deleted by anybody. */
const APPEND: Verbs = ['PutItem'];
/** A row of the tail is put behind a look at its gate (ADR 41). */
const WRITE: Verbs = ['PutItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'];

function onTable(variable: string, table: NamedTable, verbs: Verbs): Right {
  const indexes = table.indexes.map((name) => `${table.arn}/index/${name}`);
  return {
    variables: { [variable]: table.name },
    statements: [allow('dynamodb', verbs, [table.arn, ...indexes])],
  };
}

/** With the long values of its items (ADR 70): read with them, put with them, dropped with them where they are dropped. */
function withLongValues(bucket: IBucket, folder: LongFolder, { variables, statements }: Right): Right {
  const may = new Set(statements.flatMap(({ actions }) => actions));
  const puts: Verbs =
    LONG_FOLDERS[folder] === 'stays' ? ['PutObject', 'PutObjectRetention'] : ['PutObject', 'DeleteObject'];
  const verbs = [
    ...(may.has('dynamodb:GetItem') ? ['GetObject'] : []),
    ...(may.has('dynamodb:PutItem') ? puts : []),
  ];
  return {
    variables: { ...variables, [VARIABLES.DocumentsBucket]: bucket.bucketName },
    statements: [...statements, allow('s3', verbs, [bucket.arnForObjects(`${LONG_PREFIX}${folder}/*`)])],
    why: [whyAllOf(`${LONG_PREFIX}${folder}`)],
  };
}

export function rightsOn(places: Places) {
  const { keys, documents: bucket } = places;
  const table = (folder: LongFolder, variable: string) => (verbs: Verbs) =>
    withLongValues(bucket, folder, onTable(variable, places[folder], verbs));
  const on = {
    ledger: table('ledger', VARIABLES.LedgerTable),
    views: table('views', VARIABLES.ViewsTable),
    deadLetters: table('deadLetters', VARIABLES.DeadLettersTable),
    accounts: table('accounts', VARIABLES.AccountsTable),
    audit: table('audit', VARIABLES.AuditTable),
  };
  return {
    readLedger: on.ledger(READ),
    /** All of it, for a recount. */
    scanLedger: on.ledger([...READ, 'Scan']),
    appendToLedger: on.ledger([...READ, ...APPEND]),
    scanAndAppendToLedger: on.ledger([...READ, 'Scan', ...APPEND]),
    /** Data keys are made and opened. */
    makeKeys: onTable(VARIABLES.KeysTable, keys, ['GetItem', 'PutItem']),
    /** A key is replaced by the mark of its destruction (ADR 65): the pages' right alone, and nobody deletes a row. */
    destroyKeys: onTable(VARIABLES.KeysTable, keys, ['UpdateItem']),
    wrapKeys: {
      variables: { [VARIABLES.MasterKeyArn]: places.masterKey },
      statements: [allow('kms', ['GenerateDataKey', 'Decrypt'], [places.masterKey])],
    },
    indexTexts: toIndexTexts(places),
    seeBackups: toSeeBackups(places),
    readViews: on.views(READ),
    foldViews: on.views([...READ, 'PutItem', 'BatchWriteItem']),
    /** The index of what was written to is made whole (ADR 68), and nothing else of the read models is touched. */
    noteWritten: toNoteWritten(places),
    projectViews: on.views([...READ, ...WRITE]),
    /** Running numbers are counted up under keys of their own; nothing else of that table is updated by anybody. */
    countNumbers: { variables: {}, statements: [toCountNumbers(places.views.arn)] },
    buryLetters: on.deadLetters(['GetItem', 'PutItem']),
    tendLetters: on.deadLetters([...READ, 'PutItem', 'DeleteItem']),
    knowAccounts: on.accounts([...READ, 'PutItem', 'DeleteItem']),
    readAccounts: on.accounts(['GetItem', 'Query']),
    ...onJobs(places),
    /** What stands there is neither updated nor deleted by anybody. */
    leaveTraces: on.audit([...READ, 'Scan', ...APPEND]),
    /** All of it, to be sealed and to be held against what was. */
    scanTraces: on.audit([...READ, 'Scan']),
    keepDocuments: (folder: DocumentFolder) => documents(places, folder),
    /** Sealed files of cases: put, read, and dropped with the key of their case. */
    keepAttachments: documents(places, 'attachments', ['GetObject', 'PutObject', 'DeleteObject']),
    /** What was sent to be imported is dropped; in the versioned bucket what lies below the mark goes by a rule. */
    keepUploads: documents(places, 'uploads', ['GetObject', 'PutObject', 'DeleteObject']),
    /** What a pass over the ledger has found so far; it goes by a rule of the bucket. */
    keepSlices: documents(places, 'slices', ['GetObject', 'PutObject']),
    send: (topic: Topic) => onQueue(topic, places.queues[topic], ['SendMessage']),
    /** How much waits, for a page to say. */
    measure: (topic: Topic) => onQueue(topic, places.queues[topic], ['GetQueueAttributes']),
    consume: (topic: Topic) =>
      onQueue(topic, places.queues[topic], [
        ...['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'],
      ]),
  } satisfies Record<string, Right | ((topic: Topic) => Right) | ((folder: DocumentFolder) => Right)>;
}

function onJobs(places: Places) {
  const { jobs } = places;
  return {
    askJobs: onTable(VARIABLES.JobsTable, jobs, ['GetItem', 'PutItem']),
    /** And to find those that nobody goes on with. */
    carryJobs: onTable(VARIABLES.JobsTable, jobs, ['GetItem', 'PutItem', 'Scan']),
    /** What a job is about, where it is and what came of it. */
    keepJobs: documents(places, 'jobs', ['GetObject', 'PutObject', 'DeleteObject']),
  };
}

function toCountNumbers(table: string): PolicyStatement {
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${NUMBERS_START}*`] } };
  return new PolicyStatement({ actions: ['dynamodb:UpdateItem'], resources: [table], conditions });
}

/**
 * To open the texts of cases for the index of keyed hashes (ADR 51), and to make the one key of those hashes: no key of
 * a case can be made with it, and none destroyed.
 */
function toIndexTexts({ keys, masterKey }: Places): Right {
  const bound = (action: string, resource: string, conditions: Conditions): PolicyStatement =>
    new PolicyStatement({ actions: [action], resources: [resource], conditions: { ...conditions } });
  return {
    variables: { [VARIABLES.KeysTable]: keys.name, [VARIABLES.MasterKeyArn]: masterKey },
    statements: [
      allow('dynamodb', ['GetItem'], [keys.arn]),
      bound('dynamodb:PutItem', keys.arn, {
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [SEARCH_KEY] },
      }),
      allow('kms', ['Decrypt'], [masterKey]),
      bound('kms:GenerateDataKey', masterKey, { StringEquals: { 'kms:EncryptionContext:case': SEARCH_KEY } }),
    ],
  };
}

/** Whether the tables that cannot be made again can be restored. */
function toSeeBackups({ ledger, keys, accounts, audit }: Places): Right {
  const tables = [ledger, keys, accounts, audit].map(({ arn }) => arn);
  return {
    variables: {
      [VARIABLES.LedgerTable]: ledger.name,
      [VARIABLES.KeysTable]: keys.name,
      [VARIABLES.AccountsTable]: accounts.name,
      [VARIABLES.AuditTable]: audit.name,
    },
    statements: [allow('dynamodb', ['DescribeContinuousBackups'], tables)],
  };
}

function toNoteWritten({ views }: Places): Right {
  const names = ['written', 'written#*', '*/written', '*/written#*'];
  return {
    variables: { [VARIABLES.ViewsTable]: views.name },
    statements: [
      new PolicyStatement({
        actions: ['dynamodb:BatchWriteItem'],
        resources: [views.arn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': names } },
      }),
    ],
  };
}
type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

function onQueue(topic: Topic, queue: IQueue, verbs: Verbs): Right {
  return {
    variables: { [`${topic.toUpperCase()}_QUEUE`]: queue.queueUrl },
    statements: [allow('sqs', verbs, [queue.queueArn])],
  };
}

/** From one verified domain, and no other. */
export function sendMail(scope: Construct, domain: string): Right {
  const identity = Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName: domain });
  return { variables: { MAIL_DOMAIN: domain }, statements: [allow('ses', ['SendEmail'], [identity])] };
}

/** Who keeps what under which name in the one bucket. */
type DocumentFolder =
  | 'reports'
  | 'erasures'
  | 'feeds'
  | 'aggregates'
  | 'reminders'
  | 'attachments'
  | 'uploads'
  | 'jobs'
  | 'slices'
  | 'proof';

/** The one kind of wildcard there is, and why; for the functions that keep documents. */
export const whyAllOf = (folder: DocumentFolder | `${typeof LONG_PREFIX}${LongFolder}`) =>
  [
    `AwsSolutions-IAM5[Resource::Taizhang-Stores:ExportsOutputFnGetAttDocumentsBucket089EA665Arn9C7B4550/${folder}/*]`,
    'Documents are named when they are made: the right is on the objects of this one folder of the bucket.',
  ] as const;

/** Locks may be set; lifting one, and deleting a version, is nobody's right. */
const KEEP: Verbs = ['GetObject', 'PutObject', 'PutObjectRetention'];

function documents({ documents: bucket }: Places, folder: DocumentFolder, verbs = KEEP): Right {
  return {
    variables: { [VARIABLES.DocumentsBucket]: bucket.bucketName },
    statements: [
      allow('s3', ['ListBucket'], [bucket.bucketArn]),
      allow('s3', verbs, [bucket.arnForObjects(`${folder}/*`)]),
    ],
  };
}

/** The bare file until it was scanned: put, its tag read, deleted. The bucket is there where scanning is asked for. */
export function haveScanned({ arn, variable }: { readonly arn: string; readonly variable: string }): Right {
  return {
    variables: { [SCANNED_BUCKET]: variable },
    statements: [
      allow('s3', ['ListBucket'], [arn]),
      allow('s3', ['PutObject', 'GetObjectTagging', 'DeleteObject'], [`${arn}/scan/*`]),
    ],
  };
}
