/** The whole house on DynamoDB, SQS and S3, from clients and names: in Lambda, on emulators, or from the command line. */
import type { OpensNotary } from '#shared/notary/read-notary.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import { dynamoAccounts } from '#shared/store/dynamodb/accounts.ts';
import type { ArchivedLedger } from '#shared/store/dynamodb/archive.ts';
import type { ArchivedAudit } from '#shared/store/dynamodb/audit-archive.ts';
import { type DynamoAuditLog, dynamoAuditLog } from '#shared/store/dynamodb/audit-log.ts';
import { dynamoDrafts } from '#shared/store/dynamodb/drafts.ts';
import { dynamoLogOrder, type LogOrder } from '#shared/store/dynamodb/log-order.ts';
import { pagesOf } from '#shared/store/dynamodb/scan-commits.ts';
import { type DynamoViews, dynamoViews } from '#shared/store/dynamodb/views.ts';
import type { House } from '#shared/store/house.ts';
import type { EventLog } from '#shared/store/ports.ts';
import type { Progress } from '#shared/views/catch-up.ts';
import { fillGeneration } from '#shared/views/fill-generation.ts';
import { replay } from '#shared/views/replay.ts';
import { type CloudLedger, cloudLedger, type LedgerOptions } from './cloud-ledger.ts';
import { type CloudNotary, cloudNotary } from './cloud-notary.ts';

type CloudOptions = LedgerOptions & {
  /** The program that fills read models, and who is told how far it is. */
  readonly projection: string;
  readonly progress?: Progress;
  /** Signs checkpoints; `alone` keeps others from it meanwhile. */
  readonly sealing: (blobs: BlobStore) => Pick<CloudNotary, 'key' | 'anchors' | 'alone' | 'note'>;
  /** What of sealing runs here: a function carries no more of it than it does. */
  readonly opens: OpensNotary;
};
export type CloudStores = Omit<House, 'catchUp' | 'views'> &
  CloudLedger<DynamoViews> & {
    readonly audit: DynamoAuditLog;
    readonly accounts: Accounts;
    readonly archived: ArchivedLedger;
    readonly archivedAudit: ArchivedAudit & { readonly order: LogOrder };
    readonly order: LogOrder;
  };

export function cloudStores(options: CloudOptions): CloudStores {
  const { places, clock, progress } = options;
  const { ledger, ground } = cloudLedger(options, dynamoViews);
  const { client, keys } = ground;
  const audit = dynamoAuditLog({ client, table: places.audit, keys, clock });
  const { log, views, deadLetters, indexed } = ledger;
  // what was recorded before is not noted anew: its order stands
  const projecting = { ...{ log, views, deadLetters, indexed }, ...(progress && { progress }) };
  // what was read of another ledger, one before a restore, is not gone on with
  const by = `${options.projection} from ${places.ledger}`;
  const pages = pagesOf.bind(null, { client, table: places.ledger });
  return {
    ...{ ...ledger, ...sealed(options, { log, audit }, ledger.blobs) },
    drafts: dynamoDrafts({ client, table: places.accounts, clock }),
    // filled with the views, by whoever projects
    search: { index: views.search, key: keys.searchKey, follow: async () => 0 },
    rebuild: () => fillGeneration({ ...projecting, pages, by }),
    replay: (since) => replay(projecting, since),
    accounts: dynamoAccounts(client, places.accounts),
    audit,
    archived: { client, table: places.ledger, keys, keyTable: places.keys },
    archivedAudit: { client, keyTable: places.keys, auditTable: places.audit, order: auditOrderAt(options) },
  };
}

function sealed(
  { clients, places, clock, sealing, opens }: CloudOptions,
  { log, audit }: { readonly log: EventLog; readonly audit: DynamoAuditLog },
  blobs: BlobStore,
): Pick<CloudStores, 'order' | 'notary'> {
  const order = dynamoLogOrder({ client: clients.dynamodb, table: places.order, log: 'ledger' });
  const stream =
    places.audit === '' ? {} : { audit: { stream: audit, order: auditOrderAt({ clients, places }) } };
  return {
    order,
    notary: cloudNotary({ ...{ log, order, blobs, clock, opens }, ...stream, ...sealing(blobs) }),
  };
}

function auditOrderAt({ clients, places }: Pick<CloudOptions, 'clients' | 'places'>): LogOrder {
  return dynamoLogOrder({ client: clients.dynamodb, table: places.order, log: 'audit' });
}
