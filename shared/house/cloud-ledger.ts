/**
 * What records in the cloud stands on, from clients and names: the ledger with its keys, the read models as far as who
 * records has to do with them, the queue, and what is kept beside. The rest of the house is `cloud-stores.ts`.
 */
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import { indexerOf } from '#shared/search/index-cases.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import { scannerHere } from '#shared/store/clamd/scanner.ts';
import { saidLetters } from '#shared/store/dead-letters.ts';
import { type DataKeys, dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { dynamoDeadLetters } from '#shared/store/dynamodb/dead-letters.ts';
import { dynamoEventLog } from '#shared/store/dynamodb/event-log.ts';
import { dynamoJobRows } from '#shared/store/dynamodb/job-rows.ts';
import { orderNotes } from '#shared/store/dynamodb/log-order.ts';
import { longShelf } from '#shared/store/dynamodb/long-shelf.ts';
import { withLongValues } from '#shared/store/dynamodb/long-values.ts';
import type { ViewsToFill } from '#shared/store/dynamodb/views-filled.ts';
import type { Home } from '#shared/store/dynamodb/views-in-force.ts';
import { guardDutyScanner } from '#shared/store/guardduty/scanner.ts';
import type { House } from '#shared/store/house.ts';
import { keptJobs } from '#shared/store/jobs.ts';
import type { KeyWrapper } from '#shared/store/key-wrapper.ts';
import type { Clock } from '#shared/store/ports.ts';
import { s3Blobs } from '#shared/store/s3/blobs.ts';
import type { Indexer } from '#shared/store/search-index.ts';
import { sqsQueue } from '#shared/store/sqs/queue.ts';
import { sealedUploads } from '#shared/store/uploads.ts';
import { vaultUnder } from '#shared/store/vault.ts';
import type { Places } from './places.ts';

type Clients = {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
};
export type LedgerOptions = {
  readonly clients: Clients;
  readonly places: Places;
  readonly wrapper: KeyWrapper;
  readonly clock: Clock;
  /** Until when a report published now stays locked; absent where the engine knows no lock. */
  readonly lockedUntil?: () => Date;
};
type Recording =
  | ('log' | 'queue' | 'deadLetters' | 'jobs' | 'uploads' | 'vault')
  | ('blobs' | 'scanner' | 'clock' | 'close');
export type CloudLedger<V> = Pick<House, Recording> & {
  readonly views: V;
  readonly indexed: Indexer;
  readonly noted?: (commits: readonly Commit[]) => Promise<void>;
};
/** What its ports are made of, for whoever makes more of them. */
type Ground = { readonly client: DynamoDBDocumentClient; readonly keys: DataKeys };

/** The read models order what they write by this machine's clock, also where the ledger is given another. */
const MACHINE_CLOCK: Clock = { now: () => instantOf(Date.now()) };

/** `viewsOn`: the read models, or as much of them as is needed. */
export function cloudLedger<V extends Pick<ViewsToFill, 'written'>>(
  options: LedgerOptions,
  viewsOn: (home: Home, clock: Clock) => V,
): { readonly ledger: CloudLedger<V>; readonly ground: Ground } {
  const { places, wrapper, clock, clients } = options;
  const { sqs, s3 } = clients;
  const blobs = blobsOf(options);
  const client = withLongValues(clients.dynamodb, longShelf(blobs, places), places.longestItem);
  const keys = dynamoDataKeys({ client, table: places.keys, wrapper });
  const views = viewsOn({ client, name: places.views }, MACHINE_CLOCK);
  // a function that has no part in the read models knows no table
  const written = places.views !== '' && { written: views.written };
  const log = dynamoEventLog({ client, keys, clock, ...ledgerAt(places), ...written });
  const order = orderNotes({ client: clients.dynamodb, table: places.order, log: 'ledger' });
  const noted = async (commits: readonly Commit[]): Promise<void> => order.note(commits.map(entryOf));
  const ledger = {
    ...{ log, views, blobs, clock },
    deadLetters: saidLetters(dynamoDeadLetters({ client, table: places.deadLetters, clock })),
    indexed: indexerOf({ log, key: keys.searchKey, open: true }),
    // a function that has no part in sealing knows no table
    ...(places.order !== '' && { noted }),
    queue: sqsQueue({ client: sqs, urls: places.queues }),
    ...keptAside(options, blobs),
    scanner: places.scanned === '' ? scannerHere() : guardDutyScanner({ client: s3, bucket: places.scanned }),
    close: () => {
      client.destroy();
      sqs.destroy();
      s3.destroy();
    },
  };
  return { ledger, ground: { client, keys } };
}

function blobsOf({ clients, places, lockedUntil }: LedgerOptions): BlobStore {
  return s3Blobs({ client: clients.s3, bucket: places.documents, ...(lockedUntil && { lockedUntil }) });
}

/** What is sealed, and is of no case or of none yet. */
function keptAside({ clients, places, wrapper, clock }: LedgerOptions, blobs: BlobStore) {
  const vault = vaultUnder(wrapper);
  const rows = dynamoJobRows({ client: clients.dynamodb, table: places.jobs });
  const uploads = sealedUploads({ blobs, vault, clock });
  return { vault, uploads, jobs: keptJobs({ rows, blobs, vault, clock }) };
}

const ledgerAt = ({ ledger, keys, views }: Places) => ({ table: ledger, keyTable: keys, counters: views });
