/** A topic's messages as Lambda hands them over: the rules of `consume.ts`, and Lambda removes what is done. */
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { carryOut, type Desk, type Handler } from '#shared/store/consume.ts';
import type { Received, Topic } from '#shared/store/queue.ts';
import { called } from './called.ts';

type SqsConsumer = (event: SQSEvent, context?: Context) => Promise<SQSBatchResponse>;

/** What must come again is reported, and waits for as long as `consume.ts` says. */
export function fromQueue({ queue, deadLetters }: Desk, topic: Topic, handler: Handler): SqsConsumer {
  const desk: Desk = { deadLetters, queue: { ...queue, acknowledge: async () => {} } };
  return called(async ({ Records }) => {
    const ids = new Map(Records.map((record) => [record.receiptHandle, record.messageId]));
    const batch = Records.map((record) => receivedOf(topic, record));
    const again = await carryOut(desk, batch, { handler });
    return {
      batchItemFailures: again.map(({ receipt }) => ({ itemIdentifier: ids.get(receipt) ?? '' })),
    };
  });
}

function receivedOf(topic: Topic, record: SQSRecord): Received {
  const request = record.messageAttributes.request?.stringValue;
  return {
    topic,
    id: record.messageAttributes.id?.stringValue ?? record.messageId,
    body: record.body,
    tries: Number(record.attributes.ApproximateReceiveCount),
    receipt: record.receiptHandle,
    ...(request !== undefined && { request }),
  };
}
