/** Where the parts of the house stand in the cloud, as the environment of a function or of a command names them. */
import { TOPICS, type Topic } from '../../../shared/store/queue.ts';

export type Places = {
  readonly ledger: string;
  readonly keys: string;
  readonly views: string;
  readonly deadLetters: string;
  readonly accounts: string;
  readonly queues: Readonly<Record<Topic, string>>;
  readonly documents: string;
};

/** By the name of the output of the stack `Stores`: the variable that carries it. */
export const VARIABLES = {
  LedgerTable: 'LEDGER_TABLE',
  KeysTable: 'KEYS_TABLE',
  ViewsTable: 'VIEWS_TABLE',
  DeadLettersTable: 'DEAD_LETTERS_TABLE',
  AccountsTable: 'ACCOUNTS_TABLE',
  FeedQueue: 'FEED_QUEUE',
  ReminderQueue: 'REMINDER_QUEUE',
  ProofQueue: 'PROOF_QUEUE',
  ProjectQueue: 'PROJECT_QUEUE',
  DocumentsBucket: 'DOCUMENTS_BUCKET',
  MasterKeyArn: 'MASTER_KEY_ARN',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Parts that are not named stay empty: a function is only told of what it may use. */
export function placesOf(env: Environment): Places {
  const named = (name: string): string => env[name] ?? '';
  const queues = TOPICS.map((topic) => [topic, named(`${topic.toUpperCase()}_QUEUE`)] as const);
  return {
    ledger: named('LEDGER_TABLE'),
    keys: named('KEYS_TABLE'),
    views: named('VIEWS_TABLE'),
    deadLetters: named('DEAD_LETTERS_TABLE'),
    accounts: named('ACCOUNTS_TABLE'),
    queues: Object.fromEntries(queues) as Record<Topic, string>,
    documents: named('DOCUMENTS_BUCKET'),
  };
}
