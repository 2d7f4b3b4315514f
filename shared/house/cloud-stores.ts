/** The ports on DynamoDB, SQS and S3, from clients and names: in Lambda, on emulators, or from the command line. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import type { OpensNotary } from '#shared/notary/read-notary.ts';
import { indexerOf } from '#shared/search/index-cases.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import { scannerHere } from '#shared/store/clamd/scanner.ts';
import { saidLetters } from '#shared/store/dead-letters.ts';
import { dynamoAccounts } from '#shared/store/dynamodb/accounts.ts';
import type { ArchivedLedger } from '#shared/store/dynamodb/archive.ts';
import type { ArchivedAudit } from '#shared/store/dynamodb/audit-archive.ts';
import { type DynamoAuditLog, dynamoAuditLog } from '#shared/store/dynamodb/audit-log.ts';
import { dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { dynamoDeadLetters } from '#shared/store/dynamodb/dead-letters.ts';
import { dynamoDrafts } from '#shared/store/dynamodb/drafts.ts';
import { dynamoEventLog } from '#shared/store/dynamodb/event-log.ts';
import { dynamoJobRows } from '#shared/store/dynamodb/job-rows.ts';
import { dynamoLogOrder, type LogOrder } from '#shared/store/dynamodb/log-order.ts';
import { longShelf } from '#shared/store/dynamodb/long-shelf.ts';
import { withLongValues } from '#shared/store/dynamodb/long-values.ts';
import { pagesOf } from '#shared/store/dynamodb/scan-commits.ts';
import { type DynamoViews, dynamoViews } from '#shared/store/dynamodb/views.ts';
import { guardDutyScanner } from '#shared/store/guardduty/scanner.ts';
import type { House } from '#shared/store/house.ts';
import { keptJobs } from '#shared/store/jobs.ts';
import type { KeyWrapper } from '#shared/store/key-wrapper.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { s3Blobs } from '#shared/store/s3/blobs.ts';
import type { Indexer } from '#shared/store/search-index.ts';
import { sqsQueue } from '#shared/store/sqs/queue.ts';
import { sealedUploads } from '#shared/store/uploads.ts';
import { vaultUnder } from '#shared/store/vault.ts';
import type { Progress } from '#shared/views/catch-up.ts';
import { fillGeneration } from '#shared/views/fill-generation.ts';
import { replay } from '#shared/views/replay.ts';
import { type CloudNotary, cloudNotary } from './cloud-notary.ts';
import type { Places } from './places.ts';

type Clients = {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
};
type CloudOptions = {
  readonly clients: Clients;
  readonly places: Places;
  readonly wrapper: KeyWrapper;
  readonly clock: Clock;
  /** The program that fills read models, and who is told how far it is. */
  readonly projection: string;
  readonly progress?: Progress;
  /** Signs checkpoints; `alone` keeps others from it meanwhile. */
  readonly sealing: (blobs: BlobStore) => Pick<CloudNotary, 'key' | 'anchors' | 'alone' | 'note'>;
  /** What of sealing runs here: a function carries no more of it than it does. */
  readonly opens: OpensNotary;
  /** Until when a report published now stays locked; absent where the engine knows no lock. */
  readonly lockedUntil?: () => Date;
};
export type CloudStores = Omit<House, 'catchUp'> & {
  readonly views: DynamoViews;
  readonly audit: DynamoAuditLog;
  readonly accounts: Accounts;
  readonly archived: ArchivedLedger;
  readonly archivedAudit: ArchivedAudit & { readonly order: LogOrder };
  readonly indexed: Indexer;
  readonly order: LogOrder;
  readonly noted?: (commits: readonly Commit[]) => Promise<void>;
};

/** The read models order what they write by this machine's clock, also where the ledger is given another. */
const MACHINE_CLOCK: Clock = { now: () => instantOf(Date.now()) };

export function cloudStores(options: CloudOptions): CloudStores {
  const { places, wrapper, clock, lockedUntil, progress } = options;
  const { sqs, s3 } = options.clients;
  const blobs = s3Blobs({ client: s3, bucket: places.documents, ...(lockedUntil && { lockedUntil }) });
  const client = dividing(options, blobs);
  const keys = dynamoDataKeys({ client, table: places.keys, wrapper });
  const views = dynamoViews({ client, name: places.views }, MACHINE_CLOCK);
  // a function that has no part in the read models knows no table
  const written = places.views !== '' && { written: views.written };
  const log = dynamoEventLog({ client, keys, clock, ...ledgerAt(places), ...written });
  const deadLetters = saidLetters(dynamoDeadLetters({ client, table: places.deadLetters, clock }));
  const indexed = indexerOf({ log, key: keys.searchKey, open: true });
  const audit = dynamoAuditLog({ client, table: places.audit, keys, clock });
  const filled = { log, views, deadLetters, indexed };
  const projecting = { ...filled, ...(progress && { progress }) };
  // what was read of another ledger, one before a restore, is not gone on with
  const by = `${options.projection} from ${places.ledger}`;
  const pages = pagesOf.bind(null, { client, table: places.ledger });
  return {
    ...{ ...filled, ...sealed(options, { log, audit }, blobs) },
    drafts: dynamoDrafts({ client, table: places.accounts, clock }),
    // filled with the views, by whoever projects
    search: { index: views.search, key: keys.searchKey, follow: async () => 0 },
    queue: sqsQueue({ client: sqs, urls: places.queues }),
    rebuild: () => fillGeneration({ ...projecting, pages, by }),
    replay: (since) => replay(projecting, since),
    ...keptAside(options, blobs),
    scanner: places.scanned === '' ? scannerHere() : guardDutyScanner({ client: s3, bucket: places.scanned }),
    accounts: dynamoAccounts(client, places.accounts),
    ...{ audit, clock },
    archived: { client, table: places.ledger, keys, keyTable: places.keys },
    archivedAudit: { client, keyTable: places.keys, auditTable: places.audit, order: auditOrderAt(options) },
    close: () => {
      client.destroy();
      sqs.destroy();
      s3.destroy();
    },
  };
}

/** What is sealed, and is of no case or of none yet. */
function keptAside({ clients, places, wrapper, clock }: CloudOptions, blobs: BlobStore) {
  const vault = vaultUnder(wrapper);
  const rows = dynamoJobRows({ client: clients.dynamodb, table: places.jobs });
  const uploads = sealedUploads({ blobs, vault, clock });
  return { blobs, vault, uploads, jobs: keptJobs({ rows, blobs, vault, clock }) };
}

const dividing = ({ clients, places }: CloudOptions, blobs: BlobStore): DynamoDBDocumentClient =>
  withLongValues(clients.dynamodb, longShelf(blobs, places), places.longestItem);

const ledgerAt = ({ ledger, keys, views }: Places) => ({ table: ledger, keyTable: keys, counters: views });

function sealed(
  { clients, places, clock, sealing, opens }: CloudOptions,
  { log, audit }: { readonly log: EventLog; readonly audit: DynamoAuditLog },
  blobs: BlobStore,
): Pick<CloudStores, 'order' | 'notary' | 'noted'> {
  const order = dynamoLogOrder({ client: clients.dynamodb, table: places.order, log: 'ledger' });
  const noted = async (commits: readonly Commit[]): Promise<void> => order.note(commits.map(entryOf));
  const stream =
    places.audit === '' ? {} : { audit: { stream: audit, order: auditOrderAt({ clients, places }) } };
  const notary = cloudNotary({ ...{ log, order, blobs, clock, opens }, ...stream, ...sealing(blobs) });
  // a function that has no part in it knows no table
  return { order, notary, ...(places.order !== '' && { noted }) };
}

function auditOrderAt({ clients, places }: Pick<CloudOptions, 'clients' | 'places'>): LogOrder {
  return dynamoLogOrder({ client: clients.dynamodb, table: places.order, log: 'audit' });
}
