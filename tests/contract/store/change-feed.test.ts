import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { expect, it } from 'vitest';
import { changesAfter, type FeedPositions } from '#shared/store/dynamodb/change-feed.ts';

type Shard = { readonly id: string; readonly end?: string; readonly pages: readonly (readonly string[])[] };

/** Streams as the engine may answer: pages can be empty anywhere, and only a closed shard has a last one. */
function streams(shards: readonly Shard[]): DynamoDBStreamsClient {
  const send = async (command: { constructor: { name: string }; input: Record<string, string> }) => {
    const { input } = command;
    if (command.constructor.name === 'DescribeStreamCommand')
      return {
        StreamDescription: {
          Shards: shards.map(({ id, end }) => ({
            ShardId: id,
            SequenceNumberRange: { EndingSequenceNumber: end },
          })),
        },
      };
    if (command.constructor.name === 'GetShardIteratorCommand')
      return { ShardIterator: `${input.ShardId}/0` };
    const [id = '', at = '0'] = String(input.ShardIterator).split('/');
    const { pages = [], end } = shards.find((one) => one.id === id) ?? {};
    const Records = (pages[Number(at)] ?? []).map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }));
    const isOver = Number(at) + 1 >= pages.length && end !== undefined;
    return { Records, ...(!isOver && { NextShardIterator: `${id}/${Number(at) + 1}` }) };
  };
  return { send } as unknown as DynamoDBStreamsClient;
}

async function readTo(shards: readonly Shard[]): Promise<FeedPositions> {
  let reached: FeedPositions = {};
  const log = { history: async () => [] };
  for await (const { positions } of changesAfter({ client: streams(shards), arn: 'arn', log }, {}))
    reached = positions;
  return reached;
}

it('a closed shard is read to its end over pages that hold nothing', async () => {
  const closed = { id: 'a', end: '9', pages: [[], ['1'], [], [], ['2', '9']] };
  expect(await readTo([closed, { id: 'b', pages: [['10'], []] }])).toEqual({ a: '9', b: '10' });
});

it('an open shard is read until nothing more is there', async () => {
  expect(await readTo([{ id: 'b', pages: [['10'], ['11', '12'], []] }])).toEqual({ b: '12' });
});
