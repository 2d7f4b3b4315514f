/**
 * What a function may do with one part of the house, together with the variable that tells it where that part is: who
 * is not granted a part is not told of it either. Every right names its resource.
 */
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { VARIABLES } from '#shared/house/places.ts';
import { LONG_FOLDERS, LONG_PREFIX, type LongFolder } from '#shared/store/dynamodb/long-shelf.ts';
import type { Topic } from '#shared/store/queue.ts';
import type { NamedTable, Places } from '../places.ts';
import {
  toCountNumbers,
  toIndexTexts,
  toKnowSecret,
  toNoteWritten,
  toOpenAddresses,
  toSeeBackups,
} from './bound-rights.ts';
import { allow, type DocumentFolder, documents, LIST, whyAllOf } from './document-rights.ts';

export type Right = {
  readonly variables: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** What the checker of rights finds in them, and why it is so. */
  readonly why?: readonly (readonly [finding: string, reason: string])[];
};

type Verbs = readonly string[];
/** A right is here because a run of tests/deployed uses it: one that none does fails that suite. */
const READ: Verbs = ['GetItem', 'BatchGetItem', 'Query'];
/** Of the ledger only putting: what stands there is neither updated nor deleted by anybody. */
const APPEND: Verbs = ['GetItem', 'Query', 'PutItem'];
const CONSUME: Verbs = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'];
/** A row of the tail is put behind a look at its gate (ADR 41). */
const PROJECT: Verbs = [
  ...['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'],
];

/** Every open case of an office: those of the hotline by their kind, all others by when they are due. */
const OPEN_CASES: Verbs = ['due', 'dueKind'];

/** Of the indexes those that are asked, and those by `Query` alone. */
function onTable(
  variable: string,
  table: NamedTable,
  [verbs, indexes = []]: readonly [Verbs, Verbs?],
): Right {
  const asked = indexes.map((name) => `${table.arn}/index/${name}`);
  return {
    variables: { [variable]: table.name },
    statements: [
      allow('dynamodb', verbs, [table.arn]),
      ...(asked.length === 0 ? [] : [allow('dynamodb', ['Query'], asked)]),
    ],
  };
}

/** With the long values of its items (ADR 70): read with them, put with them, dropped with them where they are dropped. */
function withLongValues(bucket: IBucket, folder: LongFolder, { variables, statements }: Right): Right {
  const may = new Set(statements.flatMap(({ actions }) => actions));
  const isRead = ['GetItem', 'Query', 'Scan'].some((verb) => may.has(`dynamodb:${verb}`));
  const puts: Verbs =
    LONG_FOLDERS[folder] === 'stays' ? ['PutObject', 'PutObjectRetention'] : ['PutObject', 'DeleteObject'];
  const verbs = [...(isRead ? ['GetObject'] : []), ...(may.has('dynamodb:PutItem') ? puts : [])];
  return {
    variables: { ...variables, [VARIABLES.DocumentsBucket]: bucket.bucketName },
    statements: [...statements, allow('s3', verbs, [bucket.arnForObjects(`${LONG_PREFIX}${folder}/*`)])],
    why: [whyAllOf(`${LONG_PREFIX}${folder}`)],
  };
}

/** Verbs on a table, and `Query` on the indexes that are named. */
function tablesOf({ documents: bucket, ...places }: Places) {
  const table =
    (folder: LongFolder, variable: string) =>
    (verbs: Verbs, indexes: Verbs = []): Right =>
      withLongValues(bucket, folder, onTable(variable, places[folder], [verbs, indexes]));
  return {
    ledger: table('ledger', VARIABLES.LedgerTable),
    views: table('views', VARIABLES.ViewsTable),
    deadLetters: table('deadLetters', VARIABLES.DeadLettersTable),
    accounts: table('accounts', VARIABLES.AccountsTable),
    audit: table('audit', VARIABLES.AuditTable),
  };
}

type Granting = Right | ((topic: Topic) => Right) | ((folder: DocumentFolder, verbs?: Verbs) => Right);

export function rightsOn(places: Places) {
  const { views, deadLetters, audit } = places;
  const on = tablesOf(places);
  return {
    readLedger: on.ledger(['Query']),
    /** All of it, for a recount. */
    scanLedger: on.ledger(['Query', 'Scan']),
    scanWholeLedger: on.ledger(['Scan']),
    appendToLedger: on.ledger(APPEND),
    scanAndAppendToLedger: on.ledger([...APPEND, 'Scan']),
    ...onKeys(places),
    /** To whom an office's reminders go is sealed under a key of its own; no other is opened with this. */
    openAddresses: toOpenAddresses(places),
    indexTexts: toIndexTexts(places),
    seeBackups: toSeeBackups(places),
    /** Open cases are dated anew where a change of the calendar broke off; the cases behind a day's cell are listed. */
    compareViews: on.views(READ, [...OPEN_CASES, 'status']),
    readDue: on.views(READ, OPEN_CASES),
    foldViews: on.views(['GetItem', 'Query', 'PutItem', 'BatchWriteItem']),
    /** The index of what was written to is made whole (ADR 68), and nothing else of the read models is touched. */
    noteWritten: toNoteWritten(places),
    projectViews: on.views(PROJECT, OPEN_CASES),
    /** Long work: what it has recorded it projects; a file of commands may change a calendar or a policy, too. */
    fillViews: on.views(PROJECT),
    fillAndReadViews: on.views([...PROJECT, 'Query']),
    projectAndReadViews: on.views([...PROJECT, 'Query'], OPEN_CASES),
    /** The pages: what they have recorded they project, and every list is theirs. */
    projectAndListViews: on.views([...PROJECT, 'Query'], views.indexes),
    /** Running numbers are counted up under keys of their own; nothing else of that table is updated by anybody. */
    countNumbers: toCountNumbers(places),
    buryLetters: on.deadLetters(['GetItem', 'PutItem']),
    tendLetters: on.deadLetters(['GetItem', 'PutItem', 'DeleteItem'], deadLetters.indexes),
    knowAccounts: on.accounts(['GetItem', 'Query', 'PutItem', 'DeleteItem']),
    /** The secret from which those of feeds and webhooks are derived: looked up; the pages made it. */
    knowSecret: toKnowSecret(places),
    readAccounts: on.accounts(['GetItem', 'Query']),
    ...onJobs(places),
    /** What stands there is neither updated nor deleted by anybody. */
    leaveTraces: on.audit(APPEND, audit.indexes),
    /** All of it, to be held against what was. */
    scanTraces: on.audit(['Scan']),
    /** And what was added since, to be sealed. */
    sealTraces: on.audit(['Query', 'Scan']),
    keepDocuments: (folder: DocumentFolder, verbs?: Verbs) => documents(places, folder, verbs),
    /** Sealed files of cases: put, read, and dropped with the key of their case. */
    keepAttachments: documents(places, 'attachments', [LIST, 'GetObject', 'PutObject', 'DeleteObject']),
    /** A command in a file of commands brings a file: it is put, and opened by the pages alone. */
    addAttachments: documents(places, 'attachments', ['PutObject']),
    /** What was sent to be imported is dropped; in the versioned bucket what lies below the mark goes by a rule. */
    keepUploads: documents(places, 'uploads', [LIST, 'GetObject', 'PutObject', 'DeleteObject']),
    /** What a pass over the ledger has found so far; it goes by a rule of the bucket. */
    keepSlices: documents(places, 'slices', [LIST, 'GetObject', 'PutObject']),
    send: (topic: Topic) => onQueue(topic, places.queues[topic], ['SendMessage']),
    /** How much waits, for a page to say. */
    measure: (topic: Topic) => onQueue(topic, places.queues[topic], ['GetQueueAttributes']),
    consume: (topic: Topic) => onQueue(topic, places.queues[topic], CONSUME),
  } satisfies Record<string, Granting>;
}

function onKeys(places: Places) {
  const { keys } = places;
  return {
    /** Data keys are made and opened. */
    makeKeys: onTable(VARIABLES.KeysTable, keys, [['GetItem', 'PutItem']]),
    /** What a case has under seal is opened with its history; a feed seals nothing of its own. */
    openKeys: {
      variables: {
        [VARIABLES.KeysTable]: keys.name,
        [VARIABLES.MasterKeyArn]: places.masterKey,
      },
      statements: [allow('dynamodb', ['GetItem'], [keys.arn]), allow('kms', ['Decrypt'], [places.masterKey])],
    },
    /** A key is replaced by the mark of its destruction (ADR 65): the pages' right alone, and nobody deletes a row. */
    destroyKeys: onTable(VARIABLES.KeysTable, keys, [['UpdateItem']]),
    wrapKeys: {
      variables: { [VARIABLES.MasterKeyArn]: places.masterKey },
      statements: [allow('kms', ['GenerateDataKey', 'Decrypt'], [places.masterKey])],
    },
  };
}

function onJobs(places: Places) {
  const { jobs } = places;
  return {
    askJobs: onTable(VARIABLES.JobsTable, jobs, [['GetItem', 'PutItem']]),
    /** And to find those that nobody goes on with. */
    carryJobs: onTable(VARIABLES.JobsTable, jobs, [['GetItem', 'PutItem', 'Scan']]),
    /** What a job is about, where it is and what came of it. */
    keepJobs: documents(places, 'jobs', [LIST, 'GetObject', 'PutObject', 'DeleteObject']),
  };
}

function onQueue(topic: Topic, queue: IQueue, verbs: Verbs): Right {
  return {
    variables: { [`${topic.toUpperCase()}_QUEUE`]: queue.queueUrl },
    statements: [allow('sqs', verbs, [queue.queueArn])],
  };
}
