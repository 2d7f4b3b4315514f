/**
 * `npm run bench:peers`: recording beside what one would use instead, doing the same. emmett appends the same event to
 * streams in SQLite, one after another (of several at once it refuses nearly all: said below); castore pushes it to
 * DynamoDB, fifty at a time, beside our home on SQLite and beside our home on the same emulator, which is then most of what
 * is measured: calls and units of both are said as well. Ours decides, too, and keeps numbers, keys and read models'
 * places. `BENCH_PARTS=castore` takes one of the two.
 */
import { join } from 'node:path';
import type { Ledger } from '#shared/desk/execute.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { openCloudOffice } from '../support/cloud-office.ts';
import { bringPeers } from './bring-peers.ts';
import { castoreOn, costOf } from './castore.ts';
import { COMMANDS, inTurns, secondsOf, secondsToRecord } from './in-turns.ts';
import { inScratch, judge, say } from './measuring.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const EACH = 100;
const LEAST = 5;
const PARTS = (process.env.BENCH_PARTS ?? 'emmett,castore').split(',');

const { command: _, case: __, ...data } = COMMANDS.call('');
const find = bringPeers({ engine: PARTS.includes('emmett') });
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

type Beside = {
  readonly ours: Ledger;
  readonly writers: number;
  readonly theirs: () => Promise<unknown>;
  /** Writers of theirs. */
  readonly at: number;
  readonly said?: string;
};

async function beside(claim: string, { ours, writers, theirs, at, said }: Beside): Promise<void> {
  const medians = await inTurns(ROUNDS, {
    ours: () => secondsToRecord(ours, { kind: 'call', writers, each: EACH }),
    theirs: () => secondsOf({ writers: at, each: EACH }, theirs),
  });
  const rates = `${(EACH / medians.ours).toFixed(0)} a second beside ${(EACH / medians.theirs).toFixed(0)}`;
  const detail = said === undefined ? rates : `${rates}; ${said}`;
  judge({ claim, peer: claim.split(' beside ')[1] ?? '', detail }, [medians.ratio, LEAST], 'atLeast');
}

async function besideEmmett(ours: Ledger, folder: string): Promise<void> {
  const append = await emmettIn(folder);
  const one = { ours, theirs: persistent(append), at: 1 };
  await beside('a call recorded by one writer beside emmett on SQLite', { ...one, writers: 1 });
  await beside('calls recorded by fifty writers beside one writer of emmett on SQLite', {
    ...{ ...one, writers: 50 },
  });
  const at = await Promise.allSettled(Array.from({ length: 50 }, append));
  say(`of fifty appends at once emmett refused ${at.filter(({ status }) => status === 'rejected').length}`);
}

async function besideCastore(ours: Ledger): Promise<void> {
  const cloud = await openCloudOffice();
  const { push, client } = await castoreOn(find, {
    endpoint: cloud.addresses.dynamodb,
    event: () => ({ aggregateId: named(), type: 'HotlineCaseRegistered', payload: data }),
  });
  const fifty = { writers: 50, theirs: push, at: 50 };
  await beside('calls recorded by fifty writers beside fifty of castore on DynamoDB', { ours, ...fifty });
  // the first one meets its source and topic, which are added to the lists
  await secondsToRecord(cloud, { kind: 'call', writers: 1, each: 1 });
  const costs = [
    await costOf(cloud.client, EACH, () => secondsToRecord(cloud, { kind: 'call', writers: 50, each: EACH })),
    await costOf(client, EACH, () => secondsOf({ writers: 50, each: EACH }, push)),
  ];
  await beside('calls recorded on DynamoDB by fifty writers beside fifty of castore on the same emulator', {
    ...{ ours: cloud, ...fifty },
    said: costs.join(' beside '),
  });
  await cloud.stop();
}

await inScratch(async (folder) => {
  const house = await openLocalHouse(join(folder, 'data'));
  quietly();
  if (PARTS.includes('emmett')) await besideEmmett(house, folder);
  if (PARTS.includes('castore')) await besideCastore(house);
  house.close();
});
process.exit();
