/**
 * The house on DynamoDB, SQS and S3 from this machine: on emulators that are brought up for the folder, on any DynamoDB
 * at an address, or on what is deployed where the environment names it (docs/cloud.md).
 */
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Anchor } from '#shared/notary/anchors.ts';
import { openNotary } from '#shared/notary/open-notary.ts';
import { changesAfter } from '#shared/store/dynamodb/change-feed.ts';
import { dynamoKeyWitness } from '#shared/store/dynamodb/key-witness.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import type { Clock } from '#shared/store/ports.ts';
import type { Progress } from '#shared/views/catch-up.ts';
import { followFeed, refillFollowed } from '#shared/views/follow-feed.ts';
import { cloudStores } from './cloud-stores.ts';
import { type CloudHouse, deployedHouse } from './deployed-house.ts';
import { documentClient, EMULATED } from './dynamodb-client.ts';
import { ensureOffice } from './first-office.ts';
import { joinEmulators } from './join-emulators.ts';
import { sealingIn } from './local-notary.ts';
import { masterKeyFor } from './master-key.ts';
import { SYSTEM_CLOCK } from './open-ledger.ts';
import { namesDeployment, type Places } from './places.ts';
import { PROJECTION } from './projection.ts';
import { s3Client, sqsClient } from './start-fauxqs.ts';

type CloudHouseOptions = {
  readonly folder: string;
  readonly endpoint?: string;
  readonly empty?: boolean;
  readonly progress?: Progress;
  readonly clock?: Clock;
  readonly anchors?: readonly Anchor[];
};

/** With one default office when the ledger is empty, unless `empty` is wanted. */
export async function openCloudHouse(options: CloudHouseOptions): Promise<CloudHouse> {
  const { clock = SYSTEM_CLOCK, endpoint, empty = false, progress } = options;
  const house = namesDeployment(process.env)
    ? deployedHouse({
        clock,
        opens: openNotary,
        ...(endpoint && { endpoint }),
        ...(progress && { progress }),
      })
    : await emulated(options);
  if (!empty) await ensureOffice(house.log, clock);
  return house;
}

/** What is younger is still being written: folding it would only disturb its writers. */
const SETTLE_MS = 60_000;

async function emulated(options: CloudHouseOptions): Promise<CloudHouse> {
  const { folder, endpoint, clock = SYSTEM_CLOCK, progress } = options;
  const { addresses, leave } = await joinEmulators(folder, endpoint);
  const { places, desk } = addresses;
  const dynamodb = documentClient(addresses.dynamodb);
  const masterKey = await keyBeside(folder, { dynamodb, places, leave });
  const stores = cloudStores({
    clients: { dynamodb, sqs: sqsClient(desk), s3: s3Client(desk) },
    ...{ places, clock, opens: openNotary, wrapper: keyFileWrapper(masterKey) },
    ...{ projection: PROJECTION, ...(progress && { progress }) },
    sealing: () => ({ ...sealingIn(folder), anchors: options.anchors ?? [] }),
  });
  const streams = new DynamoDBStreamsClient({ ...EMULATED, endpoint: addresses.dynamodb, maxAttempts: 8 });
  const feed = { client: streams, arn: await streamOf(dynamodb, places.ledger), log: stores.log };
  const following = {
    ...{ ...stores, clock: SYSTEM_CLOCK, projection: PROJECTION, feed: feed.arn },
    changes: changesAfter.bind(null, feed),
    ...(progress && { progress }),
  };
  let foldedAt = 0;
  return {
    ...stores,
    rebuild: () => refillFollowed(following),
    catchUp: async () => {
      await followFeed(following);
      if (Date.now() - foldedAt < SETTLE_MS) return;
      foldedAt = Date.now();
      await stores.views.compact(SETTLE_MS);
    },
    close: () => {
      stores.close();
      streams.destroy();
      leave();
    },
  };
}

type Beside = {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly places: Places;
  readonly leave: () => void;
};

/** Who is refused leaves nothing running. */
async function keyBeside(folder: string, { dynamodb, places, leave }: Beside): Promise<Buffer> {
  const tables = { client: dynamodb, table: places.ledger, keyTable: places.keys };
  try {
    return await masterKeyFor(folder, dynamoKeyWitness(tables));
  } catch (fault) {
    dynamodb.destroy();
    leave();
    throw fault;
  }
}

async function streamOf(client: DynamoDBDocumentClient, TableName: string): Promise<string> {
  const { Table } = await (client as unknown as DynamoDBClient).send(new DescribeTableCommand({ TableName }));
  return Table?.LatestStreamArn ?? '';
}
