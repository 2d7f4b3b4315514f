/** Where the parts of the house stand in the cloud, as the environment of a function or of a command names them. */
import { recordOf } from '#shared/kernel/keys.ts';
import { JOB_TOPICS, TOPICS, type Topic } from '#shared/store/queue.ts';

export type Places = {
  readonly ledger: string;
  readonly keys: string;
  readonly views: string;
  readonly deadLetters: string;
  readonly accounts: string;
  /** In which order commits are sealed; '' for a function that has no part in it. */
  readonly order: string;
  readonly audit: string;
  /** Long work; '' for a function that neither asks for any nor carries it out. */
  readonly jobs: string;
  readonly queues: Readonly<Record<Topic, string>>;
  readonly documents: string;
  /** Where GuardDuty looks at what is attached; '' where nobody does. */
  readonly scanned: string;
  /** From how many bytes on an item's long values are laid aside; absent but where a trial wants it small. */
  readonly longestItem?: number;
};
export type DeployedPlaces = Places & {
  readonly masterKey: string;
  /** Signs checkpoints. */
  readonly signingKey: string;
  /** Signs them once it was announced; '' where none is to come. */
  readonly nextSigningKey: string;
  /** Signs them by SM2, too; '' where none does. */
  readonly sm2SigningKey: string;
  /** Where nobody rewrites them. */
  readonly anchors: string;
};

/** By the name of the output of the stack `Stores`: the variable that carries it. */
export const VARIABLES = {
  LedgerTable: 'LEDGER_TABLE',
  KeysTable: 'KEYS_TABLE',
  ViewsTable: 'VIEWS_TABLE',
  DeadLettersTable: 'DEAD_LETTERS_TABLE',
  AccountsTable: 'ACCOUNTS_TABLE',
  OrderTable: 'ORDER_TABLE',
  AuditTable: 'AUDIT_TABLE',
  JobsTable: 'JOBS_TABLE',
  FeedQueue: 'FEED_QUEUE',
  ReminderQueue: 'REMINDER_QUEUE',
  ProofQueue: 'PROOF_QUEUE',
  ProjectQueue: 'PROJECT_QUEUE',
  JobQueue: 'JOB_QUEUE',
  DocumentsBucket: 'DOCUMENTS_BUCKET',
  MasterKeyArn: 'MASTER_KEY_ARN',
  SigningKeyArn: 'SIGNING_KEY_ARN',
  AnchorBucket: 'ANCHOR_BUCKET',
} as const;

/** Not every deployment has one. */
export const SCANNED_BUCKET = 'SCANNED_BUCKET';
/** Of the pages alone. */
export const HATCH_BUCKET = 'HATCH_BUCKET';
/** In no deployment: who tries out what is deployed has items divided that would fit. */
const LONGEST_ITEM_BYTES = 'LONGEST_ITEM_BYTES';
export const NEXT_SIGNING_KEY_ARN = 'NEXT_SIGNING_KEY_ARN';
export const SM2_SIGNING_KEY_ARN = 'SM2_SIGNING_KEY_ARN';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether it names what is deployed. Throws where it names only some of it: a command would find out half-way. */
export function namesDeployment(env: Environment): boolean {
  if (textOf(env, VARIABLES.LedgerTable) === '') return false;
  const missing = Object.values(VARIABLES).filter((name) => textOf(env, name) === '');
  if (missing.length > 0)
    throw new Error(
      `the environment names the deployed ledger, but not ${missing.join(', ')} (docs/cloud.md)`,
    );
  return true;
}

const textOf = (env: Environment, name: string): string => (env[name] ?? '').trim();

/** Who knows of one queue of long work alone sends all of it there: it is handed on (ADR 89). */
function queueIn(env: Environment, topic: Topic): string {
  const own = textOf(env, `${topic.toUpperCase()}_QUEUE`);
  return own === '' && JOB_TOPICS.some((one) => one === topic) ? textOf(env, VARIABLES.JobQueue) : own;
}

/** Parts that are not named stay empty: a function is only told of what it may use. */
export function placesOf(env: Environment): DeployedPlaces {
  const named = (name: string): string => textOf(env, name);
  return {
    ledger: named(VARIABLES.LedgerTable),
    keys: named(VARIABLES.KeysTable),
    views: named(VARIABLES.ViewsTable),
    deadLetters: named(VARIABLES.DeadLettersTable),
    accounts: named(VARIABLES.AccountsTable),
    order: named(VARIABLES.OrderTable),
    audit: named(VARIABLES.AuditTable),
    jobs: named(VARIABLES.JobsTable),
    queues: recordOf(TOPICS, (topic) => queueIn(env, topic)),
    documents: named(VARIABLES.DocumentsBucket),
    scanned: named(SCANNED_BUCKET),
    ...(named(LONGEST_ITEM_BYTES) !== '' && { longestItem: Number(named(LONGEST_ITEM_BYTES)) }),
    masterKey: named(VARIABLES.MasterKeyArn),
    signingKey: named(VARIABLES.SigningKeyArn),
    nextSigningKey: named(NEXT_SIGNING_KEY_ARN),
    sm2SigningKey: named(SM2_SIGNING_KEY_ARN),
    anchors: named(VARIABLES.AnchorBucket),
  };
}
