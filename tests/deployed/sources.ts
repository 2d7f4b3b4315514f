/** Event sources as the service polls them: queues and the stream of the ledger, under the function's own rights. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Made } from './account.ts';
import { alike } from './iam.ts';
import type { Lambda, Outcome } from './lambda.ts';
import { REGION } from './synthesised.ts';

export type Source = {
  readonly id: string;
  /** Fetches what is there and has it carried out; whether there was anything. */
  poll(): Promise<boolean>;
  /** Whether something still waits, on lease or to come again. */
  waits(): Promise<boolean>;
};
export type Wire = (target: string, body: object) => Promise<Record<string, unknown>>;
export type SourceOptions = {
  readonly made: Made;
  readonly lambda: Lambda;
  /** Throws where the function's role may not do it. */
  readonly asRole: (action: string, resource: string) => void;
  readonly haste: number;
};

type Told = { readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[] };

/** What the service makes of an answer: nothing said is all done; an unknown id, or none, is all failed. */
function failuresIn(outcome: Outcome, ids: readonly string[], reports: boolean): readonly string[] {
  if (!outcome.ok) return ids;
  if (!reports) return [];
  const told = (outcome.payload ?? {}) as Told;
  if (!Array.isArray(told.batchItemFailures)) return [];
  const failed = told.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return failed.some((id) => !ids.includes(id)) ? ids : failed;
}

const reportsIn = ({ Properties }: Made): boolean =>
  ((Properties.FunctionResponseTypes ?? []) as readonly string[]).includes('ReportBatchItemFailures');

type Message = {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, { StringValue?: string; DataType: string }>>;
};
type QueueOptions = SourceOptions & {
  readonly sqs: Wire;
  readonly url: string;
  readonly leaseSeconds: number;
};

export function queueSource({ made, lambda, asRole, sqs, url, leaseSeconds }: QueueOptions): Source {
  // the service itself refuses to make such a source
  if (leaseSeconds * 1000 < lambda.timeoutMs)
    throw new Error(
      `Queue visibility timeout: ${leaseSeconds} seconds is less than Function timeout: ${lambda.timeoutMs / 1000} seconds`,
    );
  const { BatchSize = 10, EventSourceArn } = made.Properties as {
    BatchSize?: number;
    EventSourceArn: string;
  };
  const record = (one: Message) => ({
    ...{ messageId: one.MessageId, receiptHandle: one.ReceiptHandle, body: one.Body },
    attributes: one.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(one.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
        name,
        { stringValue: StringValue, dataType: DataType, stringListValues: [], binaryListValues: [] },
      ]),
    ),
    ...{ md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: EventSourceArn, awsRegion: REGION },
  });
  /** Removed once, a message is gone, whatever became of its lease meanwhile: the emulator then takes no old receipt. */
  const removed = new Set<string>();
  const remove = async ({ MessageId, ReceiptHandle }: Message): Promise<void> => {
    removed.add(MessageId);
    await sqs('DeleteMessage', { QueueUrl: url, ReceiptHandle });
  };
  return {
    id: made.id,
    poll: async () => {
      for (const verb of ['ReceiveMessage', 'GetQueueAttributes']) asRole(`sqs:${verb}`, EventSourceArn);
      const { Messages: received = [] } = (await sqs('ReceiveMessage', {
        ...{ QueueUrl: url, MaxNumberOfMessages: Math.min(BatchSize, 10), VisibilityTimeout: leaseSeconds },
        ...{ MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'], AttributeNames: ['All'] },
      })) as { Messages?: readonly Message[] };
      for (const one of received) if (removed.has(one.MessageId)) await remove(one);
      const Messages = received.filter(({ MessageId }) => !removed.has(MessageId));
      if (Messages.length === 0) return received.length > 0;
      const outcome = await lambda.invoke({ Records: Messages.map(record) });
      const failed = new Set(
        failuresIn(
          outcome,
          Messages.map(({ MessageId }) => MessageId),
          reportsIn(made),
        ),
      );
      asRole('sqs:DeleteMessage', EventSourceArn);
      for (const one of Messages) if (!failed.has(one.MessageId)) await remove(one);
      // a lease that the function left as it was would be waited out
      if (!outcome.ok)
        for (const { ReceiptHandle } of Messages)
          await sqs('ChangeMessageVisibility', { QueueUrl: url, ReceiptHandle, VisibilityTimeout: 1 });
      return true;
    },
    waits: async () => {
      const { Attributes = {} } = (await sqs('GetQueueAttributes', {
        QueueUrl: url,
        AttributeNames: ['All'],
      })) as { Attributes?: Record<string, string> };
      return ['', 'NotVisible', 'Delayed'].some(
        (kind) => Number(Attributes[`ApproximateNumberOfMessages${kind}`] ?? 0) > 0,
      );
    },
  };
}

type StreamRecord = {
  readonly eventID: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
};
type StreamOptions = SourceOptions & {
  readonly streams: Wire;
  /** As the emulator names it. */
  readonly arn: string;
  /** Puts what was given up where the template says. */
  readonly giveUp: (destination: string, message: object) => Promise<void>;
};
type StreamProperties = {
  readonly BatchSize?: number;
  readonly EventSourceArn: string;
  readonly StartingPosition: string;
  readonly MaximumRetryAttempts?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly ParallelizationFactor?: number;
  readonly FilterCriteria?: { readonly Filters: readonly { readonly Pattern: string }[] };
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination: string } };
};

export function streamSource({ made, lambda, asRole, streams, arn, giveUp, haste }: StreamOptions): Source {
  const properties = made.Properties as unknown as StreamProperties;
  const { BatchSize = 100, EventSourceArn, ParallelizationFactor = 1 } = properties;
  const positions = new Map<string, string>();
  const patterns = (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern));
  const wanted = (record: StreamRecord): boolean =>
    patterns.length === 0 || patterns.some((pattern) => matches(pattern, record));
  const read = async (): Promise<readonly StreamRecord[]> => {
    for (const verb of ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'])
      asRole(`dynamodb:${verb}`, EventSourceArn);
    const { StreamDescription } = (await streams('DescribeStream', { StreamArn: arn })) as {
      StreamDescription: { Shards: { ShardId: string }[] };
    };
    const records: StreamRecord[] = [];
    for (const { ShardId } of StreamDescription.Shards) records.push(...(await readShard(ShardId)));
    return records;
  };
  const readShard = async (ShardId: string): Promise<readonly StreamRecord[]> => {
    const after = positions.get(ShardId);
    const begin =
      after === undefined
        ? { ShardIteratorType: properties.StartingPosition }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const { ShardIterator } = await streams('GetShardIterator', { StreamArn: arn, ShardId, ...begin });
    const { Records = [] } = (await streams('GetRecords', { ShardIterator, Limit: 1000 })) as {
      Records?: StreamRecord[];
    };
    const last = Records.at(-1)?.dynamodb.SequenceNumber;
    if (last !== undefined) positions.set(ShardId, last);
    return Records;
  };
  const event = (one: StreamRecord) => ({
    ...one,
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    eventSourceARN: EventSourceArn,
  });
  /** Until all of it is done or given up; what failed is tried again from its first failure, halved where it says so. */
  const deliver = async (batch: readonly StreamRecord[], tries = 0): Promise<void> => {
    if (batch.length === 0) return;
    const ids = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const outcome = await lambda.invoke({ Records: batch.map(event) });
    const failed = new Set(failuresIn(outcome, ids, reportsIn(made)));
    const first = ids.findIndex((id) => failed.has(id));
    if (first < 0) return;
    const left = batch.slice(first);
    if (tries >= (properties.MaximumRetryAttempts ?? Number.POSITIVE_INFINITY)) return given(left);
    await setTimeout(Math.min(1000 * 2 ** tries, 60_000) / haste);
    if (properties.BisectBatchOnFunctionError !== true || left.length === 1) return deliver(left, tries + 1);
    const half = Math.ceil(left.length / 2);
    await deliver(left.slice(0, half), tries + 1);
    return deliver(left.slice(half), tries + 1);
  };
  const given = async (batch: readonly StreamRecord[]): Promise<void> => {
    const destination = properties.DestinationConfig?.OnFailure?.Destination;
    if (destination === undefined) return;
    asRole('sqs:SendMessage', destination);
    const range = {
      batchSize: batch.length,
      startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
      streamArn: EventSourceArn,
    };
    await giveUp(destination, {
      requestContext: {
        requestId: randomUUID(),
        functionArn: lambda.id,
        condition: 'RetryAttemptsExhausted',
      },
      version: '1.0',
      DDBStreamBatchInfo: range,
    });
  };
  let isBusy = false;
  return {
    id: made.id,
    poll: async () => {
      isBusy = true;
      try {
        const records = await read();
        const lanes = new Map<number, StreamRecord[]>();
        for (const record of records.filter(wanted)) {
          const lane = laneOf(record) % ParallelizationFactor;
          lanes.set(lane, [...(lanes.get(lane) ?? []), record]);
        }
        await Promise.all(
          [...lanes.values()].map(async (lane) => {
            for (let at = 0; at < lane.length; at += BatchSize) await deliver(lane.slice(at, at + BatchSize));
          }),
        );
        return records.length > 0;
      } finally {
        isBusy = false;
      }
    },
    waits: async () => isBusy,
  };
}

/** All of one partition in its order. */
function laneOf({ dynamodb }: StreamRecord): number {
  return [...JSON.stringify(dynamodb.Keys.pk ?? '')].reduce(
    (sum, one) => (sum * 31 + one.charCodeAt(0)) >>> 0,
    7,
  );
}

/** The patterns of event filters, as far as ours go: values, prefix, exists, and nesting. */
export function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((one) => matchesOne(one, value));
  return Object.entries(pattern as object).every(([name, inner]) =>
    matches(inner, (value as Record<string, unknown> | undefined)?.[name]),
  );
}

function matchesOne(wanted: unknown, value: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === value;
  const [[operator, operand] = []] = Object.entries(wanted);
  if (operator === 'prefix') return typeof value === 'string' && value.startsWith(String(operand));
  if (operator === 'suffix') return typeof value === 'string' && value.endsWith(String(operand));
  if (operator === 'exists') return (value !== undefined) === operand;
  if (operator === 'anything-but') return value !== undefined && ![operand].flat().includes(value);
  if (operator === 'wildcard') return typeof value === 'string' && alike(String(operand), value);
  throw new Error(`the suite does not know the filter ${operator}`);
}
