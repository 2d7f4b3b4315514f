/** The queue on SQS, one standard queue a topic. The same id may come twice: the consumer knows its own work (ADR 16). */
import { setTimeout } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
  type Message as SqsMessage,
} from '@aws-sdk/client-sqs';
import { requestNow } from '#shared/telling/say.ts';
import { pauseBefore } from '../deadline.ts';
import { StoreBusy } from '../faults.ts';
import type { Message, Queue, Received, Topic } from '../queue.ts';

type SqsQueueOptions = {
  readonly client: SQSClient;
  readonly urls: Readonly<Record<Topic, string>>;
};
const BATCH = 10;
/** One call carries at most 256 KB, ids and attributes included. */
const BATCH_BYTES = 255_000;
const RESENDS = 5;
/** Parallel calls: a thousand records take the time of ten calls, not of a hundred. */
const AT_ONCE = 10;

export function sqsQueue({ client, urls }: SqsQueueOptions): Queue {
  return {
    send: async (topic, messages) => {
      const batches = [...batchesOf(messages)];
      for (let first = 0; first < batches.length; first += AT_ONCE)
        await Promise.all(
          batches.slice(first, first + AT_ONCE).map((batch) => sendBatch(client, urls[topic], batch)),
        );
    },
    receive: async (topic, { limit, leaseSeconds }) => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urls[topic],
          MaxNumberOfMessages: Math.min(limit, BATCH),
          VisibilityTimeout: leaseSeconds,
          MessageAttributeNames: ['id', 'request'],
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
      );
      return Messages.map((message) => receivedOf(topic, message));
    },
    acknowledge: async (received) => {
      for (let start = 0; start < received.length; start += BATCH)
        await deleteBatch(client, urls, received.slice(start, start + BATCH));
    },
    postpone: async ({ topic, receipt }, seconds) => {
      const timeout = { VisibilityTimeout: Math.ceil(seconds), ReceiptHandle: receipt };
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: urls[topic], ...timeout }));
    },
    depth: (topic) => depth(client, urls[topic]),
  };
}

function receivedOf(topic: Topic, message: SqsMessage): Received {
  const id = message.MessageAttributes?.id?.StringValue ?? message.MessageId ?? '';
  const tries = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
  const request = message.MessageAttributes?.request?.StringValue;
  const received = { topic, id, body: message.Body ?? '', tries, receipt: message.ReceiptHandle ?? '' };
  return { ...received, ...(request !== undefined && { request }) };
}

function* batchesOf(messages: readonly Message[]): Generator<readonly Message[]> {
  let batch: Message[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body) + Buffer.byteLength(message.id) + 100;
    if (batch.length === BATCH || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(message);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** What the queue did not take is sent again; throws StoreBusy when some is not taken in the end. */
async function sendBatch(client: SQSClient, url: string, messages: readonly Message[]): Promise<void> {
  let left = messages;
  const request = requestNow();
  for (let attempt = 0; left.length > 0 && attempt < RESENDS; attempt += 1) {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: left.map(({ id, body }, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageAttributes: { id: text(id), ...(request !== undefined && { request: text(request) }) },
        })),
      }),
    );
    const failed = new Set(Failed.map(({ Id }) => Number(Id)));
    left = left.filter((_, index) => failed.has(index));
    if (left.length > 0) await setTimeout(pauseBefore(attempt));
  }
  if (left.length > 0) throw new StoreBusy(`the queue did not take ${left.length} messages`);
}

/** All of one topic, as they were received. */
async function deleteBatch(
  client: SQSClient,
  urls: SqsQueueOptions['urls'],
  received: readonly Received[],
): Promise<void> {
  const [first] = received;
  if (first === undefined) return;
  const Entries = received.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: urls[first.topic], Entries }));
}

async function depth(client: SQSClient, url: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}
