/**
 * `npm run bench:peers`: recording beside what one would use instead, doing the same. emmett appends the same event to
 * streams in SQLite, one after another (of several at once it refuses nearly all: said below); castore pushes it to
 * DynamoDB, fifty at a time, on the emulator. Ours decides, too, and keeps numbers, keys and read models' places.
 */
import { join } from 'node:path';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { bringPeers } from './bring-peers.ts';
import { COMMANDS, inTurns, secondsOf, secondsToRecord } from './in-turns.ts';
import { inScratch, judge, say } from './measuring.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const EACH = 100;
const LEAST = 5;

const { command: _, case: __, ...data } = COMMANDS.call('');
const find = bringPeers();
let next = 0;
const named = (): string => {
  next += 1;
  return `hotline-${next}`;
};

type Emmett = {
  getSQLiteEventStore(options: object): {
    appendToStream(name: string, events: readonly object[], options: object): Promise<unknown>;
  };
};

async function emmettIn(folder: string): Promise<() => Promise<unknown>> {
  const { getSQLiteEventStore }: Emmett = await import(find('@event-driven-io/emmett-sqlite'));
  const file = join(folder, 'emmett.db');
  const store = getSQLiteEventStore({
    fileName: file,
    schema: { autoMigration: 'CreateOrUpdate' },
  });
  const event = { type: 'HotlineCaseRegistered', data };
  return () => store.appendToStream(named(), [event], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
}

/** Its own connections get in each other's way now and then: asked again, as whoever uses it would. */
const persistent = (append: () => Promise<unknown>) => async (): Promise<unknown> => {
  for (let tries = 20; ; tries -= 1)
    try {
      return await append();
    } catch (fault) {
      if (tries === 0) throw fault;
    }
};

/** It prints what it refuses; and a refusal that it gives to nobody would end the bench. */
function quietly(): void {
  console.log = () => undefined;
  process.on('uncaughtException', (fault) => {
    if (!/SQLITE_BUSY/.test(String(fault))) throw fault;
  });
}

type Castore = {
  readonly DynamoDBSingleTableEventStorageAdapter: new (
    options: object,
  ) => { pushEvent(event: object, context: object): Promise<unknown> };
};
type Sdk = {
  readonly DynamoDBClient: new (options: object) => { send(command: object): Promise<unknown> };
  readonly CreateTableCommand: new (input: object) => object;
};

const TABLE = {
  TableName: 'castore',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [key('aggregateId', 'HASH'), key('version', 'RANGE')],
  AttributeDefinitions: Object.entries({
    ...{ aggregateId: 'S', version: 'N', eventStoreId: 'S', timestamp: 'S' },
  }).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'initialEvents',
      KeySchema: [key('eventStoreId', 'HASH'), key('timestamp', 'RANGE')],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

function key(AttributeName: string, KeyType: 'HASH' | 'RANGE') {
  return { AttributeName, KeyType };
}

async function castoreOn({ endpoint }: Emulator): Promise<() => Promise<unknown>> {
  const { DynamoDBClient, CreateTableCommand }: Sdk = await import(find('@aws-sdk/client-dynamodb'));
  const { default: castore }: { readonly default: Castore } = await import(
    find('@castore/event-storage-adapter-dynamodb')
  );
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const dynamoDBClient = new DynamoDBClient({ endpoint, region: 'local', credentials });
  await dynamoDBClient.send(new CreateTableCommand(TABLE));
  const adapter = new castore.DynamoDBSingleTableEventStorageAdapter({
    ...{ tableName: TABLE.TableName, dynamoDBClient },
  });
  return () =>
    adapter.pushEvent(
      { aggregateId: named(), version: 1, type: 'HotlineCaseRegistered', payload: data },
      { eventStoreId: 'hotline' },
    );
}

await inScratch(async (folder) => {
  const house = await openLocalHouse(join(folder, 'data'));
  const beside = async (claim: string, writers: number, theirs: () => Promise<unknown>, at: number) => {
    const medians = await inTurns(ROUNDS, {
      ours: () => secondsToRecord(house, { kind: 'call', writers, each: EACH }),
      theirs: () => secondsOf({ writers: at, each: EACH }, theirs),
    });
    const detail = `${(EACH / medians.ours).toFixed(0)} a second beside ${(EACH / medians.theirs).toFixed(0)}`;
    judge({ claim, peer: claim.split(' beside ')[1] ?? '', detail }, [medians.ratio, LEAST], 'atLeast');
  };
  quietly();
  const append = await emmettIn(folder);
  const emmett = persistent(append);
  await beside('a call recorded by one writer beside emmett on SQLite', 1, emmett, 1);
  await beside('calls recorded by fifty writers beside one writer of emmett on SQLite', 50, emmett, 1);
  const at = await Promise.allSettled(Array.from({ length: 50 }, append));
  say(`of fifty appends at once emmett refused ${at.filter(({ status }) => status === 'rejected').length}`);
  const emulator = await startDynoxide(join(folder, 'castore.db'));
  const castore = await castoreOn(emulator);
  await beside('calls recorded by fifty writers beside fifty of castore on DynamoDB', 50, castore, 50);
  await emulator.stop();
  house.close();
});
process.exit();
