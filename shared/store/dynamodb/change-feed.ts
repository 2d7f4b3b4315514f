/**
 * The change feed of the ledger as DynamoDB Streams hand it out, for a projector that runs without Lambda. Its notices
 * stay for a day; what is older has to be read from the ledger itself.
 */
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Commit } from '#shared/kernel/event.ts';
import { commitOf } from '../commit-bytes.ts';
import type { LogReader } from '../ports.ts';
import { caseAtKey, isCommitKey, versionOfKey } from './ledger-items.ts';
import { carrySeal } from './ledger-reader.ts';

/** The last sequence number seen of each shard. */
export type FeedPositions = Readonly<Record<string, string>>;
export type Changes = { readonly commits: readonly Commit[]; readonly positions: FeedPositions };
/** Notices that were wanted are gone: only the ledger knows what they said. */
export class FeedTrimmed extends Error {}

type Log = Pick<LogReader, 'history'>;
type Feed = { readonly client: DynamoDBStreamsClient; readonly arn: string; readonly log: Log };
/** Bytes are a text in base64 where Lambda hands the record over. */
type Value = {
  readonly S?: string | undefined;
  readonly M?: object | undefined;
  readonly B?: Uint8Array | string | undefined;
};

/** What an image of the ledger's stream says; null where the item is no commit. One too long for an item is read from the ledger. */
export async function commitOfImage(
  image: Readonly<Record<string, Value>>,
  log: Log,
): Promise<Commit | null> {
  const { pk, sk, body, hash, seal } = image;
  if (!isCommitKey(sk?.S) || hash?.S === undefined) return null;
  if (body?.S !== undefined) return carrying(commitOf(0, body.S, hash.S), seal?.B);
  if (body?.M === undefined) return null;
  const commits = await log.history(caseAtKey(pk?.S ?? ''));
  return commits.find(({ version }) => version === versionOfKey(sk?.S ?? '')) ?? null;
}

/** Whoever opens the texts of the commit need not ask the ledger for them, which not everybody may. */
function carrying(commit: Commit, seal: Value['B']): Commit {
  if (seal !== undefined)
    carrySeal(commit, typeof seal === 'string' ? Buffer.from(seal, 'base64') : Buffer.from(seal));
  return commit;
}

/** Pages of what was recorded after `positions`, shard by shard; throws FeedTrimmed when some of it is gone. */
export async function* changesAfter(feed: Feed, positions: FeedPositions): AsyncGenerator<Changes> {
  let known = positions;
  for (const shard of await shardsOf(feed))
    for await (const records of pagesOf(feed, shard, known[shard.id])) {
      const last = records.at(-1)?.dynamodb?.SequenceNumber;
      if (last !== undefined) known = { ...known, [shard.id]: last };
      yield { commits: await commitsOf(records, feed.log), positions: known };
    }
}

async function commitsOf(records: readonly StreamRecord[], log: Log): Promise<readonly Commit[]> {
  const commits = await Promise.all(
    records.map(({ dynamodb }) => commitOfImage(dynamodb?.NewImage ?? {}, log)),
  );
  return commits.filter((commit) => commit !== null);
}

/** `end`: the last number of a closed shard; of an open one the engine names none. */
type OneShard = { readonly id: string; readonly end: string | undefined };

async function shardsOf({ client, arn }: Feed): Promise<readonly OneShard[]> {
  const shards: OneShard[] = [];
  for (let start: string | undefined; ; ) {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: arn, ...(start && { ExclusiveStartShardId: start }) }),
    );
    for (const { ShardId: id, SequenceNumberRange: range } of StreamDescription?.Shards ?? [])
      if (id !== undefined) shards.push({ id, end: range?.EndingSequenceNumber });
    start = StreamDescription?.LastEvaluatedShardId;
    if (start === undefined) return shards;
  }
}

/** An empty page is the end for now, but in a closed shard whose last number has not come yet. */
async function* pagesOf(
  { client, arn }: Feed,
  { id, end }: OneShard,
  after: string | undefined,
): AsyncGenerator<readonly StreamRecord[]> {
  const begin =
    after === undefined
      ? { ShardIteratorType: 'TRIM_HORIZON' as const }
      : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
  try {
    const opened = await client.send(new GetShardIteratorCommand({ StreamArn: arn, ShardId: id, ...begin }));
    let iterator = opened.ShardIterator;
    let passed = after;
    let empty = 0;
    while (iterator !== undefined && empty < EMPTY_PAGES) {
      const { Records = [], NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }),
      );
      const last = Records.at(-1)?.dynamodb?.SequenceNumber;
      if (last === undefined && isReached(end, passed)) return;
      passed = last ?? passed;
      empty = last === undefined ? empty + 1 : 0;
      if (Records.length > 0) yield Records;
      iterator = NextShardIterator;
    }
  } catch (error) {
    if (error instanceof TrimmedDataAccessException) throw new FeedTrimmed();
    throw error;
  }
}

/** An emulator may say of a shard whose notices it has dropped that it ends there, and hand out empty pages for ever. */
const EMPTY_PAGES = 20;

function isReached(end: string | undefined, passed: string | undefined): boolean {
  return end === undefined || (passed !== undefined && BigInt(passed) >= BigInt(end));
}
